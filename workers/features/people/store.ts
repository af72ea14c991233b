/** Profiles in the database. */
import { and, eq, sql } from "drizzle-orm";
import type { UpdateMe } from "../../../contract/users.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { relationColumns, type RelationColumns, type RelationRow } from "../../../db/relations.ts";
import { userInterests, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import { isNamed } from "../../pipeline/find-person.ts";
import { mediaEpoch } from "../../pipeline/media.ts";
import { nameKey } from "../../text/names.ts";
import type { ProfileRow } from "./view.ts";

/** A person and how the asking one stands to them. */
export interface PersonRow extends ProfileRow {
  relation: RelationRow;
}

/** Relation columns with names of their own, as a select inside a batch needs. */
export function namedRelation(columns: RelationColumns) {
  return {
    followState: columns.followState.as("follow_state"),
    followedBy: columns.followedBy.as("followed_by"),
    blocking: columns.blocking.as("is_blocking"),
    blockedBy: columns.blockedBy.as("is_blocked_by"),
    muting: columns.muting.as("is_muting"),
  };
}

/** The person that an id or a username names, whatever their state. */
export function selectPerson(db: Database, viewerId: string | null, idOrUsername: string) {
  return db
    .select({
      user: users,
      coverEpoch: mediaEpoch(users.coverMediaId).as("cover_epoch"),
      relation: namedRelation(relationColumns(viewerId, users.id)),
    })
    .from(users)
    .where(isNamed(idOrUsername));
}

/** Those of these people that exist, whatever their state, in no order. */
export async function peopleById(db: Database, viewerId: string | null, ids: readonly string[]): Promise<PersonRow[]> {
  return db
    .select({
      user: users,
      coverEpoch: mediaEpoch(users.coverMediaId),
      relation: relationColumns(viewerId, users.id),
    })
    .from(users)
    .where(isOneOf(users.id, ids));
}

/** How the asking person stands to another; no row when that other is not there. */
export function selectRelation(db: Database, viewerId: string, otherId: string) {
  return db
    .select(namedRelation(relationColumns(viewerId, users.id)))
    .from(users)
    .where(eq(users.id, otherId));
}

/** Changes the fields given of an account that is active. `bioHtml` goes with `bio`. */
export function updateProfile(db: Database, id: string, change: UpdateMe & { bioHtml?: string }): Statement {
  const { settings, username, displayName, ...columns } = change;
  return db
    .update(users)
    .set({
      ...columns,
      ...settings,
      ...(username !== undefined && { username, usernameKey: nameKey(username) }),
      ...(displayName !== undefined && { displayName, displayNameKey: nameKey(displayName) }),
      version: sql`${users.version} + 1`,
      updatedAt: Date.now(),
    })
    .where(and(eq(users.id, id), eq(users.status, "active")));
}

/** Makes a person's interests, by which they are suggested to others, these. */
export function replaceInterests(db: Database, userId: string, interests: readonly string[]): Statement[] {
  const list = JSON.stringify([...new Set(interests.map(nameKey))]);
  return [
    db.run(
      sql`DELETE FROM ${userInterests} WHERE user_id = ${userId} AND interest NOT IN (SELECT value FROM json_each(${list}))`,
    ),
    db.run(
      sql`INSERT OR IGNORE INTO ${userInterests} (interest, user_id) SELECT value, ${userId} FROM json_each(${list})`,
    ),
  ];
}
