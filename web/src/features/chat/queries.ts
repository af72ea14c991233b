import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Box, conversationsApi } from "../../api/conversations.ts";
import { conversationKeys } from "../../api/keys.ts";

/** Kept in step by live events (use-live-lists.ts); read again only when events may have been missed. */
export const conversationsQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: conversationKeys.list(box),
    queryFn: ({ pageParam, signal }) => conversationsApi.list(box, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: conversationKeys.detail(id),
    queryFn: ({ signal }) => conversationsApi.get(id, signal),
  });

export const messageSearchQuery = (conversationId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: conversationKeys.search(conversationId, q),
    queryFn: ({ pageParam, signal }) => conversationsApi.search(conversationId, q, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ items, more }) => (more ? (items.at(-1)?.seq ?? null) : null),
    enabled: q !== "",
  });
