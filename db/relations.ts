/** How the asking person stands to another, as columns of whatever query has that other's id. Each is one look-up by primary key. */
import { type Column, type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Raw relation columns: SQLite booleans, and the state of the viewer's follow (null without one). */
export type RelationColumns = {
  followState: SQL<"requested" | "following" | null>;
  followedBy: SQL<number>;
  blocking: SQL<number>;
  blockedBy: SQL<number>;
  muting: SQL<number>;
};

export interface RelationRow {
  followState: "requested" | "following" | null;
  followedBy: number;
  blocking: number;
  blockedBy: number;
  muting: number;
}

export const noRelation: RelationRow = { followState: null, followedBy: 0, blocking: 0, blockedBy: 0, muting: 0 };

/** Columns that tell how `viewerId` (a value or an expression) stands to the person in `other`; all empty without a viewer. */
export function relationColumns(viewerId: string | SQL | null, other: Column | SQLWrapper): RelationColumns {
  if (viewerId === null) {
    return { followState: sql`NULL`, followedBy: sql`0`, blocking: sql`0`, blockedBy: sql`0`, muting: sql`0` };
  }
  // In a select from one table drizzle writes bare column names, and a bare `id` would be that of the inner table: nesting keeps the table's name.
  const person = sql`${other}`;
  return {
    followState: sql`(SELECT state FROM follows WHERE follower_id = ${viewerId} AND followee_id = ${person})`,
    followedBy: sql`EXISTS (SELECT 1 FROM follows WHERE follower_id = ${person} AND followee_id = ${viewerId} AND state = 'following')`,
    blocking: sql`EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ${viewerId} AND blocked_id = ${person})`,
    blockedBy: sql`EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ${person} AND blocked_id = ${viewerId})`,
    muting: sql`EXISTS (SELECT 1 FROM mutes WHERE muter_id = ${viewerId} AND muted_id = ${person})`,
  };
}
