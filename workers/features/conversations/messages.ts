/** Messages over HTTP: history, search, sending, reading, and what is pinned. */
import type { ReadState } from "../../../contract/conversations.ts";
import type {
  HistoryItem,
  HistoryPage,
  HistoryQuery,
  Message,
  MessageHits,
  MessageSearchQuery,
  MessageSent,
  NewMessage,
} from "../../../contract/messages.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import type { Entrant } from "../../../durable-objects/chat-room/types.ts";
import { conversationRules } from "../../access/conversations.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, notFound } from "../../http/error.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import type { SignedInScope } from "../../scope.ts";
import { actInRoom, granted, isInside, ownEntrant, readableConversation, readRoom } from "./rooms.ts";
import type { ConversationRecord } from "./store.ts";

/** A stretch of history, ascending. */
export function readHistory(scope: SignedInScope, id: string, query: HistoryQuery): Promise<HistoryPage> {
  return readRoom(scope, id, (room, outsider) => room.history(scope.viewer.id, query, outsider));
}

/** A message that the viewer may read, by its id. Throws `not_found` otherwise. */
export async function readableMessage(scope: SignedInScope, id: string, messageId: string): Promise<Message> {
  const seq = await roomAddress(scope.env, id).seqOf(messageId);
  if (seq === null) throw notFound("message");
  const { items } = await readHistory(scope, id, { before: seq + 1, limit: 1 });
  const message = items.filter(isMessage).find((item) => item.id === messageId && !item.deleted);
  if (!message) throw notFound("message");
  return message;
}

/** Messages with these words, newest first. */
export function searchMessages(scope: SignedInScope, id: string, query: MessageSearchQuery): Promise<MessageHits> {
  return readRoom(scope, id, (room, outsider) => room.search(scope.viewer.id, query, outsider));
}

/** What is pinned, in the order of the messages. */
export async function listPins(scope: SignedInScope, id: string): Promise<{ items: Message[] }> {
  const pins = await readRoom(scope, id, (room, outsider) => room.pins(scope.viewer.id, outsider));
  return { items: pins.filter(isMessage) };
}

function isMessage(item: HistoryItem): item is Message {
  return !("t" in item);
}

/** Pins a message, or takes the pin out. */
export function pinMessage(scope: SignedInScope, id: string, messageSeq: number, on: boolean): Promise<void> {
  return actInRoom(scope, id, (room) => room.pin(scope.viewer.id, messageSeq, on));
}

/**
 * Sends a message; the same id again answers the same. Throws `forbidden` where the room, or the recipient of a first message, does not
 * take it, and `validation_failed` for media that the viewer cannot show.
 */
export async function sendMessage(scope: SignedInScope, id: string, input: NewMessage): Promise<MessageSent> {
  const [record] = await Promise.all([readableConversation(scope, id), scope.gate.admit()]);
  const sent = await deliver(scope, record, input);
  await commit(scope, { resourceId: sent.id });
  return sent;
}

/** What sending a message answered the first time. */
export async function resendMessage(scope: SignedInScope, id: string, input: NewMessage): Promise<MessageSent> {
  return deliver(scope, await readableConversation(scope, id), input);
}

async function deliver(scope: SignedInScope, record: ConversationRecord, input: NewMessage): Promise<MessageSent> {
  if (!mayReach(scope, record)) throw new AppError("forbidden", "This person lets only some people write to them.");
  const visitor = await visitorOf(scope, record);
  return granted(await roomAddress(scope.env, record.row.id).post(scope.viewer.id, input, visitor), record);
}

/** Who has not accepted a conversation, or has put it away, can still close themselves to its sender. */
function mayReach({ viewer }: SignedInScope, { row, other, otherState, otherRelation }: ConversationRecord): boolean {
  if (row.type !== "direct" || other === null || otherState === "member") return true;
  return conversationRules.address({ ...subjectOf(other, otherRelation), whoMayMessage: other.whoMayMessage }, viewer);
}

/** The room of a subject takes whoever may see the subject, without making them a member. */
async function visitorOf(scope: SignedInScope, record: ConversationRecord): Promise<Entrant | null> {
  return record.row.type === "subject" && !isInside(record) ? ownEntrant(scope) : null;
}

/** Moves the viewer's cursor of what they have read; it never goes back. */
export function markRead(scope: SignedInScope, id: string, upTo: number): Promise<ReadState> {
  return actInRoom(scope, id, (room) => room.read(scope.viewer.id, upTo));
}
