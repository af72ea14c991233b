import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { peopleKeys } from "../../api/keys.ts";
import { type FollowSide, type KeptAway, usersApi } from "../../api/users.ts";

/** Where an endless list begins and goes on. */
const paging = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

export const personQuery = (username: string) =>
  queryOptions({
    queryKey: peopleKeys.detail(username),
    queryFn: ({ signal }) => usersApi.get(username, signal),
  });

export const followsQuery = (username: string, side: FollowSide) =>
  infiniteQueryOptions({
    queryKey: peopleKeys.follows(username, side),
    queryFn: ({ pageParam, signal }) => usersApi.follows(username, side, pageParam, signal),
    ...paging,
  });

export const keptAwayQuery = (list: KeptAway) =>
  infiniteQueryOptions({
    queryKey: peopleKeys.keptAway(list),
    queryFn: ({ pageParam, signal }) => usersApi.keptAway(list, pageParam, signal),
    ...paging,
  });

export const requestsQuery = infiniteQueryOptions({
  queryKey: peopleKeys.requests,
  queryFn: ({ pageParam, signal }) => usersApi.requests(pageParam, signal),
  ...paging,
});

/** Kept for a while: suggestions change slowly, and who was just followed stays in sight to be unfollowed. */
export const suggestionsQuery = infiniteQueryOptions({
  queryKey: peopleKeys.suggestions,
  queryFn: ({ pageParam, signal }) => usersApi.suggestions(pageParam, signal),
  staleTime: 5 * 60_000,
  ...paging,
});

/** People to mention, while a name is typed. */
export const peopleAutocompleteQuery = (q: string) =>
  queryOptions({
    queryKey: peopleKeys.autocomplete(q),
    queryFn: async ({ signal }) => (await usersApi.autocomplete(q, signal)).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
