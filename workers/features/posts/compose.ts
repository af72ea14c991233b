/** From what somebody wrote to the rows that are stored. */
import type { NewPost } from "../../../contract/posts.ts";
import { maxMentions, maxTags } from "../../../contract/posts.ts";
import type { PostDetail, PostRow } from "../../../db/schema.ts";
import { invalid } from "../../http/error.ts";
import { excerptOf, renderMarkdown, wordCount } from "../../text/markdown.ts";
import type { ArticleText } from "../../pipeline/post-view.ts";

/** What can be written and changed of a post. */
export type PostText = Omit<NewPost, "type"> & { type: PostRow["type"] };

/** The stored form of a post's words: HTML, tags and mentions read from them, parts of its type. */
export interface Composed {
  columns: Pick<
    PostRow,
    | "content"
    | "contentHtml"
    | "language"
    | "translations"
    | "audience"
    | "replyPolicy"
    | "sensitive"
    | "contentWarning"
    | "place"
    | "tags"
    | "mentions"
    | "media"
    | "detail"
  >;
  article: ArticleText | null;
}

/** People that may be mentioned: lower-case username to name as written and id. */
export type Mentionable = ReadonlyMap<string, { id: string; username: string }>;

/** All Markdown of a post, for finding who may be mentioned in it. */
export function wordsOf(post: Pick<PostText, "content" | "article">): string {
  return `${post.content}\n${post.article?.body ?? ""}`;
}

/** Renders and measures. Throws `validation_failed` for too many tags or mentions. */
export function compose(post: PostText, people: Mentionable): Composed {
  const names = new Map([...people].map(([key, person]) => [key, person.username]));
  const content = renderMarkdown(post.content, { people: names });
  const body = post.article
    ? renderMarkdown(post.article.body, { people: names, headingShift: 1, pictures: post.mediaIds ?? [] })
    : null;
  const tags = [...new Set([...content.tags, ...(body?.tags ?? [])])];
  const mentions = [...new Set([...content.mentions, ...(body?.mentions ?? [])])];
  const words = post.article ? "article.body" : "content";
  if (content.tags.length > maxTags) throw invalid("content", `has more than ${maxTags} tags`);
  if (mentions.length > maxMentions) throw invalid(words, `mentions more than ${maxMentions} people`);
  return {
    columns: {
      content: post.content,
      contentHtml: content.html,
      language: post.language ?? null,
      translations: post.translations ?? {},
      audience: post.audience ?? "public",
      replyPolicy: post.replyPolicy ?? "everyone",
      sensitive: post.sensitive ?? false,
      contentWarning: post.contentWarning || null,
      place: post.location ?? null,
      tags: tags.slice(0, maxTags),
      mentions: mentions.map((name) => people.get(name)?.id ?? "").filter((id) => id !== ""),
      media: [...(post.mediaIds ?? [])],
      detail: detailOf(post),
    },
    article: post.article && body ? { body: post.article.body, bodyHtml: body.html } : null,
  };
}

function detailOf(post: PostText): PostDetail {
  return {
    ...(post.article && {
      article: {
        title: post.article.title,
        excerpt: excerptOf(post.article.body),
        words: wordCount(post.article.body),
        coverId: post.article.coverId ?? null,
      },
    }),
    ...(post.link && { link: { url: post.link.url, title: post.link.title || null } }),
  };
}
