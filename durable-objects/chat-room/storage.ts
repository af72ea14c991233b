/** The room's own row: settings, and the newest numbers given out. Held in memory; every change is written in the turn that makes it. */
import type { ConversationType } from "../../contract/conversations.ts";
import { largeRoomMembers } from "../../contract/conversations.ts";
import { transact } from "../kit/transact.ts";
import { EntryStorage } from "./entry-storage.ts";
import { HideStorage } from "./hide-storage.ts";
import { MemberStorage } from "./member-storage.ts";
import { ReactionStorage } from "./reaction-storage.ts";
import { ReferenceStorage } from "./reference-storage.ts";
import type { RoomOpening } from "./types.ts";

export interface RoomRow {
  id: string;
  type: ConversationType;
  subject: string | null;
  name: string | null;
  topic: string | null;
  createdBy: string | null;
  createdAt: number;
  closedAt: number | null;
  slowModeSeconds: number;
  retentionDays: number | null;
  /** Newest seq given out. */
  seq: number;
  /** Messages ever written, and those of them that are deleted. */
  messages: number;
  deleted: number;
  memberCount: number;
  lastAt: number;
  revision: number;
  listRevision: number;
  hubsRevision: number;
  hubsTold: number;
  rowRevision: number;
  rowTold: number;
  notifiedSeq: number;
}

const columns = `id, type, subject, name, topic, created_by AS createdBy, created_at AS createdAt, closed_at AS closedAt,
  slow_mode_seconds AS slowModeSeconds, retention_days AS retentionDays, seq, messages, deleted, member_count AS memberCount,
  last_at AS lastAt, revision, list_revision AS listRevision, hubs_revision AS hubsRevision, hubs_told AS hubsTold,
  row_revision AS rowRevision, row_told AS rowTold, notified_seq AS notifiedSeq`;

export class RoomStorage {
  readonly entries: EntryStorage;
  readonly reactions: ReactionStorage;
  readonly members: MemberStorage;
  readonly hides: HideStorage;
  readonly references: ReferenceStorage;
  readonly #storage: DurableObjectStorage;
  #row: RoomRow | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.entries = new EntryStorage(storage.sql);
    this.reactions = new ReactionStorage(storage.sql);
    this.members = new MemberStorage(storage.sql);
    this.hides = new HideStorage(storage.sql);
    this.references = new ReferenceStorage(storage.sql);
  }

  /** Reads what is held in memory; once the schema is up to date, and after a change that did not come about. */
  load(): void {
    const [row] = this.#storage.sql.exec(`SELECT ${columns} FROM room`).toArray();
    this.#row = (row as unknown as RoomRow | undefined) ?? null;
    this.members.forgetCached();
    this.hides.load();
  }

  /** The room as it is now; null before it was opened and after it was closed. */
  get room(): RoomRow | null {
    return this.#row === null || this.#row.closedAt !== null ? null : this.#row;
  }

  /** The row even of a closed room, for what must still be told. */
  get row(): RoomRow | null {
    return this.#row;
  }

  /** Whether the room tells its members' hubs of few changes only. */
  get isLarge(): boolean {
    return (this.#row?.memberCount ?? 0) > largeRoomMembers;
  }

  create(opening: RoomOpening): void {
    this.#storage.sql.exec(
      `INSERT INTO room (one, id, type, subject, name, topic, created_by, created_at, last_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
      opening.id,
      opening.type,
      opening.subject,
      opening.name,
      opening.topic,
      opening.createdBy,
      opening.createdAt,
      opening.createdAt,
    );
    this.load();
  }

  /** Makes a change, all or nothing: when `work` throws, storage and memory are as before. */
  change<Result>(work: (room: RoomRow) => Result extends PromiseLike<unknown> ? never : Result): Result {
    const room = this.#row;
    if (room === null) throw new Error("a room that was not opened cannot change");
    try {
      return transact(this.#storage, () => {
        const result = work(room);
        this.#save(room);
        return result;
      });
    } catch (error) {
      this.load();
      throw error;
    }
  }

  /** Deletes all that was said and done in the room; members stay until they have been told. */
  empty(): void {
    for (const table of ["entries", "changes", "reactions", "mentions", "bans", "hides", "separations", "invites"])
      this.#storage.sql.exec(`DELETE FROM ${table}`);
    this.hides.load();
  }

  #save(room: RoomRow): void {
    this.#storage.sql.exec(
      `UPDATE room SET name = ?, topic = ?, closed_at = ?, slow_mode_seconds = ?, retention_days = ?, seq = ?, messages = ?, deleted = ?,
         member_count = ?, last_at = ?, revision = ?, list_revision = ?, hubs_revision = ?, hubs_told = ?, row_revision = ?, row_told = ?,
         notified_seq = ?`,
      room.name,
      room.topic,
      room.closedAt,
      room.slowModeSeconds,
      room.retentionDays,
      room.seq,
      room.messages,
      room.deleted,
      room.memberCount,
      room.lastAt,
      room.revision,
      room.listRevision,
      room.hubsRevision,
      room.hubsTold,
      room.rowRevision,
      room.rowTold,
      room.notifiedSeq,
    );
  }
}
