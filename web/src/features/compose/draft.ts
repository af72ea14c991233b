/** A post while it is written, and its way into the API's form. Pure. */
import type { Audience, Post, ReplyPolicy } from "../../../../contract/posts.ts";
import type { NewPost, UpdatePost } from "../../api/posts.ts";
import { codePoints } from "../../lib/format.ts";
import { withScheme } from "../../lib/web-address.ts";

/** Limits of the contract, in code points. */
export const limits = { content: 5000, title: 200, body: 50_000, warning: 200, linkTitle: 300 };

export interface PostDraft {
  type: "text" | "link" | "article";
  content: string;
  url: string;
  linkTitle: string;
  title: string;
  body: string;
  audience: Audience;
  replyPolicy: ReplyPolicy;
  /** Null: the language of the account. */
  language: string | null;
  /** Null: no warning. An empty one says only that the content is sensitive. */
  warning: string | null;
}

export const emptyDraft: PostDraft = {
  type: "text",
  content: "",
  url: "",
  linkTitle: "",
  title: "",
  body: "",
  audience: "public",
  replyPolicy: "everyone",
  language: null,
  warning: null,
};

/** Where the post that one is writing is kept on this device; drafts of others who use it stay theirs. */
export const postSlot = (viewerId: string) => `${viewerId}.post`;

/** Whether anything has been written. */
export function isBlank({ content, url, linkTitle, title, body }: PostDraft): boolean {
  return [content, url, linkTitle, title, body].every((text) => text.trim() === "");
}

/** Whether there is enough, and not too much, to be sent. */
export function isComplete(draft: PostDraft): boolean {
  const { type, content, url, title, body, warning } = draft;
  if (codePoints(content) > limits.content || codePoints(warning ?? "") > limits.warning) return false;
  switch (type) {
    case "text":
      return content.trim() !== "";
    case "link":
      return url.trim() !== "";
    case "article":
      return title.trim() !== "" && body.trim() !== "" && codePoints(body) <= limits.body;
  }
}

/** The draft as a new post. `locale`: the language of whoever writes, for drafts that name none. */
export function toNewPost(draft: PostDraft, locale: string): NewPost {
  const { type, audience, replyPolicy } = draft;
  return {
    type,
    content: draft.content,
    language: draft.language ?? locale,
    audience,
    replyPolicy,
    ...(draft.warning !== null && { sensitive: true, contentWarning: draft.warning.trim() || null }),
    ...(type === "link" && { link: linkOf(draft) }),
    ...(type === "article" && { article: { title: draft.title, body: draft.body } }),
  };
}

/** The draft as a change of the post that it was made from: everything that the form shows. */
export function toUpdate(draft: PostDraft): UpdatePost {
  const { type, content, audience, replyPolicy, language, warning } = draft;
  return {
    content,
    audience,
    replyPolicy,
    ...(language !== null && { language }),
    sensitive: warning !== null,
    contentWarning: warning?.trim() || null,
    ...(type === "link" && { link: linkOf(draft) }),
    ...(type === "article" && { article: { title: draft.title, body: draft.body } }),
  };
}

/** A draft that would lead to this post. */
export function draftOf(post: Post): PostDraft {
  return {
    ...emptyDraft,
    type: post.type === "link" || post.type === "article" ? post.type : "text",
    content: post.content,
    url: post.link?.url ?? "",
    linkTitle: post.link?.title ?? "",
    title: post.article?.title ?? "",
    body: post.article?.body ?? "",
    audience: post.audience,
    replyPolicy: post.replyPolicy,
    language: post.language,
    warning: post.sensitive || post.contentWarning !== null ? (post.contentWarning ?? "") : null,
  };
}

function linkOf({ url, linkTitle }: PostDraft) {
  return { url: withScheme(url.trim()), ...(linkTitle.trim() !== "" && { title: linkTitle }) };
}
