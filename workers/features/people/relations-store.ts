/** Follows, blocks and mutes in the database. Counts follow by triggers. */
import { and, eq, sql } from "drizzle-orm";
import { newId } from "../../../contract/ids.ts";
import type { Database } from "../../../db/client.ts";
import { blocks, follows, mutes, suggestions, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";

/**
 * Begins to follow, or asks to where the account is locked. Decided in the statement itself, so that neither a block nor a lock of the
 * same moment is missed. A request that waits becomes a follow when the account has been unlocked since; else a repeat changes nothing.
 */
export function insertFollow(db: Database, followerId: string, followeeId: string): Statement {
  const now = Date.now();
  return db.run(sql`INSERT INTO ${follows} (id, follower_id, followee_id, state, created_at)
    SELECT ${newId(now)}, ${followerId}, id, iif(locked = 1, 'requested', 'following'), ${now} FROM ${users}
    WHERE id = ${followeeId} AND status = 'active'
      AND NOT EXISTS (SELECT 1 FROM ${blocks} WHERE blocker_id = ${followerId} AND blocked_id = ${followeeId})
      AND NOT EXISTS (SELECT 1 FROM ${blocks} WHERE blocker_id = ${followeeId} AND blocked_id = ${followerId})
    ON CONFLICT (follower_id, followee_id) DO UPDATE SET state = 'following', id = excluded.id, created_at = excluded.created_at
      WHERE state = 'requested' AND excluded.state = 'following'`);
}

/** Ends a follow, or takes a request back. */
export function deleteFollow(db: Database, followerId: string, followeeId: string): Statement {
  return db.delete(follows).where(and(eq(follows.followerId, followerId), eq(follows.followeeId, followeeId)));
}

/** Lets somebody who asked follow from now on. */
export function acceptRequest(db: Database, followerId: string, followeeId: string): Statement {
  const now = Date.now();
  return db
    .update(follows)
    .set({ state: "following", id: newId(now), createdAt: now })
    .where(and(eq(follows.followerId, followerId), eq(follows.followeeId, followeeId), eq(follows.state, "requested")));
}

/** Turns somebody who asked away; who follows already stays. */
export function refuseRequest(db: Database, followerId: string, followeeId: string): Statement {
  return db
    .delete(follows)
    .where(and(eq(follows.followerId, followerId), eq(follows.followeeId, followeeId), eq(follows.state, "requested")));
}

export function insertBlock(db: Database, blockerId: string, blockedId: string): Statement {
  return db.insert(blocks).values({ blockerId, blockedId, createdAt: Date.now() }).onConflictDoNothing();
}

export function deleteBlock(db: Database, blockerId: string, blockedId: string): Statement {
  return db.delete(blocks).where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)));
}

export function insertMute(db: Database, muterId: string, mutedId: string): Statement {
  return db.insert(mutes).values({ muterId, mutedId, createdAt: Date.now() }).onConflictDoNothing();
}

export function deleteMute(db: Database, muterId: string, mutedId: string): Statement {
  return db.delete(mutes).where(and(eq(mutes.muterId, muterId), eq(mutes.mutedId, mutedId)));
}

/** Ends what two people have of each other's follows and requests, both ways. */
export function deleteFollowsBetween(db: Database, one: string, other: string): Statement[] {
  return [deleteFollow(db, one, other), deleteFollow(db, other, one)];
}

/** Stops suggesting one person to another. */
export function deleteSuggestion(db: Database, userId: string, candidateId: string): Statement {
  return db.delete(suggestions).where(and(eq(suggestions.userId, userId), eq(suggestions.candidateId, candidateId)));
}

/** Stops suggesting two people to each other. */
export function deleteSuggestionsBetween(db: Database, one: string, other: string): Statement[] {
  return [deleteSuggestion(db, one, other), deleteSuggestion(db, other, one)];
}
