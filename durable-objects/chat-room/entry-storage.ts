/** The SQL of stored events: what history shows (`entries`) and what changed it (`changes`). */

/** A message, or something that happened. Of a deleted message the text is gone. */
export interface EntryRow {
  seq: number;
  kind: "message" | "joined" | "left" | "renamed" | "role" | "pinned";
  id: string | null;
  actorId: string;
  personId: string | null;
  content: string;
  replyTo: number | null;
  /** JSON array of user ids; null for none. */
  mentions: string | null;
  /** JSON of the facts of its media; null for none. */
  media: string | null;
  /** 1 when an empty text is all that the message ever had. */
  wordless: 0 | 1;
  ordinal: number;
  createdAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  pinnedAt: number | null;
}

export interface ChangeRow {
  seq: number;
  kind: "edited" | "deleted" | "reaction";
  messageSeq: number;
  actorId: string;
  senderId: string;
  data: string;
  createdAt: number;
}

export type NewEntry = Omit<EntryRow, "editedAt" | "deletedAt" | "pinnedAt"> & { brought?: boolean };

/** What of a change is replayed: it, and the text of its message as it is now. */
export interface ReplayedChange extends ChangeRow {
  content: string | null;
  mentions: string | null;
  deletedAt: number | null;
}

const entryColumns = `seq, kind, id, actor_id AS actorId, person_id AS personId, content, reply_to AS replyTo, mentions, media, wordless,
  ordinal, created_at AS createdAt, edited_at AS editedAt, deleted_at AS deletedAt, pinned_at AS pinnedAt`;

export class EntryStorage {
  readonly #sql: SqlStorage;
  /** No message has a higher seq; undefined until that was looked up. */
  #newestMessageSeq: number | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  insert(entry: NewEntry): void {
    this.#sql.exec(
      `INSERT INTO entries (seq, kind, id, actor_id, person_id, content, reply_to, mentions, media, wordless, ordinal, brought, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.seq,
      entry.kind,
      entry.id,
      entry.actorId,
      entry.personId,
      entry.content,
      entry.replyTo,
      entry.mentions,
      entry.media,
      entry.wordless,
      entry.ordinal,
      entry.brought === true ? 1 : 0,
      entry.createdAt,
    );
    if (entry.kind === "message") this.#newestMessageSeq = entry.seq;
    if (entry.mentions !== null) this.#putMentions(entry.seq, entry.mentions);
  }

  insertChange(change: ChangeRow): void {
    this.#sql.exec(
      "INSERT INTO changes (seq, kind, message_seq, actor_id, sender_id, data, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      change.seq,
      change.kind,
      change.messageSeq,
      change.actorId,
      change.senderId,
      change.data,
      change.createdAt,
    );
  }

  /** Where the entry with an id is, and whose it is. */
  find(id: string): { seq: number; actorId: string } | null {
    const [row] = this.#sql
      .exec<{ seq: number; actorId: string }>("SELECT seq, actor_id AS actorId FROM entries WHERE id = ?", id)
      .toArray();
    return row ?? null;
  }

  /** A message that is not deleted. */
  message(seq: number): EntryRow | null {
    const row = this.get(seq);
    return row?.kind === "message" && row.deletedAt === null ? row : null;
  }

  get(seq: number): EntryRow | null {
    return this.#read(`SELECT ${entryColumns} FROM entries WHERE seq = ?`, seq)[0] ?? null;
  }

  /** Entries below a seq, the newest first. */
  before(seq: number, limit: number): EntryRow[] {
    return this.#read(`SELECT ${entryColumns} FROM entries WHERE seq < ? ORDER BY seq DESC LIMIT ?`, seq, limit);
  }

  /** Entries above a seq, the oldest first. */
  after(seq: number, limit: number): EntryRow[] {
    return this.#read(`SELECT ${entryColumns} FROM entries WHERE seq > ? ORDER BY seq LIMIT ?`, seq, limit);
  }

  /** Messages with these seqs, ascending. */
  some(seqs: readonly number[]): EntryRow[] {
    return this.#read(
      `SELECT ${entryColumns} FROM entries WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq`,
      JSON.stringify(seqs),
    );
  }

  /** Changes above a seq in order, with the messages as they are now. */
  changesAfter(seq: number): ReplayedChange[] {
    return this.#sql
      .exec(
        `SELECT changes.seq, changes.kind, message_seq AS messageSeq, changes.actor_id AS actorId, sender_id AS senderId, data,
           changes.created_at AS createdAt, content, mentions, deleted_at AS deletedAt
         FROM changes LEFT JOIN entries ON entries.seq = message_seq WHERE changes.seq > ? ORDER BY changes.seq`,
        seq,
      )
      .toArray() as unknown as ReplayedChange[];
  }

  /** Gives a message another text, which is not empty. */
  edit(seq: number, content: string, mentions: string | null, at: number): void {
    this.#sql.exec(
      "UPDATE entries SET content = ?, mentions = ?, wordless = 0, edited_at = ? WHERE seq = ?",
      content,
      mentions,
      at,
      seq,
    );
    this.#sql.exec("DELETE FROM mentions WHERE message_seq = ?", seq);
    if (mentions !== null) this.#putMentions(seq, mentions);
  }

  /** Takes the text, the media, the reactions and the mentions of a message away. Its place stays. */
  erase(seq: number, at: number): void {
    this.#sql.exec(
      "UPDATE entries SET content = '', mentions = NULL, media = NULL, deleted_at = ?, pinned_at = NULL WHERE seq = ?",
      at,
      seq,
    );
    this.#sql.exec("DELETE FROM mentions WHERE message_seq = ?", seq);
    this.#sql.exec("DELETE FROM reactions WHERE message_seq = ?", seq);
  }

  pin(seq: number, at: number | null): void {
    this.#sql.exec("UPDATE entries SET pinned_at = ? WHERE seq = ?", at, seq);
  }

  pinned(): EntryRow[] {
    return this.#read(`SELECT ${entryColumns} FROM entries WHERE pinned_at IS NOT NULL ORDER BY seq`);
  }

  /** The newest message that was not written by any of these people. Whatever else has happened since is not read again. */
  newestMessage(notBy: readonly string[]): EntryRow | null {
    const [row] = this.#read(
      `SELECT ${entryColumns} FROM entries
       WHERE seq <= ? AND kind = 'message' AND actor_id NOT IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT 1`,
      this.#newestMessageSeq ?? Number.MAX_SAFE_INTEGER,
      JSON.stringify(notBy),
    );
    if (notBy.length === 0) this.#newestMessageSeq = row?.seq ?? 0;
    return row ?? null;
  }

  /** When somebody wrote last, 0 if never. */
  lastSentAt(userId: string): number {
    const [row] = this.#sql
      .exec<{ at: number }>(
        "SELECT created_at AS at FROM entries WHERE kind = 'message' AND actor_id = ? ORDER BY seq DESC LIMIT 1",
        userId,
      )
      .toArray();
    return row?.at ?? 0;
  }

  /** Messages of somebody that are not deleted. */
  messagesBy(userId: string): number[] {
    return this.#sql
      .exec<{ seq: number }>(
        "SELECT seq FROM entries WHERE kind = 'message' AND actor_id = ? AND deleted_at IS NULL",
        userId,
      )
      .toArray()
      .map(({ seq }) => seq);
  }

  /** Messages in the room up to and with a seq; null when nothing so old is here. */
  ordinalAt(seq: number): number | null {
    const [row] = this.#sql
      .exec<{ ordinal: number }>("SELECT ordinal FROM entries WHERE seq <= ? ORDER BY seq DESC LIMIT 1", seq)
      .toArray();
    return row?.ordinal ?? null;
  }

  deletedAfter(seq: number): number {
    return this.#count("SELECT count(*) AS n FROM entries WHERE deleted_at IS NOT NULL AND seq > ?", seq);
  }

  /** Messages of these people after a seq that are not deleted. */
  sentAfter(userIds: readonly string[], seq: number): number {
    return this.#count(
      `SELECT count(*) AS n FROM json_each(?) JOIN entries ON actor_id = value
       WHERE kind = 'message' AND seq > ? AND deleted_at IS NULL`,
      JSON.stringify(userIds),
      seq,
    );
  }

  /** Messages after a seq that name somebody and were written by none of these people. */
  mentionsAfter(userId: string, seq: number, notBy: readonly string[]): number {
    return this.#count(
      `SELECT count(*) AS n FROM mentions JOIN entries ON seq = message_seq
       WHERE user_id = ? AND message_seq > ? AND actor_id NOT IN (SELECT value FROM json_each(?))`,
      userId,
      seq,
      JSON.stringify(notBy),
    );
  }

  /** Messages after a seq that somebody is to be notified of: not deleted, not brought in. */
  freshAfter(seq: number): EntryRow[] {
    return this.#read(
      `SELECT ${entryColumns} FROM entries
       WHERE seq > ? AND kind = 'message' AND deleted_at IS NULL AND brought = 0 ORDER BY seq DESC LIMIT 200`,
      seq,
    );
  }

  #putMentions(seq: number, mentions: string): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO mentions (user_id, message_seq) SELECT value, ? FROM json_each(?)",
      seq,
      mentions,
    );
  }

  #read(query: string, ...values: (string | number)[]): EntryRow[] {
    return this.#sql.exec(query, ...values).toArray() as unknown as EntryRow[];
  }

  #count(query: string, ...values: (string | number)[]): number {
    return this.#sql.exec<{ n: number }>(query, ...values).one().n;
  }
}
