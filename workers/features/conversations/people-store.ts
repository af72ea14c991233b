/** People of conversations in the database: who comes in, who is in, and which rooms people share. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { UserSettings } from "../../../contract/users.ts";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import { conversationMembers, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";

/** Most people that one person's blocks hide in a room; a block of the other side counts all the same. */
const maxHides = 1_000;

/** Somebody who may come into a conversation. */
export interface EntrantRow {
  card: CardRow;
  whoMayMessage: UserSettings["whoMayMessage"];
  relation: RelationRow;
  /** JSON list of the people on either side of a block with them. */
  hides: string;
  /** Time of the database when it answered, in milliseconds. */
  readAt: number;
}

/** People by id, with how the viewer stands to them (`null`: nobody asks) and whom blocks keep from them. */
export async function findEntrants(
  db: Database,
  viewerId: string | null,
  ids: readonly string[],
): Promise<Map<string, EntrantRow>> {
  const rows = await db
    .select({
      card: cardColumns(users),
      whoMayMessage: users.whoMayMessage,
      relation: relationColumns(viewerId, users.id),
      hides: sql<string>`(SELECT json_group_array(other) FROM (
        SELECT blocked_id AS other FROM blocks WHERE blocker_id = ${users.id}
        UNION SELECT blocker_id FROM blocks WHERE blocked_id = ${users.id} LIMIT ${maxHides}))`,
      readAt: sql<number>`CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
    })
    .from(users)
    .where(isOneOf(users.id, ids));
  return new Map(rows.map((row) => [row.card.id, row]));
}

/** People that one statement looks up: a bound value takes 2 MB, and what is found is held at once. */
const entrantsPerStatement = 2_000;

/** As `findEntrants` where nobody asks, for however many people. */
export async function findAllEntrants(db: Database, ids: readonly string[]): Promise<Map<string, EntrantRow>> {
  const each = [...new Set(ids)];
  const found = new Map<string, EntrantRow>();
  for (let start = 0; start < each.length; start += entrantsPerStatement) {
    for (const entry of await findEntrants(db, null, each.slice(start, start + entrantsPerStatement)))
      found.set(...entry);
  }
  return found;
}

/** A member with how the viewer stands to them. */
export interface MemberListRow {
  card: CardRow;
  relation: RelationRow;
  roomRole: typeof conversationMembers.$inferSelect.role;
  mutedUntil: number | null;
  joinedAt: number;
}

/** Members in the order in which they came, after the time and id `after`. */
export async function listMembers(
  db: Database,
  viewerId: string,
  conversationId: string,
  { after, limit }: { after: readonly [number, string] | null; limit: number },
): Promise<MemberListRow[]> {
  const member = conversationMembers;
  const skeleton = db
    .select({
      userId: member.userId,
      roomRole: sql<MemberListRow["roomRole"]>`${member.role}`.as("room_role"),
      mutedUntil: member.mutedUntil,
      joinedAt: member.joinedAt,
    })
    .from(member)
    .where(
      and(
        eq(member.conversationId, conversationId),
        sql`${member.state} <> 'gone'`,
        after === null ? undefined : sql`(${member.joinedAt}, ${member.userId}) > (${after[0]}, ${after[1]})`,
      ),
    )
    .orderBy(asc(member.joinedAt), asc(member.userId))
    .limit(limit)
    .as("skeleton");
  return db
    .select({
      card: cardColumns(users),
      relation: relationColumns(viewerId, users.id),
      roomRole: skeleton.roomRole,
      mutedUntil: skeleton.mutedUntil,
      joinedAt: skeleton.joinedAt,
    })
    .from(skeleton)
    .innerJoin(users, eq(users.id, skeleton.userId))
    .orderBy(asc(skeleton.joinedAt), asc(skeleton.userId));
}

/** Cards by id. */
export async function findCards(db: Database, ids: readonly string[]): Promise<Map<string, CardRow>> {
  const rows = await db
    .select({ card: cardColumns(users) })
    .from(users)
    .where(isOneOf(users.id, ids));
  return new Map(rows.map(({ card }) => [card.id, card]));
}

/** Conversations that somebody is or was in, in order of their ids, after `after`. */
export async function findRoomsOf(db: Database, userId: string, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: conversationMembers.conversationId })
    .from(conversationMembers)
    .where(and(eq(conversationMembers.userId, userId), sql`${conversationMembers.conversationId} > ${after}`))
    .orderBy(asc(conversationMembers.conversationId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Conversations that both people are or were in, in order of their ids, after `after`. */
export async function findSharedRooms(
  db: Database,
  userId: string,
  otherId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`SELECT mine.conversation_id AS id
    FROM conversation_members AS mine CROSS JOIN conversation_members AS theirs
      ON theirs.conversation_id = mine.conversation_id AND theirs.user_id = ${otherId}
    WHERE mine.user_id = ${userId} AND mine.conversation_id > ${after} ORDER BY mine.conversation_id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** Takes somebody out of the list of members, whatever they were. */
export function deleteMemberships(db: Database, userId: string, conversationIds: readonly string[]): Statement {
  return db
    .delete(conversationMembers)
    .where(and(eq(conversationMembers.userId, userId), isOneOf(conversationMembers.conversationId, conversationIds)));
}
