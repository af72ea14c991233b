/** Search in a room: an FTS5 index of the words of every message (https://www.sqlite.org/fts5.html), without their text. */
import type { Migration } from "../kit/migrations.ts";
import { indexedWords, isUnspaced, wordsOf } from "./words.ts";

/**
 * The row id is the message's seq. Words come ready from `indexedWords`; the `ascii` tokenizer takes all of Unicode as letters, so
 * it splits at our spaces only. Positions are not kept (`detail`), because no phrase is ever asked for.
 */
export const searchTable: Migration = `
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', detail = 'none'
  )`;

/** Hits before a seq (from the newest without it). `shows` leaves out what the reader may not see. */
export interface WordQuery {
  q: string;
  before?: number | undefined;
  limit: number;
  shows: (seq: number) => boolean;
}

export class MessageSearch {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
  }

  /** Makes a message findable, by its new words only if it was before. */
  put(seq: number, content: string): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO message_words (rowid, words) VALUES (?, ?)",
      seq,
      indexedWords(content).join(" "),
    );
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
}

/** Words hold nothing but letters, marks and digits, and in quotes no word is an operator. null: no word, no hit. */
function expressionOf(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const last = words.length - 1;
  return words.map((word, index) => `"${word}"${index === last || isUnspaced(word) ? "*" : ""}`).join(" AND ");
}
