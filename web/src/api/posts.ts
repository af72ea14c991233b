/** Posts, the feeds that list them, and the marks that people leave on them. */
import type { z } from "zod";
import type { Page } from "../../../contract/page.ts";
import type * as contract from "../../../contract/posts.ts";
import { http } from "./http.ts";

export type NewPost = z.input<typeof contract.newPost>;
export type UpdatePost = z.input<typeof contract.updatePost>;
/** `home`, `latest`, `bookmarks` or `tag:<name>`. */
export type FeedName = z.input<typeof contract.feedName>;
export type Mark = "like" | "bookmark" | "repost";

export interface PageRequest {
  cursor?: string | null;
  limit?: number;
}

export const postsApi = {
  feed: (feed: FeedName, { cursor, limit }: PageRequest = {}, signal?: AbortSignal) =>
    http.get<Page<contract.FeedItem>>("/posts", { query: { feed, cursor, limit }, signal }),
  /** What a person posted and reposted. */
  ofPerson: (username: string, { cursor, limit }: PageRequest = {}, signal?: AbortSignal) =>
    http.get<Page<contract.FeedItem>>(`/users/${username}/posts`, { query: { cursor, limit }, signal }),
  get: (id: string, signal?: AbortSignal) => http.get<contract.Post>(`/posts/${id}`, { signal }),
  create: (body: NewPost, idempotencyKey: string) => http.post<contract.Post>("/posts", { body, idempotencyKey }),
  update: (id: string, body: UpdatePost) => http.patch<contract.Post>(`/posts/${id}`, { body }),
  delete: (id: string) => http.delete<void>(`/posts/${id}`),
  /** Former versions, newest first. */
  revisions: (id: string, { cursor }: PageRequest = {}, signal?: AbortSignal) =>
    http.get<Page<contract.PostRevision>>(`/posts/${id}/revisions`, { query: { cursor }, signal }),
  /** Posts that the viewer has seen; each counts once per person and day. `leaving`: the page goes away. */
  seen: (ids: readonly string[], leaving = false) =>
    http.post<void>("/posts/views", { body: { ids }, keepalive: leaving }),
  mark: (id: string, mark: Mark, on: boolean) =>
    on ? http.post<contract.Reaction>(`/posts/${id}/${mark}`) : http.delete<contract.Reaction>(`/posts/${id}/${mark}`),
};
