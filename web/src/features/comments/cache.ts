/** Every copy of a comment in Query's cache: in the levels of its tree, and alone with what is above it. */
import type { QueryClient } from "@tanstack/react-query";
import type { Comment, CommentInContext, CommentSort } from "../../../../contract/comments.ts";
import { commentKeys } from "../../api/keys.ts";
import { allItems, mapItems, onePage, type Pages, prependItems } from "../../lib/pages.ts";
import { changePost } from "../posts/cache.ts";

type Place = Pick<Comment, "postId" | "parentId">;

const contexts = { queryKey: ["comments", "context"] as const };

/** Changes every copy of a comment; null takes it out of its level. */
export function changeComment(
  queryClient: QueryClient,
  { id, postId }: Pick<Comment, "id" | "postId">,
  change: (comment: Comment) => Comment | null,
): void {
  const inLevel = (comment: Comment) => (comment.id === id ? change(comment) : comment);
  const inContext = (comment: Comment) => (comment.id === id ? (change(comment) ?? comment) : comment);
  queryClient.setQueriesData<Pages<Comment>>(
    { queryKey: commentKeys.levels(postId) },
    (level) => level && mapItems(level, inLevel),
  );
  queryClient.setQueriesData<CommentInContext>(contexts, (found) => {
    if (found === undefined) return found;
    const ancestors = found.ancestors.map(inContext);
    if (found.id === id) return { ...found, ...inContext(found), ancestors };
    return ancestors.some((ancestor, n) => ancestor !== found.ancestors[n]) ? { ...found, ancestors } : found;
  });
}

/** Moves the number of replies of what was answered, and of comments of the post. */
export function countReply(queryClient: QueryClient, { postId, parentId }: Place, step: 1 | -1): void {
  const moved = (count: number) => Math.max(0, count + step);
  changePost(queryClient, postId, (post) => ({
    ...post,
    counts: { ...post.counts, comments: moved(post.counts.comments) },
  }));
  if (parentId === null) return;
  changeComment(queryClient, { id: parentId, postId }, (parent) => ({
    ...parent,
    counts: { ...parent.counts, replies: moved(parent.counts.replies) },
  }));
}

/**
 * Puts a new comment on top of its level, where its author looks. A level that nobody has opened is made when it can hold
 * nothing else; otherwise it has to be read from the server.
 */
export function addComment(queryClient: QueryClient, comment: Comment, sort: CommentSort, siblings: number): void {
  const queryKey = commentKeys.level(comment.postId, comment.parentId, sort);
  queryClient.setQueryData<Pages<Comment>>(queryKey, (level) => {
    if (level !== undefined) return prependItems(level, [comment]);
    return siblings === 0 ? onePage({ items: [comment], nextCursor: null }) : undefined;
  });
}

/** Whether a comment stands in its level, as far as that was read. */
export function isInLevel(queryClient: QueryClient, comment: Comment, sort: CommentSort): boolean {
  const queryKey = commentKeys.level(comment.postId, comment.parentId, sort);
  return allItems(queryClient.getQueryData<Pages<Comment>>(queryKey)).some(({ id }) => id === comment.id);
}

/** A comment without its words: what is left of a deleted one that was answered. */
export function tombstone(comment: Comment): Comment {
  return {
    ...comment,
    author: null,
    content: "",
    contentHtml: "",
    editedAt: null,
    deleted: true,
    counts: { ...comment.counts, likes: 0 },
    viewer: { liked: false },
  };
}

/** Takes a comment's words away; with replies it stays as a tombstone, without it leaves its level. */
export function removeComment(queryClient: QueryClient, comment: Comment): void {
  const answered = comment.counts.replies > 0;
  changeComment(queryClient, comment, (copy) => (answered ? tombstone(copy) : null));
  changePost(queryClient, comment.postId, (post) => ({
    ...post,
    counts: { ...post.counts, comments: Math.max(0, post.counts.comments - 1) },
  }));
  if (answered || comment.parentId === null) return;
  changeComment(queryClient, { id: comment.parentId, postId: comment.postId }, (parent) => {
    const replies = Math.max(0, parent.counts.replies - 1);
    // A tombstone only holds the replies below it.
    return parent.deleted && replies === 0 ? null : { ...parent, counts: { ...parent.counts, replies } };
  });
}
