/** Effects that bring entries to home feeds and take them out again. All of them repeat harmlessly. */
import { allTimelines, timelineGroups } from "../../../durable-objects/addresses.ts";
import type { TimelineEntry } from "../../../durable-objects/timeline/feed.ts";
import type { Payload } from "../../effects/kinds.ts";
import type { Scope } from "../../scope.ts";
import * as store from "./store.ts";

/** From this many followers on, a person's entries are kept once per Timeline object and merged when read. */
export const broadcastFrom = 5000;
const followersPerStep = 2000;

/** Brings entries to the followers of their actors, as one call per Timeline object that holds any of them. */
export async function deliverEntries(scope: Scope, { entryIds }: Payload<"entries.deliver">): Promise<void> {
  const entries = await store.findEntries(scope.db, entryIds);
  for (const [actorId, own] of Map.groupBy(entries, (entry) => entry.actorId)) {
    const [first] = own;
    if (first && !first.broadcasts && first.followers >= broadcastFrom) {
      await becomeBroadcaster(scope, actorId);
      for (const entry of own) entry.broadcasts = true;
    }
  }
  const broadcast = entries.filter((entry) => entry.broadcasts && reachesFollowers(entry));
  const followers = await followersOf(
    scope,
    entries.filter((entry) => !entry.broadcasts && reachesFollowers(entry)),
  );

  const byPerson = new Map<string, TimelineEntry[]>();
  const give = (personId: string, entry: TimelineEntry) => {
    const list = byPerson.get(personId);
    if (list) list.push(entry);
    else byPerson.set(personId, [entry]);
  };
  for (const entry of entries) {
    const line = { id: entry.id, postId: entry.postId, actorId: entry.actorId, authorId: entry.authorId };
    for (const personId of new Set([
      entry.actorId,
      ...(entry.audience === "mentioned" ? entry.mentions : []),
      ...(reachesFollowers(entry) ? (followers.get(entry.actorId) ?? []) : []),
    ])) {
      give(personId, line);
    }
  }
  await Promise.all([
    ...timelineGroups(scope.env, [...byPerson.keys()]).map(({ timeline, personIds }) =>
      timeline.deliver(personIds.map((personId) => ({ personId, entries: byPerson.get(personId) ?? [] }))),
    ),
    ...(broadcast.length > 0
      ? allTimelines(scope.env).map((timeline) =>
          timeline.broadcast(broadcast.map(({ id, postId, actorId, authorId }) => ({ id, postId, actorId, authorId }))),
        )
      : []),
  ]);
}

function reachesFollowers(entry: store.DeliverableEntry): boolean {
  return entry.audience === "public" || entry.audience === "unlisted" || entry.audience === "followers";
}

async function followersOf(scope: Scope, entries: readonly store.DeliverableEntry[]): Promise<Map<string, string[]>> {
  const actors = [...new Set(entries.map((entry) => entry.actorId))];
  const rows = actors.length === 0 ? [] : await store.findFollowers(scope.db, actors);
  return new Map(
    [...Map.groupBy(rows, (row) => row.actorId)].map(([actorId, group]) => [
      actorId,
      group.map((row) => row.followerId),
    ]),
  );
}

/** Subscribes all followers to a person's broadcasts, then says so; whoever follows in between is subscribed by the backfill of the follow. */
async function becomeBroadcaster(scope: Scope, actorId: string): Promise<void> {
  await store.markBroadcaster(scope.db, actorId);
  for (let after = ""; ;) {
    const step = await store.findFollowersAfter(scope.db, actorId, after, followersPerStep);
    await Promise.all(
      timelineGroups(
        scope.env,
        step.map((row) => row.followerId),
      ).map(({ timeline, personIds }) => timeline.subscribeAll(personIds, actorId)),
    );
    const last = step.at(-1);
    if (!last || step.length < followersPerStep) return;
    after = last.id;
  }
}

/** Takes posts, and all reposts of them, out of every home feed. */
export async function withdrawPosts(scope: Scope, { postIds }: Payload<"posts.withdraw">): Promise<void> {
  await Promise.all(allTimelines(scope.env).map((timeline) => timeline.removePosts(postIds)));
}

/** Takes single entries out of every home feed. */
export async function withdrawEntries(scope: Scope, { entryIds }: Payload<"entries.withdraw">): Promise<void> {
  await Promise.all(allTimelines(scope.env).map((timeline) => timeline.removeEntries(entryIds)));
}
