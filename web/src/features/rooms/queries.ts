import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ApiError } from "../../api/error.ts";
import { roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";

/** Where an endless list begins and goes on. */
const paging = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

/** Channels whose name begins with `q`; all of them without. What was found before stays while one types on. */
export const channelsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: roomKeys.channelsLike(q),
    queryFn: ({ pageParam, signal }) => roomsApi.channels(q, pageParam, signal),
    placeholderData: keepPreviousData,
    ...paging,
  });

export const membersQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: roomKeys.members(conversationId),
    queryFn: ({ pageParam, signal }) => roomsApi.members(conversationId, pageParam, signal),
    ...paging,
  });

export const bansQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: roomKeys.bans(conversationId),
    queryFn: ({ pageParam, signal }) => roomsApi.bans(conversationId, pageParam, signal),
    ...paging,
  });

export const invitesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: roomKeys.invites(conversationId),
    queryFn: async ({ signal }) => (await roomsApi.invites(conversationId, signal)).items,
  });

export const pinsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: roomKeys.pins(conversationId),
    queryFn: async ({ signal }) => (await roomsApi.pins(conversationId, signal)).items,
  });

/** What an invitation leads to; null for one that holds no longer. */
export const inviteQuery = (code: string) =>
  queryOptions({
    queryKey: roomKeys.invite(code),
    queryFn: async ({ signal }) => {
      try {
        return await roomsApi.previewInvite(code, signal);
      } catch (error) {
        if (error instanceof ApiError && error.code === "not_found") return null;
        throw error;
      }
    },
  });
