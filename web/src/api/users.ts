/** People: one's own account, profiles, lists of people, and how one stands to them. */
import type { z } from "zod";
import type { Page } from "../../../contract/page.ts";
import type * as contract from "../../../contract/users.ts";
import { http } from "./http.ts";

export type FollowSide = "followers" | "following";
/** People whom one keeps out of sight. */
export type KeptAway = "blocks" | "mutes";
/** What can be begun and ended with somebody. */
export type RelationKind = "follow" | "block" | "mute";

type Cursor = string | null | undefined;
type People = Page<contract.UserListItem>;

export const usersApi = {
  me: (signal?: AbortSignal) => http.get<contract.Me>("/users/me", { signal }),
  updateMe: (body: contract.UpdateMe) => http.patch<contract.Me>("/users/me", { body }),
  get: (username: string, signal?: AbortSignal) => http.get<contract.User>(`/users/${username}`, { signal }),
  follows: (username: string, side: FollowSide, cursor: Cursor, signal?: AbortSignal) =>
    http.get<People>(`/users/${username}/${side}`, { query: { cursor }, signal }),
  keptAway: (list: KeptAway, cursor: Cursor, signal?: AbortSignal) =>
    http.get<People>(`/users/me/${list}`, { query: { cursor }, signal }),
  requests: (cursor: Cursor, signal?: AbortSignal) =>
    http.get<People>("/users/me/follow-requests", { query: { cursor }, signal }),
  /** Lets somebody follow who asked, or turns them away. */
  answerRequest: (id: string, accept: boolean) => {
    const path = `/users/me/follow-requests/${id}`;
    return accept ? http.post<contract.Relation>(path) : http.delete<contract.Relation>(path);
  },
  suggestions: (cursor: Cursor, signal?: AbortSignal) =>
    http.get<Page<contract.Suggestion>>("/users/suggestions", { query: { cursor }, signal }),
  /** Up to 100 people at once; who is not there is left out. */
  cards: async (ids: readonly string[], signal?: AbortSignal): Promise<contract.UserCard[]> =>
    (await http.get<{ items: contract.UserCard[] }>("/users", { query: { ids }, signal })).items,
  /** People whose name begins with `q`, those one follows first; for mentions. */
  autocomplete: (q: string, signal?: AbortSignal) =>
    http.get<z.infer<typeof contract.userCards>>("/users/autocomplete", { query: { q }, signal }),
  relate: (id: string, kind: RelationKind, on: boolean) => {
    const path = `/users/${id}/${kind}`;
    return on ? http.post<contract.Relation>(path) : http.delete<contract.Relation>(path);
  },
};
