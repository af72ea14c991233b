/** The lines of a room from top to bottom: days, groups of messages, what happened, and what is on its way. Pure. */
import type { Message } from "../../../../contract/messages.ts";
import { dayKey, type Place } from "../../lib/format.ts";
import { asWanted, isMessage } from "../../live/room-events.ts";
import type { Pending } from "../../live/room-pending.ts";
import type { Change, Entry, RoomState } from "../../live/room-state.ts";
import type { Stretch } from "../../live/stretch.ts";

export type SystemEntry = Exclude<Entry, Message>;

export type Row = { key: string } &
  /** Above everything, once nothing earlier is left to read. */
  (
    | { kind: "beginning" }
    | { kind: "day"; at: string }
    /** Everything below is new since one was last here. */
    | { kind: "new" }
    /** `first`: begins a group, with name and picture. */
    | { kind: "message"; message: Message; first: boolean }
    | { kind: "pending"; message: Pending; first: boolean }
    | { kind: "system"; entry: SystemEntry }
  );

/** Messages of one person that follow each other within this time stand together. */
const groupMs = 5 * 60_000;

interface Options {
  place: Place;
  /** The new-message line stands after this seq; null for none. */
  newAfter: number | null;
}

type Shown = Pick<RoomState, "pending" | "changes" | "viewerId"> & Omit<Stretch, "lastSeq">;

export function roomRows(
  { items, pending, changes, viewerId, atStart, firstSeq }: Shown,
  { place, newAfter }: Options,
): Row[] {
  const rows: Row[] = atStart ? [{ kind: "beginning", key: "beginning" }] : [];
  let day = "";
  let group: { senderId: string; at: number } | null = null;
  // Where the first new message is not loaded yet, the line comes with it.
  let lineDrawn = newAfter === null || (!atStart && newAfter + 1 < firstSeq);

  const enterDay = (at: string) => {
    const key = dayKey(at, place);
    if (key === day) return;
    day = key;
    group = null;
    rows.push({ kind: "day", key: `day ${key}`, at });
  };
  const isFirst = (senderId: string, at: string): boolean => {
    const time = Date.parse(at);
    const first = group === null || group.senderId !== senderId || time - group.at > groupMs;
    group = { senderId, at: time };
    return first;
  };

  for (const item of items) {
    enterDay(item.createdAt);
    if (!lineDrawn && item.seq > (newAfter ?? 0) && isMessage(item) && item.senderId !== viewerId) {
      lineDrawn = true;
      group = null;
      rows.push({ kind: "new", key: "new" });
    }
    if (isMessage(item)) {
      const first = isFirst(item.senderId, item.createdAt);
      rows.push({ kind: "message", key: item.id, message: shown(item, changes), first });
    } else {
      group = null;
      rows.push({ kind: "system", key: `seq ${item.seq}`, entry: item });
    }
  }
  for (const message of pending) {
    enterDay(message.createdAt);
    rows.push({ kind: "pending", key: message.id, message, first: isFirst(viewerId, message.createdAt) });
  }
  return rows;
}

function shown(message: Message, changes: readonly Change[]): Message {
  return changes.length === 0 ? message : asWanted(message, changes);
}
