/** Every copy of a person in Query's cache: on profiles and in all lists. */
import type { QueryClient } from "@tanstack/react-query";
import type { Me, Relation, User } from "../../../../contract/users.ts";
import { commentKeys, peopleKeys, postKeys } from "../../api/keys.ts";
import { allItems, mapItems, type Pages } from "../../lib/pages.ts";
import { viewerKey } from "../auth/viewer.ts";
import { removePostsOf } from "../posts/cache.ts";
import { followStep, type Related, type RelationChange, withRelation } from "./relations.ts";

const details = { queryKey: ["people", "detail"] as const };
const listKinds = new Set<unknown>(["followers", "following", "blocks", "mutes", "requests", "suggestions"]);
const lists = {
  queryKey: peopleKeys.all,
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => listKinds.has(queryKey[1]),
};

/** How the viewer stands to somebody, as far as any copy tells. */
export function findRelation(queryClient: QueryClient, userId: string): Relation | undefined {
  for (const [, user] of queryClient.getQueriesData<User>(details)) {
    if (user?.id === userId && user.viewer !== undefined) return user.viewer;
  }
  for (const [, list] of queryClient.getQueriesData<Pages<Related>>(lists)) {
    const item = allItems(list).find((person) => person.id === userId);
    if (item?.viewer !== undefined) return item.viewer;
  }
  return undefined;
}

/** Puts a relation in place in every copy of a person, with the counts of both sides. */
export function setRelation(queryClient: QueryClient, userId: string, relation: Relation): void {
  const before = findRelation(queryClient, userId);
  const change = <P extends Related>(person: P): P => (person.id === userId ? withRelation(person, relation) : person);
  queryClient.setQueriesData<User>(details, (user) => user && change(user));
  queryClient.setQueriesData<Pages<Related>>(lists, (list) => list && mapItems(list, change));
  const step = before === undefined ? 0 : followStep(before, relation);
  if (step !== 0) countOwn(queryClient, "following", step);
}

/** Moves one of the viewer's own counts, wherever their profile is kept. */
export function countOwn(queryClient: QueryClient, count: keyof User["counts"], step: number): void {
  const me = queryClient.getQueryData<Me | null>(viewerKey);
  if (me == null) return;
  const counted = <P extends User>(user: P): P => ({
    ...user,
    counts: { ...user.counts, [count]: Math.max(0, user.counts[count] + step) },
  });
  queryClient.setQueryData<Me>(viewerKey, counted(me));
  queryClient.setQueryData<User>(peopleKeys.detail(me.username), (user) => user && counted(user));
}

/** Takes somebody out of one list: an answered request, say. */
export function removePerson(queryClient: QueryClient, queryKey: readonly unknown[], userId: string): void {
  queryClient.setQueryData<Pages<Related>>(
    queryKey,
    (list) => list && mapItems(list, (person) => (person.id === userId ? null : person)),
  );
}

/**
 * What else is no longer as it was once a relation has changed. Posts of who is muted or blocked go at once; lists that
 * have more or fewer people in them are read anew on the next visit, so that nothing moves under the reader's eyes.
 */
export function settleRelation(queryClient: QueryClient, userId: string, { kind, on }: RelationChange): void {
  const later = (queryKey: readonly unknown[]) => void queryClient.invalidateQueries({ queryKey, refetchType: "none" });
  switch (kind) {
    case "follow":
      later(postKeys.feed("home"));
      later(["people", "followers"]);
      later(["people", "following"]);
      break;
    case "mute":
      if (on) removePostsOf(queryClient, userId, "feeds");
      if (on) removePerson(queryClient, peopleKeys.suggestions, userId);
      else later(postKeys.feeds);
      later(peopleKeys.keptAway("mutes"));
      break;
    case "block":
      if (on) removePostsOf(queryClient, userId, "everywhere");
      if (on) removePerson(queryClient, peopleKeys.suggestions, userId);
      later(postKeys.feeds);
      later(peopleKeys.all);
      // The profile opens or closes at once, and with it what the two wrote under the same post.
      for (const queryKey of [details.queryKey, ["posts", "person"], commentKeys.all]) {
        void queryClient.invalidateQueries({ queryKey });
      }
      break;
  }
}

type Pictured = Pick<User, "id" | "avatarUrl"> & Partial<Pick<User, "coverUrl">>;

/** Puts somebody's pictures in place wherever their card stands: beside posts, comments, messages, in lists, on their profile. */
export function setPictures(queryClient: QueryClient, person: Pictured): void {
  for (const { queryKey, state } of queryClient.getQueryCache().getAll()) {
    const next = withPictures(state.data, person);
    // What was due to be read again stays so.
    if (next !== state.data) queryClient.setQueryData(queryKey, next, { updatedAt: state.dataUpdatedAt });
  }
}

/** The same data with the pictures of one person changed; what has no card of theirs stays the same object. */
export function withPictures(data: unknown, person: Pictured): unknown {
  if (Array.isArray(data)) {
    const next = data.map((each) => withPictures(each, person));
    return next.some((each, index) => each !== data[index]) ? next : data;
  }
  if (typeof data !== "object" || data === null) return data;
  const fields = Object.entries(data).map(([name, value]) => [name, withPictures(value, person)] as const);
  const changed = fields.filter(([name, value]) => value !== (data as Record<string, unknown>)[name]);
  const next = changed.length === 0 ? data : { ...data, ...Object.fromEntries(changed) };
  return isCardOf(next, person) ? { ...next, ...picturesFor(next, person) } : next;
}

function isCardOf(value: object, { id }: Pictured): boolean {
  return "id" in value && value.id === id && "username" in value && "avatarUrl" in value;
}

/** Cards have no cover; profiles do. */
function picturesFor(value: object, { avatarUrl, coverUrl }: Pictured): Partial<Pictured> {
  return { avatarUrl, ...("coverUrl" in value && coverUrl !== undefined && { coverUrl }) };
}
