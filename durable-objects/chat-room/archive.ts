/**
 * The archive of a room. Texts of messages behind the newest events live in R2, in segments of consecutive seqs; their rows
 * stay in `entries` with an empty text: who, when and which id are needed to count what is unread, to know repeats and to resolve
 * replies, and they are small. A text in the row wins over the segment, so an archived message is edited and deleted like any other,
 * and keeps its new text in the row; its segment is then written again, without the old words. What only changed an entry is dropped with its segment: the entry shows it.
 */
import { logError } from "../kit/log.ts";
import type { Migration } from "../kit/migrations.ts";
import { transact } from "../kit/transact.ts";
import type { EntryRow } from "./entry-storage.ts";
import type { Segments, Texts } from "./segments.ts";

/** `texts`: how many the object has. `version` rises whenever it is written; `stale`: it has words that it should not have. */
export const archiveTable: Migration = `
  CREATE TABLE archive (
    first_seq INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    version INTEGER NOT NULL,
    stale INTEGER NOT NULL
  )`;

/** How many of the newest events keep their texts in SQLite, and how many make a segment. */
export interface ArchiveSize {
  keep: number;
  segment: number;
}
export const archiveSize: Readonly<ArchiveSize> = { keep: 10_000, segment: 1_000 };

/** Characters of text in a segment, whose JSON a statement must take (2 MB); a segment of long messages spans fewer events. */
const longestSegment = 262_144;
/** Segments that stay in memory after they were read. */
const keptInMemory = 3;

interface Span {
  firstSeq: number;
  lastSeq: number;
}
type Segment = Span & { version: number };
/** As a type alias, a row of `exec` has the index signature that it asks for. */
type SegmentRow = { firstSeq: number; lastSeq: number; version: number };

/** Whether the text of a row is in the archive: only deleted messages, and those of nothing but media, have none at all. */
export function isArchived({
  kind,
  content,
  wordless,
  deletedAt,
}: Pick<EntryRow, "kind" | "content" | "wordless" | "deletedAt">): boolean {
  return kind === "message" && content === "" && wordless === 0 && deletedAt === null;
}

/** Answers the text of an archived message by its seq. */
export type TextOf = (seq: number) => string;

export class Archive {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #segments: Segments;
  readonly #size: ArchiveSize;
  readonly #read = new Map<number, { version: number; texts: Promise<Texts> }>();
  #through: number | undefined;

  constructor(storage: DurableObjectStorage, segments: Segments, size: ArchiveSize = archiveSize) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#segments = segments;
    this.#size = size;
  }

  /** The newest archived seq; 0 while nothing is. */
  get through(): number {
    this.#through ??= this.#sql
      .exec<{ seq: number }>("SELECT coalesce(max(last_seq), 0) AS seq FROM archive")
      .one().seq;
    return this.#through;
  }

  /** Whether there is a segment's worth of events to move, given the newest seq. */
  isDue(newestSeq: number): boolean {
    return newestSeq - this.through >= this.#size.keep + this.#size.segment;
  }

  /** Call it in the turn that edits or deletes messages. Answers whether segments have to be written again, by `tidy`. */
  touch(seqs: readonly number[]): boolean {
    if (!seqs.some((seq) => seq <= this.through)) return false;
    const touched = this.#sql.exec(
      `UPDATE archive SET stale = 1 WHERE texts > 0
       AND EXISTS (SELECT 1 FROM json_each(?) WHERE value BETWEEN first_seq AND last_seq) RETURNING first_seq`,
      JSON.stringify(seqs),
    );
    return touched.toArray().length > 0;
  }

  /**
   * Runs `work`, which reads rows and asks for the text of those that have none, until it has all that it asked for. It may run
   * several times, each time in one turn, so that it sees rows and texts of one moment; only its last result counts.
   */
  async resolve<Result>(work: (textOf: TextOf) => Result): Promise<Result> {
    let texts: Texts = new Map();
    for (;;) {
      const missing: number[] = [];
      const result = work((seq) => {
        const text = texts.get(seq);
        if (text === undefined) missing.push(seq);
        return text ?? "";
      });
      if (missing.length === 0) return result;
      texts = await this.#texts([...texts.keys(), ...missing]);
    }
  }

  /** Writes one segment: a stale one, or the next that is due. Answers whether there is more to do. */
  async tidy(newestSeq: number): Promise<boolean> {
    const stale = this.#sql
      .exec<SegmentRow>(
        "SELECT first_seq AS firstSeq, last_seq AS lastSeq, version FROM archive WHERE stale = 1 ORDER BY first_seq LIMIT 1",
      )
      .toArray()[0];
    if (stale) await this.#write(stale, await this.#load(stale));
    else if (this.isDue(newestSeq)) await this.#write(this.#nextSpan(), null);
    return this.#isStale() || this.isDue(newestSeq);
  }

  /** Forgets all segments: the room has ended, and `erase` will delete them. */
  forget(): void {
    this.#sql.exec("DELETE FROM archive");
    this.#read.clear();
    this.#through = undefined;
  }

  /** Deletes everything of the room in R2. */
  async erase(): Promise<void> {
    await this.#segments.erase();
  }

  /** The events after the last segment, as many as make one and as their texts allow. */
  #nextSpan(): Span {
    const firstSeq = this.through + 1;
    const lastSeq = this.through + this.#size.segment;
    const lengths = this.#sql.exec<{ seq: number; length: number }>(
      "SELECT seq, length(content) AS length FROM entries WHERE kind = 'message' AND seq BETWEEN ? AND ? ORDER BY seq",
      firstSeq,
      lastSeq,
    );
    let total = 0;
    for (const { seq, length } of lengths) {
      total += length;
      if (total > longestSegment && seq > firstSeq) return { firstSeq, lastSeq: seq - 1 };
    }
    return { firstSeq, lastSeq };
  }

  /**
   * Writes the texts of a span: those of its rows, or of what was archived before those that are still wanted. Only then do the rows
   * let go of their texts, in one transaction with the index. If rows changed while R2 was written, the segment is stale again.
   */
  async #write(span: Span, archived: Texts | null): Promise<void> {
    const texts = new Map<number, string>();
    const newest = this.#newestMessage();
    for (const { seq, content } of this.#live(span)) {
      if (archived !== null && content === "") texts.set(seq, archived.get(seq) ?? lost(seq));
      if (archived === null && seq !== newest) texts.set(seq, content);
    }
    await this.#segments.write(span.firstSeq, texts);
    transact(this.#storage, () => {
      const written = JSON.stringify([...texts]);
      this.#sql.exec(
        `UPDATE entries SET content = '' FROM json_each(?) AS written
         WHERE seq = written.value ->> 0 AND kind = 'message' AND content = written.value ->> 1`,
        written,
      );
      const { outdated } = this.#sql
        .exec<{ outdated: number }>(
          `SELECT count(*) AS outdated FROM json_each(?) AS written LEFT JOIN entries ON seq = written.value ->> 0
           WHERE seq IS NULL OR deleted_at IS NOT NULL OR content <> ''`,
          written,
        )
        .one();
      this.#sql.exec(
        `INSERT INTO archive (first_seq, last_seq, texts, version, stale) VALUES (?, ?, ?, 1, ?)
         ON CONFLICT (first_seq) DO UPDATE SET texts = excluded.texts, version = version + 1, stale = excluded.stale`,
        span.firstSeq,
        span.lastSeq,
        texts.size,
        outdated > 0 ? 1 : 0,
      );
      this.#sql.exec("DELETE FROM changes WHERE seq BETWEEN ? AND ?", span.firstSeq, span.lastSeq);
    });
    this.#through = undefined;
  }

  #live({ firstSeq, lastSeq }: Span): { seq: number; content: string }[] {
    return this.#sql
      .exec<{ seq: number; content: string }>(
        `SELECT seq, content FROM entries
         WHERE kind = 'message' AND wordless = 0 AND deleted_at IS NULL AND seq BETWEEN ? AND ? ORDER BY seq`,
        firstSeq,
        lastSeq,
      )
      .toArray();
  }

  /** Lists show the beginning of it, so it stays at hand, however much happened since. */
  #newestMessage(): number | undefined {
    return this.#sql
      .exec<{ seq: number }>("SELECT seq FROM entries WHERE kind = 'message' ORDER BY seq DESC LIMIT 1")
      .toArray()[0]?.seq;
  }

  #isStale(): boolean {
    return this.#sql.exec("SELECT 1 FROM archive WHERE stale = 1 LIMIT 1").toArray().length > 0;
  }

  /** Texts of these messages as R2 and the index agree on them; empty for one that is in no segment. */
  async #texts(seqs: readonly number[]): Promise<Texts> {
    for (;;) {
      const segments = this.#covering(seqs);
      const loaded = await Promise.all(segments.map((segment) => this.#load(segment)));
      if (JSON.stringify(segments) !== JSON.stringify(this.#covering(seqs))) continue;
      return new Map(seqs.map((seq) => [seq, loaded.find((texts) => texts.has(seq))?.get(seq) ?? lost(seq)]));
    }
  }

  #covering(seqs: readonly number[]): Segment[] {
    return this.#sql
      .exec<SegmentRow>(
        `SELECT first_seq AS firstSeq, last_seq AS lastSeq, version FROM archive WHERE first_seq IN (
           SELECT (SELECT max(first_seq) FROM archive WHERE first_seq <= value) FROM json_each(?))`,
        JSON.stringify(seqs),
      )
      .toArray();
  }

  /** What a segment holds, from memory when it was read lately. */
  async #load({ firstSeq, version }: Segment): Promise<Texts> {
    const known = this.#read.get(firstSeq);
    this.#read.delete(firstSeq);
    const entry = known?.version === version ? known : { version, texts: this.#segments.read(firstSeq) };
    this.#read.set(firstSeq, entry);
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= keptInMemory) break;
      this.#read.delete(oldest);
    }
    try {
      return await entry.texts;
    } catch (error) {
      if (this.#read.get(firstSeq) === entry) this.#read.delete(firstSeq);
      throw error;
    }
  }
}

/** An archived text that is not in its segment, which only damage to the bucket explains, reads as empty. */
function lost(seq: number): string {
  logError("archive.lost", new Error("An archived text is not in its segment"), { seq });
  return "";
}
