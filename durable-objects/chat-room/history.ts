/** What a room shows of its past: pages, what a resuming socket has missed, pins. */
import {
  type RoomAnswer,
  resumeCap,
  welcomeMembers,
  type MemberCard,
  type StoredEvent,
} from "../../contract/live/room.ts";
import type {
  HistoryItem,
  HistoryPage,
  HistoryQuery,
  Message,
  MessageHits,
  MessageSearchQuery,
} from "../../contract/messages.ts";
import { isArmed } from "../kit/faults.ts";
import { isArchived, type TextOf } from "./archive.ts";
import type { ShowMedia } from "./attachments.ts";
import type { EntryRow, ReplayedChange } from "./entry-storage.ts";
import type { Party } from "./permissions.ts";
import { changeEvent, entryEvent, historyItem, type Outgoing, veiled } from "./present.ts";
import type { WordQuery } from "./search.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";

/** Characters of JSON after which a replay goes on in another frame. */
const replayFrame = 128 * 1024;
/** Characters of JSON that a media takes, most of them in its addresses. */
const mediaSize = 1_500;

/** Who reads. `hides`: people whom blocks keep from them beside those that the room knows of. */
export interface Reader {
  userId: string;
  hides: ReadonlySet<string>;
}

export class History {
  readonly #storage: RoomStorage;
  readonly #show: ShowMedia;

  constructor(storage: RoomStorage, show: ShowMedia) {
    this.#storage = storage;
    this.#show = show;
  }

  /** A stretch of history as a reader sees it. `textOf` answers for what is archived, here and below. */
  page(reader: Reader, { before, after, limit }: HistoryQuery, textOf: TextOf): HistoryPage {
    const { entries, room } = this.#storage;
    const head = room?.seq ?? 0;
    if (after !== undefined) {
      if (after >= head) return nothing;
      const rows = entries.after(after, limit + 1);
      const shown = rows.slice(0, limit);
      const lastSeq = rows.length > limit ? (shown.at(-1)?.seq ?? head) : head;
      return { items: this.items(shown, reader, textOf), firstSeq: after + 1, lastSeq };
    }
    const lastSeq = Math.min(head, (before ?? head + 1) - 1);
    if (lastSeq < 1) return nothing;
    const rows = entries.before(lastSeq + 1, limit + 1);
    const shown = rows.slice(0, limit).toReversed();
    const firstSeq = rows.length > limit ? (shown[0]?.seq ?? 1) : 1;
    return { items: this.items(shown, reader, textOf), firstSeq, lastSeq };
  }

  pins(reader: Reader, textOf: TextOf): HistoryItem[] {
    const pinned = this.#storage.entries.pinned();
    return this.items(
      pinned.filter(({ actorId }) => !this.#isHidden(reader, actorId)),
      reader,
      textOf,
    );
  }

  /** Messages with the words of a query, the newest first. */
  hits(find: (query: WordQuery) => number[], reader: Reader, query: MessageSearchQuery, textOf: TextOf): MessageHits {
    const { entries } = this.#storage;
    const { q, before, limit } = query;
    const shows = (seq: number) => {
      const message = entries.message(seq);
      return message !== null && !this.#isHidden(reader, message.actorId);
    };
    const seqs = find({ q, before, limit: limit + 1, shows });
    const rows = entries.some(seqs.slice(0, limit)).toReversed();
    return { items: this.items(rows, reader, textOf) as Message[], more: seqs.length > limit };
  }

  /** Rows as a reader sees them. */
  items(rows: readonly EntryRow[], reader: Reader, textOf: TextOf): HistoryItem[] {
    const given = this.#storage.reactions.of(
      rows.flatMap(({ kind, seq }) => (kind === "message" ? [seq] : [])),
      reader.userId,
    );
    const hidden = (userId: string) => this.#isHidden(reader, userId);
    return rows.map((row) => {
      const whole = isArchived(row) && !hidden(row.actorId) ? { ...row, content: textOf(row.seq) } : row;
      return historyItem(whole, given.get(row.seq) ?? [], { hidden, show: this.#show });
    });
  }

  #isHidden({ userId, hides }: Reader, makerId: string): boolean {
    return hides.has(makerId) || this.#storage.hides.between(userId, makerId);
  }

  /** What a client gets that says hello: the welcome, then all it has missed, or the word that it is too much. */
  greeting(party: Party, present: readonly string[], since: number | null): RoomAnswer[] {
    const { room } = this.#storage;
    if (room === null) return [];
    const welcome = this.#welcome(room, party, present);
    if (since === null || since === room.seq || isArmed("room.omit-resume")) return [welcome];
    if (since > room.seq || room.seq - since > resumeCap) return [welcome, { t: "reset", seq: room.seq }];
    const missed = this.#after(since);
    // Events without a gap, or none: what is no longer here has to be paged for.
    if (missed.length !== room.seq - since) return [welcome, { t: "reset", seq: room.seq }];
    return [welcome, ...framesOf(missed.map((outgoing) => this.#seen(outgoing, party.userId)))];
  }

  /** Stored events after a seq, as they are now, in order. */
  #after(since: number): Outgoing<StoredEvent>[] {
    const { entries } = this.#storage;
    const events = [
      ...entries
        .after(since, resumeCap + 1)
        .filter((entry) => !isArchived(entry))
        .map((entry) => entryEvent(entry, this.#show)),
      ...entries
        .changesAfter(since)
        .filter((change) => !isTextAway(change))
        .map(changeEvent),
    ];
    return events.sort((a, b) => a.event.seq - b.event.seq);
  }

  #seen({ event, makers }: Outgoing<StoredEvent>, readerId: string): StoredEvent {
    const isHidden = makers.some((maker) => this.#storage.hides.between(readerId, maker));
    return (isHidden ? veiled(event) : null) ?? event;
  }

  #welcome(room: RoomRow, party: Party, present: readonly string[]): RoomAnswer {
    const { members, hides, isLarge } = this.#storage;
    const { userId } = party;
    const seen = (id: string) => !hides.between(userId, id);
    const cards = members
      .first(welcomeMembers)
      .filter((member) => seen(member.userId))
      .map(({ card, role }): MemberCard => ({ ...card, roomRole: role }));
    const reads = isLarge ? [] : members.cursors().filter((cursor) => cursor.userId !== userId && seen(cursor.userId));
    return {
      t: "welcome",
      seq: room.seq,
      role: party.role,
      memberCount: room.memberCount,
      members: cards,
      present: isLarge ? [] : present.filter(seen),
      readUpTo: members.get(userId)?.readUpTo ?? room.seq,
      reads: Object.fromEntries(reads.map((cursor) => [cursor.userId, cursor.readUpTo])),
      mutedUntil: party.mutedUntil === null ? null : new Date(party.mutedUntil).toISOString(),
      slowModeSeconds: room.slowModeSeconds,
    };
  }
}

/** Whether the text that an edit brings has gone to the archive. */
function isTextAway({ kind, content, deletedAt }: ReplayedChange): boolean {
  return kind === "edited" && content === "" && deletedAt === null;
}

const nothing: HistoryPage = { items: [], firstSeq: null, lastSeq: null };

function framesOf(events: readonly StoredEvent[]): RoomAnswer[] {
  const frames: StoredEvent[][] = [];
  let room = 0;
  for (const event of events) {
    const media = "media" in event ? event.media.length * mediaSize : 0;
    const size = ("content" in event ? event.content.length : 0) + media + 200;
    if (size > room) {
      frames.push([]);
      room = replayFrame;
    }
    frames.at(-1)?.push(event);
    room -= size;
  }
  return frames.map((frame) => ({ t: "events", events: frame }));
}
