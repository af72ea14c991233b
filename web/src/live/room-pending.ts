/** The viewer's own messages on their way. */
import type { Media } from "../../../contract/media.ts";
import type { OutgoingMessage } from "../api/conversations.ts";

/** `waiting`: not acknowledged, sent again after every loss. `stored`: safe, its event is about to come. `failed`: refused. */
export interface Pending {
  /** ULID made here; the room stores a message once per id. */
  id: string;
  content: string;
  replyTo: number | null;
  /** What it brings: uploaded before it is sent, so that it is there after any loss. */
  media: readonly Media[];
  createdAt: string;
  state: "waiting" | "stored" | "failed";
  /** Why it was refused, in words. */
  reason: string | null;
  /** Known once it is stored. */
  seq: number | null;
}

/** A pending message as rooms take it. */
export function outgoing({ id, content, replyTo, media }: Pending): OutgoingMessage {
  return {
    id,
    content,
    ...(replyTo !== null && { replyTo }),
    ...(media.length > 0 && { mediaIds: media.map((each) => each.id) }),
  };
}

/** Takes in an acknowledgement: the message stands until its event has come, at once if it was there before. */
export function settle(pending: readonly Pending[], id: string, seq: number, lastSeq: number): readonly Pending[] {
  if (seq <= lastSeq) return pending.filter((message) => message.id !== id);
  return pending.map((message) => (message.id === id ? { ...message, state: "stored", reason: null, seq } : message));
}
