import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { postKeys } from "../../api/keys.ts";
import { postsApi } from "../../api/posts.ts";
import { findPost } from "./cache.ts";

/** One post, with the text of an article. Until it has come, what a list already knows of it. */
export const postQuery = (id: string, queryClient: QueryClient) =>
  queryOptions({
    queryKey: postKeys.detail(id),
    queryFn: ({ signal }) => postsApi.get(id, signal),
    placeholderData: () => findPost(queryClient, id),
  });

export const postsOfPersonQuery = (username: string) =>
  infiniteQueryOptions({
    queryKey: postKeys.ofPerson(username),
    queryFn: ({ pageParam, signal }) => postsApi.ofPerson(username, { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const revisionsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: postKeys.revisions(id),
    queryFn: ({ pageParam, signal }) => postsApi.revisions(id, { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
