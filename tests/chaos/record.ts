/** What a client notes down while it chats, for the checker to judge afterwards. */
import type { StoredEvent } from "../../contract/live/room.ts";
import type { HistoryItem } from "../../contract/messages.ts";

/** One place in a room, as a client or the history shows it. Messages have all three of the rest, other events none. */
export interface Line {
  seq: number;
  /** `message`, or the kind of another event. */
  kind: string;
  id: string | null;
  senderId: string | null;
  /** The sender's own count, from 1: what their message says. */
  number: number | null;
}

export interface ClientRecord {
  userId: string;
  /** Its messages in the order in which they were first sent. */
  sent: { id: string; number: number }[];
  /** Every acknowledgement, repeats included. */
  acks: { id: string; seq: number }[];
  /** Sends that were answered with an error. */
  refusals: { id: string; code: string }[];
  /** Every stored event that arrived, repeats and those after a gap included. */
  received: Line[];
  /** What it shows, in the order in which it came to show it. */
  shown: Line[];
}

export function newRecord(userId: string): ClientRecord {
  return { userId, sent: [], acks: [], refusals: [], received: [], shown: [] };
}

export function lineOfEvent(event: StoredEvent): Line {
  if (event.t !== "message") return otherLine(event.seq, event.t);
  return { seq: event.seq, kind: "message", id: event.id, senderId: event.senderId, number: Number(event.content) };
}

export function lineOfItem(item: HistoryItem): Line {
  if ("t" in item) return otherLine(item.seq, item.t);
  return { seq: item.seq, kind: "message", id: item.id, senderId: item.senderId, number: Number(item.content) };
}

function otherLine(seq: number, kind: string): Line {
  return { seq, kind, id: null, senderId: null, number: null };
}

export function sameLine(one: Line, other: Line): boolean {
  return (
    one.seq === other.seq &&
    one.kind === other.kind &&
    one.id === other.id &&
    one.senderId === other.senderId &&
    one.number === other.number
  );
}
