/** A post while it is written, and its way into the API's form. Pure. */
import type { MediaKind } from "../../../../contract/media.ts";
import type { Audience, Post, ReplyPolicy } from "../../../../contract/posts.ts";
import type { NewPost, UpdatePost } from "../../api/posts.ts";
import { codePoints } from "../../lib/format.ts";
import { withScheme } from "../../lib/web-address.ts";

/** Limits of the contract, in code points. */
export const limits = { content: 5000, title: 200, body: 50_000, warning: 200, linkTitle: 300 };
export const maxMediaPerPost = 10;

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
  /** Ids of what is attached, in order: uploads outlive a reload for a day. */
  mediaIds: readonly string[];
  /** The picture on top of an article. */
  coverId: string | null;
}

/** What a draft needs to know of something attached to it. */
export interface Attached {
  kind: MediaKind;
  /** Something about it did not get through: the file, or its description. */
  error?: unknown;
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
  mediaIds: [],
  coverId: null,
};

/** Where the post that one is writing is kept on this device; drafts of others who use it stay theirs. */
export const postSlot = (viewerId: string) => `${viewerId}.post`;

/** Where the cover of the article that one is writing is uploaded. */
export const coverSlot = (viewerId: string) => `${postSlot(viewerId)}.cover`;

/** Whether anything has been written or attached. */
export function isBlank({ content, url, linkTitle, title, body, mediaIds, coverId }: PostDraft): boolean {
  const words = [content, url, linkTitle, title, body];
  return words.every((text) => text.trim() === "") && mediaIds.length === 0 && coverId === null;
}

/** Whether there is enough, and not too much, to be sent once all uploads have arrived. */
export function isComplete(draft: PostDraft, attached: readonly Attached[] = []): boolean {
  const { type, content, url, title, body, warning } = draft;
  if (codePoints(content) > limits.content || codePoints(warning ?? "") > limits.warning) return false;
  if (attached.some(({ error }) => error !== undefined)) return false;
  switch (type) {
    case "text":
      return content.trim() !== "" || attached.some(({ kind }) => kind === "image" || kind === "video");
    case "link":
      return url.trim() !== "";
    case "article":
      return title.trim() !== "" && body.trim() !== "" && codePoints(body) <= limits.body;
  }
}

/** The same for the change of a post, whose type stays: what it needs must stay, too. */
export function isCompleteChange(type: Post["type"], draft: PostDraft, attached: readonly Attached[]): boolean {
  if (type === "image" && !attached.every(({ kind }) => kind === "image")) return false;
  if (type === "video" && !attached.some(({ kind }) => kind === "video")) return false;
  // Words are what a post of text is made of, whatever it brings along.
  return isComplete(draft, attached) && (type !== "text" || draft.content.trim() !== "");
}

/** What kind of post a draft becomes: pictures alone make one of pictures, a video among them one of video. */
export function postTypeOf({ type }: PostDraft, attached: readonly Pick<Attached, "kind">[]): NewPost["type"] {
  if (type !== "text" || attached.length === 0) return type;
  if (attached.some(({ kind }) => kind === "video")) return "video";
  return attached.every(({ kind }) => kind === "image") ? "image" : "text";
}

/** The draft as a new post. `locale`: the language of whoever writes, for drafts that name none. */
export function toNewPost(draft: PostDraft, locale: string, attached: readonly Pick<Attached, "kind">[] = []): NewPost {
  const { type, audience, replyPolicy, mediaIds } = draft;
  return {
    type: postTypeOf(draft, attached),
    content: draft.content,
    language: draft.language ?? locale,
    audience,
    replyPolicy,
    ...(draft.warning !== null && { sensitive: true, contentWarning: draft.warning.trim() || null }),
    ...(mediaIds.length > 0 && { mediaIds: [...mediaIds] }),
    ...(type === "link" && { link: linkOf(draft) }),
    ...(type === "article" && { article: articleOf(draft) }),
  };
}

/** The draft as a change of the post that it was made from: everything that the form shows. */
export function toUpdate(draft: PostDraft): UpdatePost {
  const { type, content, audience, replyPolicy, language, warning, mediaIds } = draft;
  return {
    content,
    audience,
    replyPolicy,
    ...(language !== null && { language }),
    sensitive: warning !== null,
    contentWarning: warning?.trim() || null,
    mediaIds: [...mediaIds],
    ...(type === "link" && { link: linkOf(draft) }),
    ...(type === "article" && { article: articleOf(draft) }),
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
    mediaIds: post.media.map(({ id }) => id),
    coverId: post.article?.coverId ?? null,
  };
}

/** Whether two drafts say the same. */
export function isSame(a: PostDraft, b: PostDraft): boolean {
  return JSON.stringify({ ...emptyDraft, ...a }) === JSON.stringify({ ...emptyDraft, ...b });
}

function articleOf({ title, body, coverId }: PostDraft) {
  return { title, body, coverId };
}

function linkOf({ url, linkTitle }: PostDraft) {
  return { url: withScheme(url.trim()), ...(linkTitle.trim() !== "" && { title: linkTitle }) };
}
