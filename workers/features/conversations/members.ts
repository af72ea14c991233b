/** Who is in a conversation, who may not come back, and what they may do there. */
import type { MembersAdded, RoomBan, RoomMember, UpdateMember } from "../../../contract/conversations.ts";
import { maxGroupMembers } from "../../../contract/conversations.ts";
import type { Page, PageQuery } from "../../../contract/page.ts";
import { cutPage } from "../../../db/cursor.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import { conversationRules } from "../../access/conversations.ts";
import { isBlockedEitherWay } from "../../access/people.ts";
import { type AuditNote, commit } from "../../effects/commit.ts";
import { AppError, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import { presentCard, subjectOf } from "../../pipeline/cards.ts";
import type { SignedInScope } from "../../scope.ts";
import * as people from "./people-store.ts";
import { actInRoom, granted, readableConversation, toEntrant } from "./rooms.ts";
import { presentMember } from "./view.ts";

/** The members in the order in which they came. Nobody sees those whom a block keeps away. */
export async function listMembers(
  scope: SignedInScope,
  id: string,
  { limit, cursor }: PageQuery,
): Promise<Page<RoomMember>> {
  const { db, viewer } = scope;
  const after = readCursor(cursor, ["number", "id"]);
  const [{ role }, rows] = await Promise.all([
    readableConversation(scope, id),
    people.listMembers(db, viewer.id, id, { after, limit: limit + 1 }),
  ]);
  const page = cutPage(rows, limit, (row) => [row.joinedAt, row.card.id]);
  const items = page.rows
    .filter(({ card, relation }) => card.status === "active" && !isBlockedEitherWay(relation))
    .map((row) => presentMember(row, { id: viewer.id, roomRole: role }));
  return { items, nextCursor: page.nextCursor };
}

/** Adds people to a group or channel at once. Who cannot be added is named in the answer. */
export async function addMembers(scope: SignedInScope, id: string, userIds: readonly string[]): Promise<MembersAdded> {
  const { db, env, viewer } = scope;
  const asked = [...new Set(userIds)];
  const [record, found] = await Promise.all([
    readableConversation(scope, id),
    people.findEntrants(db, viewer.id, asked),
    scope.gate.admit(),
  ]);
  const { row } = record;
  if (row.type === "direct" || row.type === "subject")
    throw new AppError("forbidden", "Nobody can be added to this conversation.");
  if (row.type === "group" && row.memberCount >= maxGroupMembers)
    throw new AppError("conflict", `A group has at most ${maxGroupMembers} members.`);
  const addable = asked.flatMap((userId) => {
    const person = found.get(userId);
    return person && mayAdd(scope, person) ? [toEntrant(person)] : [];
  });
  const { added, banned } = granted(await roomAddress(env, id).add(viewer.id, addable), record);
  const isIn = new Set(added);
  const isBanned = new Set(banned);
  const refused = asked
    .filter((userId) => !isIn.has(userId))
    .map((userId) => ({ userId, reason: isBanned.has(userId) ? ("banned" as const) : ("not_allowed" as const) }));
  return { added, refused };
}

function mayAdd({ viewer }: SignedInScope, { card, relation, whoMayMessage }: people.EntrantRow): boolean {
  return conversationRules.address({ ...subjectOf(card, relation), whoMayMessage }, viewer);
}

/** Gives a member another role, or keeps them from writing for a time. */
export async function changeMember(
  scope: SignedInScope,
  id: string,
  userId: string,
  { role, mutedUntil }: UpdateMember,
): Promise<RoomMember> {
  const { db, env, viewer } = scope;
  const [record, cards] = await Promise.all([
    readableConversation(scope, id),
    people.findCards(db, [userId]),
    scope.gate.admit(),
  ]);
  const until = typeof mutedUntil === "string" ? Date.parse(mutedUntil) : mutedUntil;
  const member = granted(
    await roomAddress(env, id).changeMember(viewer.id, userId, { role, mutedUntil: until }),
    record,
  );
  const card = cards.get(userId);
  if (!card) throw notFound("member");
  await trail(scope, id, { action: "conversation.member", after: { userId, role, mutedUntil } });
  return presentMember({ ...member, card, roomRole: member.role }, { id: viewer.id, roomRole: record.role });
}

/** Takes a member out of the room; they may be added again. */
export async function removeMember(scope: SignedInScope, id: string, userId: string): Promise<void> {
  await actInRoom(scope, id, (room) => room.remove(scope.viewer.id, userId));
  await trail(scope, id, { action: "conversation.remove", after: { userId } });
}

/** Keeps somebody out for good, whether they are in the room or not. */
export async function banMember(scope: SignedInScope, id: string, userId: string): Promise<void> {
  await actInRoom(scope, id, async (room, { role }) => {
    const manages = role === "owner" || role === "moderator";
    // Whoever may ban nobody is told so, whomever they name.
    if (manages && !(await people.findCards(scope.db, [userId])).has(userId)) throw notFound("person");
    return room.ban(scope.viewer.id, userId);
  });
  await trail(scope, id, { action: "conversation.ban", after: { userId } });
}

export async function unbanMember(scope: SignedInScope, id: string, userId: string): Promise<void> {
  await actInRoom(scope, id, (room) => room.unban(scope.viewer.id, userId));
  await trail(scope, id, { action: "conversation.unban", after: { userId } });
}

/** Who is kept out, those banned last first. */
export async function listBans(scope: SignedInScope, id: string, { limit, cursor }: PageQuery): Promise<Page<RoomBan>> {
  const before = readCursor(cursor, ["number", "id"]);
  const [record, bans] = await Promise.all([
    readableConversation(scope, id),
    roomAddress(scope.env, id).bans(scope.viewer.id),
  ]);
  const rows = granted(bans, record)
    .filter(
      (ban) => before === null || ban.createdAt < before[0] || (ban.createdAt === before[0] && ban.userId < before[1]),
    )
    .sort((a, b) => b.createdAt - a.createdAt || (a.userId < b.userId ? 1 : -1))
    .slice(0, limit + 1);
  const page = cutPage(rows, limit, (ban) => [ban.createdAt, ban.userId]);
  const cards = await people.findCards(
    scope.db,
    page.rows.map(({ userId }) => userId),
  );
  const items = page.rows.flatMap(({ userId, by, createdAt }) => {
    const card = cards.get(userId);
    return card ? [{ user: presentCard(card), by, createdAt: new Date(createdAt).toISOString() }] : [];
  });
  return { items, nextCursor: page.nextCursor };
}

/** Keeps what was done to somebody in a room in the trail. */
async function trail(scope: SignedInScope, id: string, note: Pick<AuditNote, "action" | "after">): Promise<void> {
  await commit(scope, { audit: { ...note, targetType: "conversation", targetId: id } });
}
