/** What a new or ended follow does to the follower's home feed. */
import { timelineAddress, timelineGroups } from "../../../durable-objects/addresses.ts";
import type { Payload } from "../../effects/kinds.ts";
import type { Scope } from "../../scope.ts";
import * as store from "./store.ts";

/** How much of what somebody brought before is shown to a new follower. */
const backfillEntries = 40;

/** Brings the latest entries of those newly followed to the followers. Pairs that stand no longer are left out. */
export async function backfillFollows(scope: Scope, { pairs }: Payload<"follows.backfill">): Promise<void> {
  const standing = await store.findFollows(scope.db, pairs);
  if (standing.length === 0) return;
  const entries = await store.findLatestEntries(
    scope.db,
    [...new Set(standing.map((pair) => pair.followeeId))],
    backfillEntries,
  );
  const byActor = Map.groupBy(entries, (entry) => entry.actorId);
  const byFollower = Map.groupBy(standing, (pair) => pair.followerId);
  await Promise.all(
    timelineGroups(scope.env, [...byFollower.keys()]).map(async ({ timeline, personIds }) => {
      await timeline.deliver(
        personIds.map((personId) => ({
          personId,
          entries: (byFollower.get(personId) ?? []).flatMap((pair) => byActor.get(pair.followeeId) ?? []),
        })),
      );
      for (const personId of personIds) {
        for (const pair of byFollower.get(personId) ?? [])
          if (pair.broadcasts) await timeline.subscribe(personId, pair.followeeId);
      }
    }),
  );
}

/** Takes out what the followee brought, unless the follow has been taken up again since. */
export async function withdrawFollows(scope: Scope, { pairs }: Payload<"follows.withdraw">): Promise<void> {
  const standing = new Set(
    (await store.findFollows(scope.db, pairs)).map((pair) => `${pair.followerId} ${pair.followeeId}`),
  );
  await Promise.all(
    pairs
      .filter((pair) => !standing.has(`${pair.followerId} ${pair.followeeId}`))
      .map((pair) =>
        timelineAddress(scope.env, pair.followerId).dropActor(pair.followerId, pair.followeeId, pair.authored),
      ),
  );
}
