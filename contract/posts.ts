/** Posts, feeds, reactions and comments. */
import { z } from "zod";
import { id } from "./ids.ts";
import { media, mediaIds } from "./media.ts";
import { page, pageQuery } from "./page.ts";
import { codePoints, language, line, text, time, url } from "./text.ts";
import { idsQuery, userCard } from "./users.ts";

/** All kinds that the contract knows; `writablePostTypes` are those that can be written today. */
export const postTypes = ["text", "image", "video", "poll", "quiz", "article", "event", "link"] as const;
export const writablePostTypes = ["text", "image", "video", "link", "article"] as const;
export type PostType = (typeof postTypes)[number];

export const audience = z.enum(["public", "unlisted", "followers", "mentioned", "private"]);
export type Audience = z.infer<typeof audience>;

/** Who may comment: everyone who sees the post, followers of the author, those mentioned, or nobody. */
export const replyPolicy = z.enum(["everyone", "followers", "mentioned", "nobody"]);
export type ReplyPolicy = z.infer<typeof replyPolicy>;

export const maxTags = 10;
export const maxMentions = 50;

/** A hashtag: letters, marks, digits and _ of any script, at least one of them not a digit; at most 60 code points; kept in lower case. */
const tagShape = /^(?=.*[\p{L}\p{M}_])[\p{L}\p{M}\p{N}_]{1,60}$/u;
export const tagName = z
  .string()
  .overwrite((name) => name.normalize("NFC").toLowerCase())
  .refine((name) => tagShape.test(name), { error: "must be a tag: letters, digits and _" });

export const geoPoint = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  name: line(0, 120).optional(),
});

export const articleInput = z.strictObject({
  title: line(1, 200),
  body: text(1, 50_000),
  coverId: id.nullable().optional(),
});
export const linkInput = z.strictObject({ url, title: line(0, 300).optional() });

const content = text(0, 5000);
const translations = z
  .record(language, text(1, 5000))
  .refine((all) => Object.keys(all).length <= 5, { error: "at most 5 translations" });

const commonFields = {
  content,
  language: language.optional(),
  translations: translations.optional(),
  audience: audience.optional(),
  sensitive: z.boolean().optional(),
  contentWarning: line(0, 200).nullable().optional(),
  replyPolicy: replyPolicy.optional(),
  location: geoPoint.nullable().optional(),
  mediaIds: mediaIds.optional(),
};

/**
 * A new post. `content` is Markdown; hashtags and mentions are read from it. `mediaIds` are one's own media that are ready, in the order
 * in which they are shown: pictures for a post of type `image`, at least one video for `video`, anything for the others.
 */
export const newPost = z
  .strictObject({
    type: z.enum(writablePostTypes),
    ...commonFields,
    content: content.default(""),
    article: articleInput.optional(),
    link: linkInput.optional(),
  })
  .superRefine((post, ctx) => {
    if (post.type === "text" && codePoints(post.content.trim()) < 1)
      ctx.addIssue({ code: "custom", path: ["content"], message: "must not be empty" });
    if ((post.type === "image" || post.type === "video") && (post.mediaIds ?? []).length === 0)
      ctx.addIssue({ code: "custom", path: ["mediaIds"], message: `is required for a post of type ${post.type}` });
    for (const part of ["article", "link"] as const) {
      if (post.type === part && post[part] === undefined)
        ctx.addIssue({ code: "custom", path: [part], message: `is required for a post of type ${part}` });
      if (post.type !== part && post[part] !== undefined)
        ctx.addIssue({ code: "custom", path: [part], message: `belongs to posts of type ${part}` });
    }
  })
  .meta({ id: "NewPost" });
export type NewPost = z.infer<typeof newPost>;

/** Changes the fields sent; the type stays. `version` refuses the edit when somebody edited in between. */
export const updatePost = z
  .strictObject({
    ...commonFields,
    content: content.optional(),
    article: articleInput.partial().optional(),
    link: linkInput.partial().optional(),
  })
  .meta({ id: "UpdatePost" });
export type UpdatePost = z.infer<typeof updatePost>;

export const postCounts = z.object({ likes: z.int(), comments: z.int(), reposts: z.int(), views: z.int() });

/** Where an imported post comes from. `score` is what it had there; it is never part of `counts`. */
export const postSource = z.object({
  name: z.string(),
  externalId: z.string(),
  score: z.int().nullable(),
  comments: z.int().nullable(),
});

export const post = z
  .object({
    id,
    author: userCard,
    type: z.enum(postTypes),
    content: z.string(),
    contentHtml: z.string(),
    language: z.string().nullable(),
    translations: z.record(z.string(), z.string()),
    media: z.array(media),
    tags: z.array(z.string()),
    mentions: z.array(userCard),
    location: z.object({ lat: z.number(), lng: z.number(), name: z.string().optional() }).nullable(),
    audience,
    replyPolicy,
    sensitive: z.boolean(),
    contentWarning: z.string().nullable(),
    createdAt: time,
    editedAt: time.nullable(),
    counts: postCounts,
    viewer: z
      .object({ liked: z.boolean(), bookmarked: z.boolean(), reposted: z.boolean(), mayComment: z.boolean() })
      .optional(),
    article: z
      .object({
        title: z.string(),
        body: z.string().optional(),
        bodyHtml: z.string().optional(),
        excerpt: z.string(),
        words: z.int(),
        coverId: z.string().nullable(),
        cover: media.optional(),
      })
      .optional(),
    link: z.object({ url: z.string(), title: z.string().nullable(), host: z.string() }).optional(),
    source: postSource.optional(),
  })
  .meta({ id: "Post" });
export type Post = z.infer<typeof post>;

/** An item of a list of posts; a repost has an id of its own and the post of somebody else. */
export const feedItem = z
  .object({ id, post, repostedBy: userCard.optional(), reason: z.string().optional() })
  .meta({ id: "FeedItem" });
export type FeedItem = z.infer<typeof feedItem>;
export const feedPage = page(feedItem).meta({ id: "FeedPage" });

/** `home`, `latest`, `bookmarks` or `tag:<name>`. */
export const feedName = z.union([
  z.enum(["home", "latest", "bookmarks"]),
  z.templateLiteral(["tag:", z.string().min(1).max(120)]),
]);
/** A feed, or posts named by id: with `ids` those that exist and may be seen come in the order asked for, on one page. */
export const feedQuery = pageQuery.extend({ feed: feedName.default("latest"), ids: idsQuery.shape.ids.optional() });

/** How the words of a post were before an edit; which media it showed is not kept. */
export const postRevision = z
  .object({
    version: z.int(),
    content: z.string(),
    contentHtml: z.string(),
    article: z.object({ title: z.string(), body: z.string() }).optional(),
    createdAt: time,
  })
  .meta({ id: "PostRevision" });
export type PostRevision = z.infer<typeof postRevision>;
export const revisionPage = page(postRevision).meta({ id: "RevisionPage" });

/** State of a reaction after the call, with the counts as they are now. */
export const reaction = z
  .object({
    counts: postCounts,
    viewer: z.object({ liked: z.boolean(), bookmarked: z.boolean(), reposted: z.boolean() }),
  })
  .meta({ id: "Reaction" });
export type Reaction = z.infer<typeof reaction>;

/** Posts that were on the screen. */
export const seenPosts = z.strictObject({ ids: z.array(id).min(1).max(100) }).meta({ id: "SeenPosts" });

export const tagSuggestion = z.object({ name: z.string(), posts: z.int() }).meta({ id: "Tag" });
export type TagSuggestion = z.infer<typeof tagSuggestion>;
export const tagList = z.object({ items: z.array(tagSuggestion) }).meta({ id: "TagList" });
