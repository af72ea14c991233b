/** One change of a room: it numbers events, and notes who has to hear of what. Everything in it is stored together or not at all. */
import { largeRoomMembers } from "../../contract/conversations.ts";
import type { ShowMedia } from "./attachments.ts";
import type { ChangeRow, EntryRow } from "./entry-storage.ts";
import type { Member, PresentMember } from "./member-storage.ts";
import { changeEvent, entryEvent, type Outgoing } from "./present.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";

/** What a member may be given anew. */
export type MemberPatch = Partial<Pick<Member, "card" | "role" | "state" | "muted" | "archived" | "mutedUntil">>;

type EntryFields = Pick<EntryRow, "kind" | "actorId" | "content"> &
  Partial<Pick<EntryRow, "id" | "personId" | "replyTo" | "mentions" | "media" | "createdAt">> & { brought?: boolean };

/** Makes a change: runs `work` in a transaction and publishes what came of it. */
export type Record = <Result>(work: (turn: Turn) => Synchronous<Result>) => Result;
type Synchronous<Result> = Result extends PromiseLike<unknown> ? never : Result;

export class Turn {
  readonly now = Date.now();
  /** Stored events of this change. */
  readonly outgoing: Outgoing[] = [];
  /** People who are out of the room now: their sockets close. */
  readonly departed: string[] = [];
  /** People who may see something else now than what is on their screens: they page anew. */
  readonly parted = new Set<string>();
  /** Whether messages are removed that showed media. */
  releasesMedia = false;
  readonly room: RoomRow;
  readonly #storage: RoomStorage;
  readonly #show: ShowMedia;

  constructor(storage: RoomStorage, room: RoomRow, show: ShowMedia) {
    this.#storage = storage;
    this.room = room;
    this.#show = show;
  }

  /** Stores an entry under the next seq. */
  enter(fields: EntryFields): EntryRow {
    const { room } = this;
    if (fields.kind === "message") room.messages += 1;
    const { brought = false, ...given } = fields;
    const entry: EntryRow = {
      id: null,
      personId: null,
      replyTo: null,
      mentions: null,
      media: null,
      createdAt: this.now,
      ...given,
      wordless: fields.content === "" ? 1 : 0,
      seq: ++room.seq,
      ordinal: room.messages,
      editedAt: null,
      deletedAt: null,
      pinnedAt: null,
    };
    this.#storage.entries.insert({ ...entry, brought });
    // What was claimed for it may stay.
    if (entry.media !== null && entry.id !== null) this.#storage.references.keep(entry.id);
    this.outgoing.push(entryEvent(entry, this.#show));
    return entry;
  }

  /** Stores a change of a message under the next seq; `message` is as it is after it. */
  alter(
    message: Pick<EntryRow, "seq" | "actorId" | "content" | "mentions">,
    change: Pick<ChangeRow, "kind" | "actorId"> & { data?: object },
  ): number {
    const { seq: messageSeq, actorId: senderId, content, mentions } = message;
    const { kind, actorId, data = {} } = change;
    const row: ChangeRow = {
      seq: ++this.room.seq,
      kind,
      messageSeq,
      actorId,
      senderId,
      data: JSON.stringify(data),
      createdAt: this.now,
    };
    this.#storage.entries.insertChange(row);
    this.outgoing.push(changeEvent({ ...row, content, mentions }));
    return row.seq;
  }

  /** Messages that showed media are removed: D1 hears of it after the turn. */
  releaseMedia(messageIds: readonly string[]): void {
    if (messageIds.length === 0) return;
    this.#storage.references.release(messageIds, this.now);
    this.releasesMedia = true;
  }

  /** The room ends, and its picture goes with all other media. */
  releaseAllMedia(): void {
    this.#storage.references.releaseAll(this.now);
    this.releasesMedia = true;
  }

  /** Everybody's entry has changed; in a large room the hubs are not told, and lists ask the room. */
  touchAll({ tellLarge = false }: { tellLarge?: boolean } = {}): void {
    this.room.listRevision = ++this.room.revision;
    if (tellLarge || !this.#storage.isLarge) this.room.hubsRevision = this.room.listRevision;
  }

  /** What D1 shows of the room has changed. */
  touchRow(): void {
    this.room.rowRevision = ++this.room.revision;
  }

  /** Changes a member's entry; `row` when D1 shows what has changed. */
  saveMember(member: Member, patch: MemberPatch, { row }: { row: boolean }): Member {
    const revision = ++this.room.revision;
    return this.#storage.members.save({ ...member, ...patch, revision, ...(row && { rowRevision: revision }) });
  }

  /** Moves a member's cursor, or only notes that something else in their entry is new. */
  moveCursor(member: PresentMember, to?: { readUpTo: number; readOrdinal: number }): void {
    this.#storage.members.saveCursor({ ...member, ...to, revision: ++this.room.revision });
  }

  /** Makes somebody a member from now on: what was written before counts as read. */
  admit(person: Pick<Member, "card" | "role"> & { state: Member["state"]; joinedAt?: number }): Member {
    const revision = ++this.room.revision;
    const { seq, messages } = this.room;
    const isNew = this.#storage.members.get(person.card.id) === null;
    const member = this.#storage.members.save({
      userId: person.card.id,
      muted: false,
      archived: false,
      mutedUntil: null,
      joinedAt: this.now,
      readUpTo: seq,
      readOrdinal: messages,
      revision,
      rowRevision: revision,
      ...person,
    });
    this.#countMembers(isNew ? 1 : 0);
    return member;
  }

  /** Blocks between somebody and others began or ended: what is unread and newest changes for all of them. */
  part(userId: string, others: readonly string[]): void {
    for (const id of others.length > 0 ? [userId, ...others] : []) {
      this.parted.add(id);
      const member = this.#storage.members.get(id);
      if (member !== null) this.moveCursor(member);
    }
  }

  /** Takes somebody out. */
  dismiss(member: Member): void {
    this.saveMember(member, { state: "gone" }, { row: true });
    this.departed.push(member.userId);
    this.#countMembers(-1);
  }

  #countMembers(change: -1 | 0 | 1): void {
    const wasLarge = this.#storage.isLarge;
    this.room.memberCount += change;
    this.touchRow();
    if (wasLarge !== this.room.memberCount > largeRoomMembers) this.touchAll({ tellLarge: true });
  }
}
