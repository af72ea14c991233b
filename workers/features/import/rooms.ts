/** Conversations and what was said in them. A conversation is a row like others; messages, comings and goings are for its room. */
import { maxGroupMembers } from "../../../contract/conversations.ts";
import { derivedId } from "../../../contract/ids.ts";
import type { ImportConversation } from "../../../contract/import.ts";
import type { UserCard } from "../../../contract/users.ts";
import type { Imported } from "../../../durable-objects/chat-room/types.ts";
import { invalid } from "../../http/error.ts";
import { nameKey } from "../../text/names.ts";
import { find } from "./bring.ts";
import { type Known, keyText, type KnownThing, ownKey, type RoomLine } from "./known.ts";
import type { Desk } from "./plan.ts";

export interface RoomItem {
  conversationId: string;
  item: Imported;
}

export async function bringConversation({ rows, known }: Desk, line: ImportConversation): Promise<KnownThing> {
  const { source, type, name, topic, owner, members = [] } = line;
  const person = (externalId: string) => find(known, { source, kind: "person", externalId }).id;
  const ownerId = owner === undefined ? null : person(owner);
  const memberIds = new Set(members.map(person));
  if (ownerId !== null) memberIds.delete(ownerId);
  const memberCount = memberIds.size + (ownerId === null ? 0 : 1);
  if (type === "group" && memberCount > maxGroupMembers) {
    throw invalid("members", `must be at most ${maxGroupMembers} with the owner`);
  }
  const createdAt = Date.parse(line.createdAt);
  const id = await derivedId(keyText(ownKey(line)), createdAt);
  rows.conversations.push({
    id,
    type,
    name,
    nameKey: nameKey(name),
    topic: topic ?? null,
    createdBy: ownerId,
    memberCount,
    lastAt: createdAt,
    createdAt,
  });
  const member = { conversationId: id, state: "member", joinedAt: createdAt } as const;
  if (ownerId !== null) rows.conversationMembers.push({ ...member, userId: ownerId, role: "owner" });
  for (const userId of memberIds) rows.conversationMembers.push({ ...member, userId, role: "member" });
  return { id, gone: false, began: createdAt };
}

/**
 * What a message, a coming or a going is for its room. Its id is derived from external ids alone, so that the room knows what it has.
 * Whoever it is about was there once: their row says so, which is how rooms are found that have something of theirs.
 */
export async function bringToRoom({ rows, known }: Desk, line: RoomLine): Promise<RoomItem> {
  const { source, conversation } = line;
  const { id: conversationId, began = 0 } = find(known, { source, kind: "conversation", externalId: conversation });
  const idOf = (externalId: string) => derivedId(JSON.stringify([source, line.kind, conversation, externalId]), began);
  const id = await idOf(line.externalId);
  const createdAt = Date.parse(line.createdAt);
  const person = cardOf(known, source, line.kind === "message" ? line.sender : line.person);
  const replyToId = line.kind === "message" && line.replyTo !== undefined ? await idOf(line.replyTo) : undefined;
  rows.conversationMembers.push({
    conversationId,
    userId: person.id,
    role: "member",
    state: "gone",
    joinedAt: createdAt,
  });
  if (line.kind === "membership") return { conversationId, item: { t: line.event, id, person, createdAt } };
  return {
    conversationId,
    item: { t: "message", id, sender: person, content: line.content, createdAt, replyToId },
  };
}

function cardOf(known: Known, source: string, externalId: string): UserCard {
  const { card } = find(known, { source, kind: "person", externalId });
  if (!card) throw invalid("person", "is not a person");
  return card;
}
