/** What somebody has begun to write or to change in a room, kept by lib/drafts.ts. */
import { draftStore } from "../../lib/drafts.ts";
import { asWanted } from "../../live/room-events.ts";
import type { RoomConnection } from "../../live/room.ts";
import { loadedMessage } from "./loaded-message.ts";

export interface MessageDraft {
  text: string;
  /** The message that is answered, by its seq. */
  replyTo: number | null;
  /** Media that are uploaded and not sent yet. */
  mediaIds: readonly string[];
}

export const emptyDraft: MessageDraft = { text: "", replyTo: null, mediaIds: [] };

export const draftSlot = (conversationId: string) => `room.${conversationId}`;

/** The new words of one of one's own messages; without a seq none is being changed. */
export interface EditDraft {
  messageSeq: number | null;
  text: string;
}

export const noEdit: EditDraft = { messageSeq: null, text: "" };

export const editSlot = (conversationId: string) => `room.${conversationId}.edit`;

/** Begins to change a message that is loaded; null stops. */
export function beginEdit(room: RoomConnection, conversationId: string, messageSeq: number | null): void {
  const slot = editSlot(conversationId);
  const state = room.getState();
  const message = loadedMessage(state, messageSeq);
  if (message !== null) {
    draftStore.put(slot, { messageSeq, text: asWanted(message, state.changes).content } satisfies EditDraft);
  } else if (messageSeq === null) {
    draftStore.put(slot, noEdit);
    draftStore.forget(slot);
  }
}

/** Takes back words that were refused, unless another message is being changed; whether it did. */
export function takeBackEdit(conversationId: string, edit: EditDraft): boolean {
  const slot = editSlot(conversationId);
  const { messageSeq } = draftStore.get(slot, noEdit);
  if (messageSeq !== null && messageSeq !== edit.messageSeq) return false;
  draftStore.put(slot, edit);
  return true;
}

/** Changes this message now, whatever was being changed. */
export function putEdit(conversationId: string, edit: EditDraft): void {
  draftStore.put(editSlot(conversationId), edit);
}
