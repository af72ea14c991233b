/** The way into a conversation: what the rules say of it, and asking its room. */
import { roomAddress } from "../../../durable-objects/addresses.ts";
import type { ChatRoom } from "../../../durable-objects/chat-room/chat-room.ts";
import type { Entrant, Outsider } from "../../../durable-objects/chat-room/types.ts";
import type { Result } from "../../../durable-objects/kit/result.ts";
import { conversationRules, type ConversationSubject } from "../../access/conversations.ts";
import { unauthenticated } from "../../http/context.ts";
import { AppError, notFound } from "../../http/error.ts";
import { presentCard, subjectOf } from "../../pipeline/cards.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { readablePost } from "../posts/actions.ts";
import { subjectId } from "./identity.ts";
import { type EntrantRow, findEntrants } from "./people-store.ts";
import { type ConversationRecord, findAccess } from "./store.ts";

export type Room = DurableObjectStub<ChatRoom>;

export const membersOnly = () => new AppError("forbidden", "Only members may do this. Join first.");

/**
 * The value of a room's answer. Throws what the room refused as the error of the same code; who reads an open room from outside knows
 * of it, and is told to join where the room knows nothing of them.
 */
export function granted<Value>(result: Result<Value>, record: Pick<ConversationRecord, "row" | "state">): Value {
  if (result.ok) return result.value;
  if (result.code === "not_found" && conversationRules.isOpen(record.row) && !isInside(record)) throw membersOnly();
  throw new AppError(result.code, result.detail, { ...(result.fields && { fields: result.fields }) });
}

/** A conversation that the viewer may know of; `null` as record for one that is not there. Throws `not_found` otherwise. */
export async function readable(scope: SignedInScope, record: ConversationRecord | null): Promise<ConversationRecord> {
  if (!record || !conversationRules.read(await conversationSubject(scope, record))) throw notFound("conversation");
  return record;
}

/** As `readable`, by id. */
export async function readableConversation(scope: SignedInScope, id: string): Promise<ConversationRecord> {
  return readable(scope, await findAccess(scope.db, scope.viewer.id, id));
}

/** A record as the rules see it. */
async function conversationSubject(scope: SignedInScope, record: ConversationRecord): Promise<ConversationSubject> {
  const { row, state, other, otherRelation } = record;
  return {
    type: row.type,
    deleted: row.deletedAt !== null,
    state,
    other: other && subjectOf(other, otherRelation),
    subjectReadable: row.subject !== null && (await maySeeSubject(scope, row.subject)),
  };
}

async function maySeeSubject(scope: SignedInScope, subject: string): Promise<boolean> {
  try {
    await readablePost(scope, subjectId(subject));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false;
    throw error;
  }
}

/** Whether the room lists the viewer among its people. */
export function isInside({ state }: Pick<ConversationRecord, "state">): boolean {
  return state === "member" || state === "request";
}

/**
 * Reads from a room what a member, or in open conversations anybody, may read. The rules and the room are asked side by side; only who
 * reads from outside asks the room a second time, once the rules have let them.
 */
export async function readRoom<Value>(
  scope: SignedInScope,
  id: string,
  read: (room: Room, outsider: Outsider) => Promise<Result<Value>>,
): Promise<Value> {
  const room = roomAddress(scope.env, id);
  const [record, answer] = await Promise.all([readableConversation(scope, id), read(room, false)]);
  const outside = !answer.ok && answer.code === "not_found" && conversationRules.isOpen(record.row);
  return granted(outside ? await read(room, (await ownEntrant(scope)).hides) : answer, record);
}

/** Acts in a room: the rules and the limits are asked side by side, then the room decides. */
export async function actInRoom<Value>(
  scope: SignedInScope,
  id: string,
  act: (room: Room, record: ConversationRecord) => Promise<Result<Value>>,
): Promise<Value> {
  const [record] = await Promise.all([readableConversation(scope, id), scope.gate.admit()]);
  return granted(await act(roomAddress(scope.env, id), record), record);
}

/** Somebody as the room lets them in. */
export function toEntrant({ card, hides, readAt }: EntrantRow): Entrant {
  return {
    card: presentCard(card),
    hides: JSON.parse(hides) as string[],
    hidesAt: readAt,
    showsPresence: card.activityVisibility === "public",
  };
}

/** The viewer as a room lets them in. Throws `unauthenticated` for an account that is no longer active. */
export async function ownEntrant(scope: SignedInScope): Promise<Entrant> {
  const { db, viewer } = scope;
  return toEntrant(activeSelf(await findEntrants(db, viewer.id, [viewer.id]), viewer.id));
}

/** The viewer among people who were looked up. Throws `unauthenticated` for an account that is no longer active. */
export function activeSelf(people: ReadonlyMap<string, EntrantRow>, viewerId: string): EntrantRow {
  const self = people.get(viewerId);
  if (self?.card.status !== "active") throw unauthenticated();
  return self;
}

/** Waits for calls that the outbox repeats anyway; failures are logged. */
export async function settle(scope: Scope, calls: Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(calls)) {
    if (result.status === "rejected") scope.log.error("room.unreachable", result.reason);
  }
}
