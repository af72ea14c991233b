/** Conversations in the database: the projection of their rooms, and the rows that making one begins with. */
import { and, eq, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { UserSettings } from "../../../contract/users.ts";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import { conversationMembers, type ConversationRow, conversations, users } from "../../../db/schema.ts";
import type { MemberState } from "../../../durable-objects/chat-room/types.ts";
import type { RoomRole } from "../../../contract/messages.ts";
import type { Statement } from "../../effects/commit.ts";
import { nameKey } from "../../text/names.ts";

/** Members that a conversation shows. */
export const shownMembers = 20;

/** One of the members that are shown, with any block between them and the viewer. */
export type ShownMember = CardRow & { blocked: 0 | 1 };

/** A conversation with how the viewer stands in it, and for a direct one with the other person. */
export interface ConversationRecord {
  row: ConversationRow;
  state: MemberState | "gone" | null;
  role: RoomRole | null;
  other: (CardRow & { whoMayMessage: UserSettings["whoMayMessage"] }) | null;
  otherState: MemberState | "gone" | null;
  otherRelation: RelationRow;
  /** The first members; empty unless they were asked for. */
  members: ShownMember[];
}

/** A `SELECT` of `id` and `position`, what the list is ordered by. */
export type Skeleton = SQL;

/** What is looked up besides: the rows of the two as members (the viewer's hub knows theirs as well), and the members that are shown. */
interface Parts {
  own: boolean;
  members: boolean;
}

/** The conversations of a skeleton in its order: one statement, one look-up per shown thing. */
export async function hydrate(
  db: Database,
  viewerId: string,
  skeleton: Skeleton,
  parts: Parts,
): Promise<ConversationRecord[]> {
  const own = alias(conversationMembers, "own");
  const otherMember = alias(conversationMembers, "other_member");
  const other = alias(users, "other");
  const rows = await db
    .select({
      position: sql<number>`skeleton.position`,
      row: conversations,
      // SQLite leaves a join out that nothing is read from.
      state: parts.own ? own.state : sql<null>`NULL`,
      role: parts.own ? own.role : sql<null>`NULL`,
      other: { ...cardColumns(other), whoMayMessage: other.whoMayMessage },
      otherState: parts.own ? otherMember.state : sql<null>`NULL`,
      otherRelation: relationColumns(viewerId, other.id),
      members: parts.members ? membersShown(viewerId) : sql<null>`NULL`,
      self: parts.members ? cardOf(viewerId) : sql<null>`NULL`,
    })
    .from(sql`(${skeleton}) AS skeleton`)
    // A cross join keeps its order in SQLite: the skeleton leads, conversations follow by key, whatever the planner guesses.
    .crossJoin(conversations)
    .leftJoin(own, and(eq(own.conversationId, conversations.id), eq(own.userId, viewerId)))
    .leftJoin(other, eq(other.id, otherOf(viewerId)))
    .leftJoin(otherMember, and(eq(otherMember.conversationId, conversations.id), eq(otherMember.userId, other.id)))
    .where(sql`${conversations.id} = skeleton.id`);
  rows.sort((a, b) => a.position - b.position);
  return rows.map(({ self, members, ...record }) => ({
    ...record,
    members: (members === null ? bothOf(self, record.other) : JSON.parse(members)) as ShownMember[],
  }));
}

/** Id of the other person of a direct conversation. The limit ends the search with them, where a join would read on. */
function otherOf(viewerId: string): SQL {
  return sql`(SELECT user_id FROM conversation_members WHERE conversation_id = ${conversations.id}
    AND ${conversations.type} = 'direct' AND user_id <> ${viewerId} LIMIT 1)`;
}

/** The two of a direct conversation, whose other half is looked up in any case. */
function bothOf(self: string | null, other: CardRow | null): ShownMember[] {
  if (self === null || other === null) return [];
  return [JSON.parse(self) as CardRow, other]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((card) => ({ ...card, blocked: 0 }));
}

/** Columns of a card as JSON, of `users` under the alias `u`. */
const cardFields = sql.raw(`'id', u.id, 'username', u.username, 'displayName', u.display_name,
  'avatarMediaId', u.avatar_media_id, 'role', u.role, 'verified', json(iif(u.verified, 'true', 'false')), 'status', u.status,
  'profileVisibility', u.profile_visibility, 'activityVisibility', u.activity_visibility`);

/** One person's card as JSON; looked up once, however many rows show it. */
function cardOf(userId: string): SQL<string> {
  return sql<string>`(SELECT json_object(${cardFields}) FROM users AS u WHERE u.id = ${userId})`;
}

function membersShown(viewerId: string): SQL<string | null> {
  return sql<
    string | null
  >`iif(${conversations.type} = 'direct', NULL, (SELECT json_group_array(json_object(${cardFields},
    'blocked', EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ${viewerId} AND blocked_id = u.id)
      OR EXISTS (SELECT 1 FROM blocks WHERE blocker_id = u.id AND blocked_id = ${viewerId})))
    FROM (SELECT user_id FROM conversation_members WHERE conversation_id = ${conversations.id} AND state <> 'gone'
      ORDER BY joined_at, user_id LIMIT ${shownMembers}) AS skeleton CROSS JOIN users AS u WHERE u.id = skeleton.user_id))`;
}

function byIds(ids: readonly string[]): Skeleton {
  return sql`SELECT value AS id, key AS position FROM json_each(${JSON.stringify(ids)})`;
}

/** Conversations with all that showing them needs, in the order of their ids here; those that are not there are left out. */
export async function findConversations(
  db: Database,
  viewerId: string,
  ids: readonly string[],
  { own }: Pick<Parts, "own">,
): Promise<ConversationRecord[]> {
  return hydrate(db, viewerId, byIds(ids), { own, members: true });
}

/** When conversations were last written in, by id. */
export async function findLastTimes(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: conversations.id, lastAt: conversations.lastAt })
    .from(conversations)
    .where(isOneOf(conversations.id, ids));
  return new Map(rows.map(({ id, lastAt }) => [id, lastAt]));
}

/** One conversation, without its members: what the rules need. */
export async function findAccess(db: Database, viewerId: string, id: string): Promise<ConversationRecord | null> {
  const [record] = await hydrate(db, viewerId, byIds([id]), { own: true, members: false });
  return record ?? null;
}

/** A conversation about to be written, with whoever is in it from the beginning. */
export interface NewConversationRow extends Pick<
  ConversationRow,
  "id" | "type" | "subject" | "name" | "topic" | "createdBy" | "createdAt"
> {
  members: { userId: string; role: RoomRole; state: MemberState }[];
}

/** Writes a conversation unless it is there. */
export function insertConversation(db: Database, { members, ...row }: NewConversationRow): Statement {
  return db
    .insert(conversations)
    .values({
      ...row,
      nameKey: row.name === null ? null : nameKey(row.name),
      memberCount: members.length,
      lastAt: row.createdAt,
    })
    .onConflictDoNothing();
}

/** Writes the first members, as the room will show them; rows that are there stay. */
export function insertMembers(db: Database, { id, createdAt, members }: NewConversationRow): Statement {
  return db.run(sql`INSERT OR IGNORE INTO ${conversationMembers} (conversation_id, user_id, role, state, joined_at)
    SELECT ${id}, value ->> 'userId', value ->> 'role', value ->> 'state', ${createdAt} FROM json_each(${JSON.stringify(members)})`);
}

/** The conversations that are to be opened, with their first members. */
export async function findOpenings(db: Database, ids: readonly string[]) {
  return db
    .select({
      row: conversations,
      members: sql<string>`(SELECT json_group_array(json_object('userId', user_id, 'role', role, 'state', state))
        FROM conversation_members WHERE conversation_id = ${conversations.id} AND conversation_members.state <> 'gone')`,
    })
    .from(sql`(${byIds(ids)}) AS skeleton`)
    .crossJoin(conversations)
    .where(sql`${conversations.id} = skeleton.id`);
}

/** Marks a conversation as ended. */
export function markDeleted(db: Database, id: string, now: number): Statement {
  return db
    .update(conversations)
    .set({ deletedAt: sql`coalesce(${conversations.deletedAt}, ${now})` })
    .where(eq(conversations.id, id));
}
