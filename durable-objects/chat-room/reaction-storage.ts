/** The SQL of reactions: who gave which emoji to which message. */
import type { MessageReaction } from "../../contract/messages.ts";

export class ReactionStorage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Gives or takes back a reaction; false when it was so already. `seq` is the event that does it. */
  set(messageSeq: number, emoji: string, userId: string, on: boolean, seq: number): boolean {
    const { rowsWritten } = on
      ? this.#sql.exec(
          "INSERT OR IGNORE INTO reactions (message_seq, emoji, user_id, seq) VALUES (?, ?, ?, ?)",
          messageSeq,
          emoji,
          userId,
          seq,
        )
      : this.#sql.exec(
          "DELETE FROM reactions WHERE message_seq = ? AND emoji = ? AND user_id = ?",
          messageSeq,
          emoji,
          userId,
        );
    return rowsWritten > 0;
  }

  count(messageSeq: number, emoji: string): number {
    return this.#sql
      .exec<{ n: number }>("SELECT count(*) AS n FROM reactions WHERE message_seq = ? AND emoji = ?", messageSeq, emoji)
      .one().n;
  }

  /** Different emojis of a message. */
  kinds(messageSeq: number): number {
    return this.#sql
      .exec<{ n: number }>("SELECT count(DISTINCT emoji) AS n FROM reactions WHERE message_seq = ?", messageSeq)
      .one().n;
  }

  /** The reactions of messages as one reader sees them, by seq, the earliest emoji first. */
  of(messageSeqs: readonly number[], readerId: string): Map<number, MessageReaction[]> {
    const rows = this.#sql.exec<{ messageSeq: number; emoji: string; count: number; mine: number }>(
      `SELECT message_seq AS messageSeq, emoji, count(*) AS count, max(user_id = ?) AS mine FROM reactions
       WHERE message_seq IN (SELECT value FROM json_each(?)) GROUP BY message_seq, emoji ORDER BY message_seq, min(seq)`,
      readerId,
      JSON.stringify(messageSeqs),
    );
    const reactions = new Map<number, MessageReaction[]>();
    for (const { messageSeq, emoji, count, mine } of rows) {
      const list = reactions.get(messageSeq) ?? [];
      list.push({ emoji, count, mine: mine === 1 });
      reactions.set(messageSeq, list);
    }
    return reactions;
  }

  /** Forgets all reactions that somebody gave. */
  forget(userId: string): void {
    this.#sql.exec("DELETE FROM reactions WHERE user_id = ?", userId);
  }
}
