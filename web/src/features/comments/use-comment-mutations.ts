/** Writing, liking and removing comments, as they change the tree. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Comment } from "../../../../contract/comments.ts";
import type { Me } from "../../../../contract/users.ts";
import { commentsApi } from "../../api/comments.ts";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { commentKeys } from "../../api/keys.ts";
import { announce } from "../../lib/announce.ts";
import { describeError } from "../../lib/describe-error.ts";
import { draftStore } from "../../lib/drafts.ts";
import { toast } from "../../ui/toast.ts";
import { useInvite } from "../auth/use-invite.ts";
import { useViewer } from "../auth/viewer.ts";
import { plainHtml } from "../compose/provisional.ts";
import { pendingId } from "../feed/arrivals.ts";
import { addComment, changeComment, countReply, isInLevel } from "./cache.ts";
import { useTree } from "./context.ts";

export interface CommentDraft {
  content: string;
}

export const emptyComment: CommentDraft = { content: "" };

/**
 * Sends a comment on the post, or an answer to `parent`. It stands in its level at once; when the server refuses, it leaves
 * it and its words are back in the draft of `slot`.
 */
export function useAddComment({ parent, viewer, slot }: { parent: Comment | null; viewer: Me; slot: string }) {
  const queryClient = useQueryClient();
  const { post, sort } = useTree();
  const [keys] = useState(createIdempotencyKeys);
  const place = { postId: post.id, parentId: parent?.id ?? null };
  return useMutation({
    mutationFn: ({ content }: CommentDraft) => {
      const body = { content, ...(parent !== null && { parentId: parent.id }) };
      return commentsApi.create(post.id, body, keys.keyFor({ postId: post.id, ...body }));
    },
    onMutate: ({ content }) => {
      const pending: Comment = {
        ...place,
        id: pendingId(),
        depth: parent === null ? 0 : parent.depth + 1,
        author: viewer,
        content,
        contentHtml: plainHtml(content),
        createdAt: new Date().toISOString(),
        editedAt: null,
        deleted: false,
        counts: { likes: 0, replies: 0 },
        viewer: { liked: false },
      };
      const siblings = parent === null ? post.counts.comments : parent.counts.replies;
      addComment(queryClient, pending, sort, siblings);
      countReply(queryClient, place, 1);
      draftStore.setAside(slot, emptyComment);
      return { pending };
    },
    onSuccess: (comment, _draft, { pending }) => {
      keys.done();
      draftStore.forget(slot);
      changeComment(queryClient, pending, () => (comment.parentId === pending.parentId ? comment : null));
      // A level that was being read meanwhile may lack it, and at the deepest level it stands beside what it answers.
      if (!isInLevel(queryClient, comment, sort)) {
        void queryClient.invalidateQueries({ queryKey: commentKeys.level(post.id, comment.parentId, sort) });
      }
      // In the other orders the comment stands elsewhere; they are read anew when they are chosen.
      void queryClient.invalidateQueries({
        queryKey: commentKeys.levels(post.id),
        predicate: ({ queryKey }) => queryKey[3] === comment.parentId && queryKey[4] !== sort,
        refetchType: "none",
      });
      announce("Comment posted");
    },
    onError: (_error, draft, context) => {
      draftStore.put(slot, draft);
      if (context === undefined) return;
      changeComment(queryClient, context.pending, () => null);
      countReply(queryClient, place, -1);
    },
  });
}

/** Likes a comment or takes the like back: at once, and back again when the server refuses. */
export function useLikeComment(comment: Comment): () => void {
  const queryClient = useQueryClient();
  const viewer = useViewer();
  const invite = useInvite();
  const mutationKey = ["like comment", comment.id];
  const show = (on: boolean) => changeComment(queryClient, comment, (copy) => withLike(copy, on));
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(" ") },
    mutationFn: (on: boolean) => commentsApi.like(comment.id, on),
    onMutate: show,
    onSuccess: ({ counts, viewer: mine }) => {
      if (queryClient.isMutating({ mutationKey }) > 1) return;
      changeComment(queryClient, comment, (copy) => ({ ...copy, counts, viewer: mine }));
    },
    onError: (error, on) => {
      show(!on);
      toast(`${on ? "Not liked." : "Not changed."} ${describeError(error).detail}`, { tone: "danger" });
    },
  });
  return () => {
    if (viewer === null) invite("Sign in to like this.");
    else mutate(!comment.viewer.liked);
  };
}

/** The comment with or without the viewer's like; the same object where it is so already. */
export function withLike(comment: Comment, on: boolean): Comment {
  if (comment.viewer.liked === on) return comment;
  const likes = Math.max(0, comment.counts.likes + (on ? 1 : -1));
  return { ...comment, viewer: { liked: on }, counts: { ...comment.counts, likes } };
}
