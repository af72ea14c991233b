/** The viewer's own messages on their way. */

/** `waiting`: not acknowledged, sent again after every loss. `stored`: safe, its event is about to come. `failed`: refused. */
export interface Pending {
  /** ULID made here; the room stores a message once per id. */
  id: string;
  content: string;
  replyTo: number | null;
  createdAt: string;
  state: "waiting" | "stored" | "failed";
  /** Why it was refused, in words. */
  reason: string | null;
  /** Known once it is stored. */
  seq: number | null;
}

/** Takes in an acknowledgement: the message stands until its event has come, at once if it was there before. */
export function settle(pending: readonly Pending[], id: string, seq: number, lastSeq: number): readonly Pending[] {
  if (seq <= lastSeq) return pending.filter((message) => message.id !== id);
  return pending.map((message) => (message.id === id ? { ...message, state: "stored", reason: null, seq } : message));
}
