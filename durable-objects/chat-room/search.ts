/**
 * Search in a room: an FTS5 index of the words of every message (https://www.sqlite.org/fts5.html), without their text. Messages
 * enter it in batches, before they are first searched or by a timer, so that sending one costs nothing for it.
 */
import type { Migration } from "../kit/migrations.ts";
import { transact } from "../kit/transact.ts";
import { indexedWords, isUnspaced, wordsOf } from "./words.ts";

/**
 * The row id is the message's seq. Words come ready from `indexedWords`; the `ascii` tokenizer takes all of Unicode as letters, so
 * it splits at our spaces only. Positions are not kept (`detail`), because no phrase is ever asked for.
 */
export const searchTable: Migration = `
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', detail = 'none'
  )`;

/** Everything up to `through` is in the index. */
export const searchProgress: Migration = `
  CREATE TABLE message_index (one INTEGER PRIMARY KEY CHECK (one = 1), through INTEGER NOT NULL);
  INSERT INTO message_index (one, through) VALUES (1, 0)`;

/** Entries that go into the index at once, and how many may wait for it. */
const batch = 200;

/** Hits before a seq (from the newest without it). `shows` leaves out what the reader may not see. */
export interface WordQuery {
  q: string;
  before?: number | undefined;
  limit: number;
  shows: (seq: number) => boolean;
}

export class MessageSearch {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  #through: number | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  /** Whether enough has come since that it should go into the index. */
  isBehind(newestSeq: number): boolean {
    return newestSeq - this.#indexed >= batch;
  }

  /** Takes the next messages into the index; true while there are more. */
  catchUp(newestSeq: number): boolean {
    if (newestSeq <= this.#indexed) return false;
    const entries = this.#sql
      .exec<{ seq: number; content: string; isMessage: number }>(
        `SELECT seq, content, kind = 'message' AND content <> '' AS isMessage FROM entries
         WHERE seq > ? ORDER BY seq LIMIT ?`,
        this.#indexed,
        batch,
      )
      .toArray();
    const through = entries.length < batch ? newestSeq : (entries.at(-1)?.seq ?? newestSeq);
    transact(this.#storage, () => {
      for (const { seq, content, isMessage } of entries) if (isMessage === 1) this.#put(seq, content);
      this.#sql.exec("UPDATE message_index SET through = ?", through);
    });
    this.#through = through;
    return through < newestSeq;
  }

  /** A message has other words now. */
  replace(seq: number, content: string): void {
    if (seq <= this.#indexed) this.#put(seq, content);
  }

  /** Seqs of messages that have all words of the query, the last of which may be a beginning; newest first. */
  find({ q, before, limit, shows }: WordQuery): number[] {
    const match = expressionOf(wordsOf(q));
    if (match === null) return [];
    const hits: number[] = [];
    const rows = this.#sql.exec<{ seq: number }>(
      "SELECT rowid AS seq FROM message_words WHERE message_words MATCH ? AND rowid < ? ORDER BY rowid DESC",
      match,
      before ?? Number.MAX_SAFE_INTEGER,
    );
    for (const { seq } of rows) {
      if (shows(seq)) hits.push(seq);
      if (hits.length >= limit) break;
    }
    return hits;
  }

  remove(seqs: readonly number[]): void {
    this.#sql.exec("DELETE FROM message_words WHERE rowid IN (SELECT value FROM json_each(?))", JSON.stringify(seqs));
  }

  clear(): void {
    this.#sql.exec("INSERT INTO message_words (message_words) VALUES ('delete-all')");
  }

  /** Rewrites the index without what was removed: until then, words of removed messages remain in it, though nobody finds them. */
  purge(): void {
    this.#sql.exec("INSERT INTO message_words (message_words) VALUES ('optimize')");
  }

  get #indexed(): number {
    this.#through ??= this.#sql.exec<{ through: number }>("SELECT through FROM message_index").one().through;
    return this.#through;
  }

  #put(seq: number, content: string): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO message_words (rowid, words) VALUES (?, ?)",
      seq,
      indexedWords(content).join(" "),
    );
  }
}

/** Words hold nothing but letters, marks and digits, and in quotes no word is an operator. null: no word, no hit. */
function expressionOf(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const last = words.length - 1;
  return words.map((word, index) => `"${word}"${index === last || isUnspaced(word) ? "*" : ""}`).join(" AND ");
}
