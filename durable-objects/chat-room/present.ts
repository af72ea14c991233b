/** How stored rows look to readers: as events of the socket, as items of history, as the last message of a list. Pure. */
import type { LastMessage } from "../../contract/conversations.ts";
import type { RoomEvent, StoredEvent } from "../../contract/live/room.ts";
import type { Media } from "../../contract/media.ts";
import type { HistoryItem, Message, MessageReaction, SystemEntry } from "../../contract/messages.ts";
import { attachmentsOf, type ShowMedia } from "./attachments.ts";
import type { EntryRow, ReplayedChange } from "./entry-storage.ts";

/** An event on its way out. Who has a block with one of `makers` does not see it. */
export interface Outgoing<Event extends RoomEvent = RoomEvent> {
  event: Event;
  makers: readonly string[];
}

/** Tells whether the reader has a block with somebody. */
export type Hidden = (userId: string) => boolean;

type Particulars<Kind extends SystemEntry["t"]> = Extract<SystemEntry, { t: Kind }>;

const iso = (at: number) => new Date(at).toISOString();
const listOf = (json: string | null) => (json === null ? [] : (JSON.parse(json) as string[]));

/** What stands for an event that a block keeps from a reader; passing ones leave no trace. */
export function veiled(event: RoomEvent): StoredEvent | null {
  return "seq" in event ? { t: "hidden", seq: event.seq } : null;
}

/** The event that an entry is, with its text as it is now. */
export function entryEvent(entry: EntryRow, show: ShowMedia): Outgoing<StoredEvent> {
  if (entry.kind !== "message") {
    // A pin shows a message, so it is hidden with that message; the rest is what all members must know.
    const makers = entry.kind === "pinned" && entry.personId !== null ? [entry.personId] : [];
    return { event: systemEntry(entry), makers };
  }
  const { seq, id, actorId, content, replyTo, createdAt } = entry;
  return {
    event: {
      t: "message",
      seq,
      id: id ?? "",
      senderId: actorId,
      content,
      replyTo,
      media: show(entry.media),
      mentions: listOf(entry.mentions),
      ...(entry.deletedAt !== null && { deleted: true as const }),
      createdAt: iso(createdAt),
    },
    makers: [actorId],
  };
}

/** The event that a change is. An edit brings the text as it is now: what was deleted does not come back. */
export function changeEvent(change: Omit<ReplayedChange, "deletedAt">): Outgoing<StoredEvent> {
  const { seq, messageSeq, actorId, senderId, createdAt } = change;
  if (change.kind === "edited") {
    const { content, mentions } = change;
    const text = { content: content ?? "", mentions: listOf(mentions) };
    return { event: { t: "edited", seq, messageSeq, ...text, editedAt: iso(createdAt) }, makers: [senderId] };
  }
  if (change.kind === "deleted") return { event: { t: "deleted", seq, messageSeq, by: actorId }, makers: [senderId] };
  const reaction = JSON.parse(change.data) as { emoji: string; on: boolean; count: number };
  return { event: { t: "reaction", seq, messageSeq, userId: actorId, ...reaction }, makers: [actorId, senderId] };
}

/** An entry as history shows it to a reader. */
export function historyItem(
  entry: EntryRow,
  reactions: MessageReaction[],
  { hidden, show }: { hidden: Hidden; show: ShowMedia },
): HistoryItem {
  const { event, makers } = entryEvent(entry, show);
  if (makers.some(hidden)) return { t: "hidden", seq: entry.seq };
  return event.t === "message" ? messageItem(entry, reactions, event.media) : (event as SystemEntry);
}

/** A message as it is now. */
export function messageItem(entry: EntryRow, reactions: MessageReaction[], media: Media[]): Message {
  return {
    seq: entry.seq,
    id: entry.id ?? "",
    senderId: entry.actorId,
    content: entry.content,
    replyTo: entry.replyTo,
    media,
    mentions: listOf(entry.mentions),
    reactions,
    pinned: entry.pinnedAt !== null,
    editedAt: entry.editedAt === null ? null : iso(entry.editedAt),
    deleted: entry.deletedAt !== null,
    createdAt: iso(entry.createdAt),
  };
}

const shownCharacters = 140;

/** A message as lists show it. */
export function lastMessageOf(entry: EntryRow): LastMessage {
  const { seq, id, actorId, content, media, deletedAt, createdAt } = entry;
  const beginning = content.length <= shownCharacters ? content : [...content].slice(0, shownCharacters).join("");
  return {
    seq,
    id: id ?? "",
    senderId: actorId,
    content: beginning,
    ...(media !== null && { attachments: attachmentsOf(media) }),
    deleted: deletedAt !== null,
    createdAt: iso(createdAt),
  };
}

function systemEntry(entry: EntryRow): Exclude<SystemEntry, { t: "hidden" }> {
  const { seq, actorId: by, createdAt } = entry;
  const common = { seq, by, createdAt: iso(createdAt) };
  const userId = entry.personId ?? "";
  const read = <Kind extends SystemEntry["t"]>() => JSON.parse(entry.content) as Particulars<Kind>;
  switch (entry.kind) {
    case "left":
      return { t: "left", userId, reason: read<"left">().reason, ...common };
    case "renamed": {
      const { name, topic } = read<"renamed">();
      return { t: "renamed", name, topic, ...common };
    }
    case "role":
      return { t: "role", userId, role: read<"role">().role, ...common };
    case "pinned": {
      const { messageSeq, on } = read<"pinned">();
      return { t: "pinned", messageSeq, on, ...common };
    }
    default:
      return { t: "joined", userId, ...common };
  }
}
