/** Comments: one level of a tree at a time, or one comment with all above it. */
import type { z } from "zod";
import type * as contract from "../../../contract/comments.ts";
import type { Page } from "../../../contract/page.ts";
import { http } from "./http.ts";

export interface LevelRequest {
  /** Null for the comments on the post itself. */
  parentId: string | null;
  sort: contract.CommentSort;
  cursor?: string | null;
  limit?: number;
}

export const commentsApi = {
  level: (postId: string, query: LevelRequest, signal?: AbortSignal) =>
    http.get<Page<contract.Comment>>(`/posts/${postId}/comments`, { query: { ...query }, signal }),
  get: (id: string, signal?: AbortSignal) => http.get<contract.CommentInContext>(`/comments/${id}`, { signal }),
  create: (postId: string, body: z.input<typeof contract.newComment>, idempotencyKey: string) =>
    http.post<contract.Comment>(`/posts/${postId}/comments`, { body, idempotencyKey }),
  update: (id: string, content: string) => http.patch<contract.Comment>(`/comments/${id}`, { body: { content } }),
  delete: (id: string) => http.delete<void>(`/comments/${id}`),
  like: (id: string, on: boolean) => {
    const path = `/comments/${id}/like`;
    type Reaction = z.infer<typeof contract.commentReaction>;
    return on ? http.post<Reaction>(path) : http.delete<Reaction>(path);
  },
};
