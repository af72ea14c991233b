import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Page } from "../../../../contract/page.ts";
import type { FeedItem } from "../../../../contract/posts.ts";
import { postKeys } from "../../api/keys.ts";
import { type FeedName, postsApi } from "../../api/posts.ts";
import { arrivedSince } from "./arrivals.ts";

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
/** More than one, so that one's own post on top does not hide another's below it. */
const glance = 3;
const nothing: Page<FeedItem> = { items: [], nextCursor: null };

/**
 * What came on top of a feed since it was read: the first few are looked at now and then, and only if one of them is not
 * known here a page is read. Asked while the page is visible, and when one comes back to it. `readAt` is when the feed was
 * read, in milliseconds.
 */
export const arrivalsQuery = (name: FeedName, queryClient: QueryClient, readAt: number) =>
  queryOptions({
    queryKey: postKeys.newest(name),
    queryFn: async ({ signal }) => {
      const top = await postsApi.feed(name, { limit: glance }, signal);
      const feed = queryClient.getQueryData(feedQuery(name).queryKey);
      return arrivedSince(feed, top).length === 0 ? nothing : postsApi.feed(name, {}, signal);
    },
    initialData: nothing,
    initialDataUpdatedAt: readAt,
    staleTime: checkEveryMs,
    refetchInterval: checkEveryMs,
    refetchOnWindowFocus: true,
  });
