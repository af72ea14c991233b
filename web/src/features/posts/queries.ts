import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { postKeys } from "../../api/keys.ts";
import { postsApi } from "../../api/posts.ts";

/** One post, with the text of an article, which lists leave out. */
export const postQuery = (id: string) =>
  queryOptions({
    queryKey: postKeys.detail(id),
    queryFn: ({ signal }) => postsApi.get(id, signal),
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
