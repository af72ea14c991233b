/** The SQL behind fan-out: entries, and who follows whom. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { entries, follows, posts, users } from "../../../db/schema.ts";
import type { TimelineEntry } from "../../../durable-objects/timeline/feed.ts";

export interface DeliverableEntry extends TimelineEntry {
  audience: (typeof posts.$inferSelect)["audience"];
  mentions: string[];
  /** Whether the actor's entries are kept once per Timeline instead of once per follower. */
  broadcasts: boolean;
  followers: number;
}

/** Entries that still stand, with what decides whom they go to. */
export async function findEntries(db: Database, ids: readonly string[]): Promise<DeliverableEntry[]> {
  return db
    .select({
      id: entries.id,
      postId: entries.postId,
      actorId: entries.actorId,
      authorId: entries.authorId,
      audience: posts.audience,
      mentions: posts.mentions,
      broadcasts: users.broadcasts,
      followers: users.followersCount,
    })
    .from(entries)
    .innerJoin(posts, eq(posts.id, entries.postId))
    .innerJoin(users, eq(users.id, entries.actorId))
    .where(and(isOneOf(entries.id, ids), isNull(posts.deletedAt), eq(users.status, "active")));
}

/** Followers of several people. */
export async function findFollowers(
  db: Database,
  actorIds: readonly string[],
): Promise<{ actorId: string; followerId: string }[]> {
  return db
    .select({ actorId: follows.followeeId, followerId: follows.followerId })
    .from(follows)
    .where(and(isOneOf(follows.followeeId, actorIds), eq(follows.state, "following")));
}

/** Followers of one person after a position, for walking through very many. */
export async function findFollowersAfter(
  db: Database,
  actorId: string,
  after: string,
  limit: number,
): Promise<{ id: string; followerId: string }[]> {
  return db
    .select({ id: follows.id, followerId: follows.followerId })
    .from(follows)
    .where(and(eq(follows.followeeId, actorId), eq(follows.state, "following"), sql`${follows.id} > ${after}`))
    .orderBy(follows.id)
    .limit(limit);
}

export async function markBroadcaster(db: Database, actorId: string): Promise<void> {
  await db.update(users).set({ broadcasts: true }).where(eq(users.id, actorId));
}

/** Which of these pairs stand as follows, and whether the followee broadcasts. */
export async function findFollows(
  db: Database,
  pairs: readonly { followerId: string; followeeId: string }[],
): Promise<{ followerId: string; followeeId: string; broadcasts: boolean }[]> {
  const list = JSON.stringify(pairs.map(({ followerId, followeeId }) => [followerId, followeeId]));
  return db
    .select({ followerId: follows.followerId, followeeId: follows.followeeId, broadcasts: users.broadcasts })
    .from(sql`json_each(${list}) AS pair`)
    .crossJoin(follows)
    .crossJoin(users)
    .where(
      and(
        sql`${follows.followerId} = pair.value ->> 0`,
        sql`${follows.followeeId} = pair.value ->> 1`,
        eq(follows.state, "following"),
        eq(users.id, follows.followeeId),
      ),
    );
}

/** The latest `count` entries of each of these people. */
export async function findLatestEntries(
  db: Database,
  actorIds: readonly string[],
  count: number,
): Promise<TimelineEntry[]> {
  return db
    .select({ id: entries.id, postId: entries.postId, actorId: entries.actorId, authorId: entries.authorId })
    .from(sql`json_each(${JSON.stringify(actorIds)}) AS actor`)
    .crossJoin(entries)
    .where(
      sql`${entries.id} IN (SELECT id FROM entries AS own WHERE own.actor_id = actor.value ORDER BY own.id DESC LIMIT ${count})`,
    );
}
