import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { FeedItem } from "../../../../contract/posts.ts";
import type { FeedName } from "../../api/posts.ts";
import { announce } from "../../lib/announce.ts";
import type { Pages } from "../../lib/pages.ts";
import { arrivedSince, withArrivals } from "./arrivals.ts";
import { arrivalsQuery, feedQuery } from "./queries.ts";

/**
 * How many posts wait above a feed that was read at `readAt` (milliseconds), and the way to let them in. Screen readers
 * hear of them, quietly.
 */
export function useArrivals(name: FeedName, feed: Pages<FeedItem>, readAt: number) {
  const queryClient = useQueryClient();
  const query = arrivalsQuery(name, queryClient, readAt);
  const { data: page } = useQuery(query);
  const count = arrivedSince(feed, page).length;

  useEffect(() => {
    if (count > 0) announce(newPosts(count));
  }, [count]);

  return {
    count,
    letIn: () => {
      queryClient.setQueryData(feedQuery(name).queryKey, (old) => old && withArrivals(old, page));
      queryClient.setQueryData(query.queryKey, { items: [], nextCursor: null });
    },
  };
}

/** `1 new post`, `20+ new posts`. */
export function newPosts(count: number): string {
  return count === 1 ? "1 new post" : `${count >= 20 ? "20+" : count} new posts`;
}
