/** A hydrated comment as the contract shows it. */
import type { Comment } from "../../../contract/comments.ts";
import { commentRules } from "../../access/posts.ts";
import { presentCard } from "../../pipeline/cards.ts";
import type { Viewer } from "../../scope.ts";
import { commentSubject, type HydratedComment } from "./hydrate.ts";

/** The comment; where its words are not for the viewer, a tombstone. */
export function presentComment(comment: HydratedComment, viewer: Viewer | null): Comment {
  const { row } = comment;
  const readable = commentRules.read(commentSubject(comment), viewer);
  return {
    id: row.id,
    postId: row.postId,
    parentId: row.parentId,
    depth: row.depth,
    author: readable ? presentCard(comment.author) : null,
    content: readable ? row.content : "",
    contentHtml: readable ? row.contentHtml : "",
    createdAt: new Date(row.createdAt).toISOString(),
    editedAt: row.editedAt === null || !readable ? null : new Date(row.editedAt).toISOString(),
    deleted: !readable,
    counts: { likes: readable ? row.likeCount : 0, replies: row.replyCount },
    viewer: { liked: comment.liked },
  };
}

/** Whether a comment has a place in a list: readable, or a tombstone that holds replies. Muted people's count as unreadable there. */
export function hasPlace(comment: HydratedComment, viewer: Viewer | null): boolean {
  const muted = comment.relation.muting === 1 && viewer?.id !== comment.row.authorId;
  return (commentRules.read(commentSubject(comment), viewer) && !muted) || comment.row.replyCount > 0;
}
