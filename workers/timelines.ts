/** Keeping Timelines true at once. The outbox does all of this again, and reading checks the truth in any case. */
import { allTimelines, timelineAddress } from "../durable-objects/addresses.ts";
import type { TimelineEntry } from "../durable-objects/timeline/feed.ts";
import type { Scope } from "./scope.ts";

/** Puts what somebody just brought into their own home feed, ahead of the fan-out. */
export async function deliverOwn(scope: Scope, entry: TimelineEntry): Promise<void> {
  await timelineAddress(scope.env, entry.actorId).fanOut([entry], [entry.actorId]);
}

/** Takes posts, and all reposts of them, out of all home feeds. */
export async function withdrawPostsNow(scope: Scope, postIds: string[]): Promise<void> {
  await settle(
    scope,
    allTimelines(scope.env).map((timeline) => timeline.removePosts(postIds)),
  );
}

/** Takes single entries out of all home feeds. */
export async function withdrawEntriesNow(scope: Scope, entryIds: string[]): Promise<void> {
  await settle(
    scope,
    allTimelines(scope.env).map((timeline) => timeline.removeEntries(entryIds)),
  );
}

/** Takes out of followers' home feeds what people brought whom they follow no longer; with `authored` also what those people wrote. */
export async function withdrawFollowsNow(
  scope: Scope,
  pairs: readonly { followerId: string; followeeId: string; authored: boolean }[],
): Promise<void> {
  await settle(
    scope,
    pairs.map(({ followerId, followeeId, authored }) =>
      timelineAddress(scope.env, followerId).dropActor(followerId, followeeId, authored),
    ),
  );
}

async function settle(scope: Scope, calls: Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(calls)) {
    if (result.status === "rejected") scope.log.error("timeline.unreachable", result.reason);
  }
}
