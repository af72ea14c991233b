/** What follows from an import: home feeds and suggestions. Nobody is notified. Pure. */
import type { Effect } from "../../effects/kinds.ts";
import type { Rows } from "./plan.ts";

/** How much one effect is about, so that each is done well within its lease and leaves room for others between. */
const entriesPerEffect = 50;
const pairsPerEffect = 250;
const peoplePerEffect = 25;
const roomsPerEffect = 25;

/** Rooms of new conversations are opened, home feeds of followers get the posts, those of new followers what was there; who follows more people gets other suggestions. */
export function effectsOf({
  entries,
  follows,
  conversations,
}: Pick<Rows, "entries" | "follows" | "conversations">): Effect[] {
  const followers = [...new Set(follows.map((follow) => follow.followerId))];
  return [
    ...parts(entries, entriesPerEffect).map((part): Effect => ({
      kind: "entries.deliver",
      payload: { entryIds: part.map((entry) => entry.id) },
    })),
    ...parts(follows, pairsPerEffect).map((part): Effect => ({
      kind: "follows.backfill",
      payload: { pairs: part.map(({ followerId, followeeId }) => ({ followerId, followeeId })) },
    })),
    ...parts(followers, peoplePerEffect).map((userIds): Effect => ({ kind: "people.suggest", payload: { userIds } })),
    ...parts(conversations, roomsPerEffect).map((part): Effect => ({
      kind: "conversation.open",
      payload: { conversationIds: part.map(({ id }) => id) },
    })),
  ];
}

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
