import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Page } from "../../../../contract/page.ts";
import type { FeedItem } from "../../../../contract/posts.ts";
import { postKeys } from "../../api/keys.ts";
import { type FeedName, postsApi } from "../../api/posts.ts";
import { newestId } from "./arrivals.ts";

export const feedQuery = (name: FeedName) =>
  infiniteQueryOptions({
    queryKey: postKeys.feed(name),
    queryFn: ({ pageParam, signal }) => postsApi.feed(name, { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // A feed that is read again from its first page jumps; what is new waits behind the pill instead.
    staleTime: 5 * 60_000,
  });

const checkEveryMs = 45_000;
const nothing: Page<FeedItem> = { items: [], nextCursor: null };

/**
 * What came on top of a feed since it was read: its newest id is looked at now and then, and only if it is not the one
 * known here is a page read. Asked while the page is visible, and when one comes back to it.
 */
export const arrivalsQuery = (name: FeedName, queryClient: QueryClient) =>
  queryOptions({
    queryKey: postKeys.newest(name),
    queryFn: async ({ signal }) => {
      const known = newestId(queryClient.getQueryData(feedQuery(name).queryKey));
      const { items } = await postsApi.feed(name, { limit: 1 }, signal);
      const [newest] = items;
      if (newest === undefined || newest.id <= known) return nothing;
      return postsApi.feed(name, {}, signal);
    },
    staleTime: checkEveryMs,
    refetchInterval: checkEveryMs,
    refetchOnWindowFocus: true,
  });
