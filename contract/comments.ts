/** Comments: nested, sorted, with tombstones. */
import { z } from "zod";
import { id } from "./ids.ts";
import { page, pageQuery } from "./page.ts";
import { text, time } from "./text.ts";
import { userCard } from "./users.ts";

/** Replies may nest this deep; deeper ones attach to the deepest allowed ancestor's level. */
export const maxDepth = 12;

export const newComment = z
  .strictObject({ content: text(1, 5000), parentId: id.optional() })
  .meta({ id: "NewComment" });
export const updateComment = z.strictObject({ content: text(1, 5000) }).meta({ id: "UpdateComment" });

/** A deleted comment with replies stays as a tombstone: `deleted: true`, no author, no content. */
export const comment = z
  .object({
    id,
    postId: id,
    parentId: id.nullable(),
    depth: z.int(),
    author: userCard.nullable(),
    content: z.string(),
    contentHtml: z.string(),
    createdAt: time,
    editedAt: time.nullable(),
    deleted: z.boolean(),
    counts: z.object({ likes: z.int(), replies: z.int() }),
    viewer: z.object({ liked: z.boolean() }),
  })
  .meta({ id: "Comment" });
export type Comment = z.infer<typeof comment>;

export const commentSort = z.enum(["top", "new", "old"]);
export type CommentSort = z.infer<typeof commentSort>;
/** One level of the tree: the children of `parentId`, or the first level without it. */
export const commentQuery = pageQuery.extend({ parentId: id.optional(), sort: commentSort.default("top") });
export const commentPage = page(comment).meta({ id: "CommentPage" });

/** A comment and its ancestors, outermost first. */
export const commentInContext = comment.extend({ ancestors: z.array(comment) }).meta({ id: "CommentInContext" });
export type CommentInContext = z.infer<typeof commentInContext>;

export const commentReaction = z
  .object({ counts: z.object({ likes: z.int(), replies: z.int() }), viewer: z.object({ liked: z.boolean() }) })
  .meta({ id: "CommentReaction" });
