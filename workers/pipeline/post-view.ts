/** A hydrated post as the contract shows it. */
import type { FeedItem, Post, Reaction } from "../../contract/posts.ts";
import type { PostRow } from "../../db/schema.ts";
import { presentMedia } from "../../r2/media-view.ts";
import { postRules } from "../access/posts.ts";
import { withPictures } from "./article-pictures.ts";
import { presentCard } from "./cards.ts";
import { type HydratedPost, postSubject } from "./posts.ts";
import { audienceOf, type Showing } from "./showing.ts";

export interface ArticleText {
  body: string;
  bodyHtml: string;
}

/** The post; `article` adds the text of an article, which lists leave out. */
export function presentPost(post: HydratedPost, showing: Showing, article?: ArticleText): Post {
  const { row, cover } = post;
  const { viewer } = showing;
  const audience = audienceOf(showing, [{ kind: "post", post: postSubject(post) }]);
  const media = post.media.map((facts) => presentMedia(facts, audience));
  return {
    id: row.id,
    author: presentCard(post.author),
    type: row.type,
    content: row.content,
    contentHtml: row.contentHtml,
    language: row.language,
    translations: row.translations,
    media,
    tags: row.tags,
    mentions: post.mentioned,
    location:
      row.place === null
        ? null
        : { lat: row.place.lat, lng: row.place.lng, ...(row.place.name !== undefined && { name: row.place.name }) },
    audience: row.audience,
    replyPolicy: row.replyPolicy,
    sensitive: row.sensitive,
    contentWarning: row.contentWarning,
    createdAt: new Date(row.createdAt).toISOString(),
    editedAt: row.editedAt === null ? null : new Date(row.editedAt).toISOString(),
    counts: presentCounts(row),
    ...(viewer !== null && {
      viewer: {
        liked: post.liked,
        bookmarked: post.bookmarked,
        reposted: post.reposted,
        mayComment: postRules.comment(postSubject(post), viewer),
      },
    }),
    ...(row.detail.article && {
      article: {
        ...row.detail.article,
        ...(cover && { cover: presentMedia(cover, audience) }),
        ...(article && { body: article.body, bodyHtml: withPictures(article.bodyHtml, media) }),
      },
    }),
    ...(row.detail.link && {
      link: { ...row.detail.link, host: new URL(row.detail.link.url).host.replace(/^www\./, "") },
    }),
    ...(row.source !== null && { source: row.source }),
  };
}

export function presentCounts(
  row: Pick<PostRow, "likeCount" | "commentCount" | "repostCount" | "viewCount">,
): Post["counts"] {
  return { likes: row.likeCount, comments: row.commentCount, reposts: row.repostCount, views: row.viewCount };
}

export function presentFeedItem(post: HydratedPost, showing: Showing): FeedItem {
  return {
    id: post.itemId,
    post: presentPost(post, showing),
    ...(post.actor !== null && { repostedBy: presentCard(post.actor) }),
  };
}

/** Marks and counts after a reaction. */
export function presentReaction(counts: Parameters<typeof presentCounts>[0], marks: Reaction["viewer"]): Reaction {
  return { counts: presentCounts(counts), viewer: marks };
}
