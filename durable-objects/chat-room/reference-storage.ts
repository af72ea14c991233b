/**
 * The SQL of loose references: those that D1 may have to media of messages that are not in the room, because they are not stored yet,
 * or not any more. A message that is stored takes its row away in the same turn; whatever is left at its time is let go of in D1.
 */
import type { Migration } from "../kit/migrations.ts";

export const looseReferencesTable: Migration = `
  CREATE TABLE loose_references (
    -- '' is the conversation itself, which has a picture.
    message_id TEXT PRIMARY KEY,
    -- When they are to be let go of, unless the message is stored by then.
    due_at INTEGER NOT NULL,
    -- Whether the bytes go at once: what was shown and is removed does, what was only about to be sent may be sent again.
    erases INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX loose_references_by_time ON loose_references (due_at)`;

/** As a type alias, a row of `exec` has the index signature that it asks for. */
export type LooseReference = { messageId: string; erases: 0 | 1 };

export class ReferenceStorage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** References of a message that is about to be stored. Times are in milliseconds, here and below. */
  claim(messageId: string, dueAt: number): void {
    this.#put([messageId], dueAt, 0);
  }

  /** The message is stored: its references stay. */
  keep(messageId: string): void {
    this.#sql.exec("DELETE FROM loose_references WHERE message_id = ?", messageId);
  }

  /** The references of a message that was not stored after all are due; false if it was. */
  abandon(messageId: string, dueAt: number): boolean {
    const abandoned = this.#sql.exec(
      "UPDATE loose_references SET due_at = ? WHERE message_id = ? RETURNING message_id",
      dueAt,
      messageId,
    );
    return abandoned.toArray().length > 0;
  }

  /** Messages are removed, and what they showed with them. */
  release(messageIds: readonly string[], dueAt: number): void {
    this.#put(messageIds, dueAt, 1);
  }

  /** As `release`, for all messages that show something, and the conversation's picture. */
  releaseAll(dueAt: number): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO loose_references (message_id, due_at, erases)
       SELECT id, ?1, 1 FROM entries WHERE media IS NOT NULL AND id IS NOT NULL UNION ALL SELECT '', ?1, 1`,
      dueAt,
    );
  }

  /** What is due, the oldest first. */
  due(now: number, limit: number): LooseReference[] {
    return this.#sql
      .exec<LooseReference>(
        "SELECT message_id AS messageId, erases FROM loose_references WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        now,
        limit,
      )
      .toArray();
  }

  /** D1 has none of these any more. */
  forget(messageIds: readonly string[]): void {
    this.#sql.exec(
      "DELETE FROM loose_references WHERE message_id IN (SELECT value FROM json_each(?))",
      JSON.stringify(messageIds),
    );
  }

  /** When the next ones are due; null without any. */
  nextDue(): number | null {
    return this.#sql.exec<{ at: number | null }>("SELECT min(due_at) AS at FROM loose_references").one().at;
  }

  #put(messageIds: readonly string[], dueAt: number, erases: 0 | 1): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO loose_references (message_id, due_at, erases) SELECT value, ?, ? FROM json_each(?)`,
      dueAt,
      erases,
      JSON.stringify(messageIds),
    );
  }
}
