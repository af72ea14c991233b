/**
 * Retention: a room that keeps messages for some days has nothing of older ones. Entries go from the oldest on, rows and all; seqs
 * are not given out again. What was brought in late, with an old time between newer messages, loses its text like a deleted message
 * at once, and its row when its turn comes.
 */
import type { Migration } from "../kit/migrations.ts";
import type { MessageSearch } from "./search.ts";

export const retentionIndex: Migration = `
  CREATE INDEX entries_brought ON entries (created_at) WHERE brought = 1 AND kind = 'message' AND deleted_at IS NULL`;

const day = 86_400_000;
/** Entries go at most this much later than promised, so that a busy room is not swept for each of them. */
const interval = 3_600_000;
/** Entries that one sweep takes away. */
const batch = 2_000;

/** What a sweep took: how many messages that were not deleted before, where they were, and ids of those with media. `more`: sweep again. */
export interface Swept {
  messages: number;
  seqs: number[];
  withMedia: string[];
  more: boolean;
}

type Candidate = { seq: number; kind: string; createdAt: number; deletedAt: number | null; mediaOf: string | null };

/** Entries made before this time are gone. */
export function retentionCutoff(days: number, now: number): number {
  return now - days * day;
}

export class Retention {
  readonly #sql: SqlStorage;
  readonly #search: MessageSearch;

  constructor(storage: DurableObjectStorage, search: MessageSearch) {
    this.#sql = storage.sql;
    this.#search = search;
  }

  /** When there will be something to take away. */
  nextSweep(days: number, now: number): number {
    const [oldest] = this.#sql
      .exec<{ createdAt: number }>("SELECT created_at AS createdAt FROM entries ORDER BY seq LIMIT 1")
      .toArray();
    return Math.max(now + interval, (oldest?.createdAt ?? now) + days * day);
  }

  /**
   * Takes away entries made before `cutoff`, with all that belongs to them but their segments. Members who had not read so far
   * count on from there. Call it in a transaction.
   */
  sweep(cutoff: number): Swept {
    const late = this.#eraseLate(cutoff);
    const oldest = this.#sql
      .exec<Candidate>(
        `SELECT seq, kind, created_at AS createdAt, deleted_at AS deletedAt, iif(media IS NULL, NULL, id) AS mediaOf
         FROM entries ORDER BY seq LIMIT ?`,
        batch + 1,
      )
      .toArray();
    const firstKept = oldest.findIndex(({ createdAt }) => createdAt >= cutoff);
    const gone = oldest.slice(0, firstKept === -1 ? batch : Math.min(firstKept, batch));
    const last = gone.at(-1);
    if (last) this.#drop(last.seq);
    const live = gone.filter(({ kind, deletedAt }) => kind === "message" && deletedAt === null);
    const seqs = [...late, ...live].map(({ seq }) => seq);
    this.#search.remove(seqs);
    const withMedia = [...late, ...live].flatMap(({ mediaOf }) => mediaOf ?? []);
    return { messages: seqs.length, seqs, withMedia, more: gone.length === batch || late.length === batch };
  }

  #eraseLate(cutoff: number): Pick<Candidate, "seq" | "mediaOf">[] {
    const late = this.#sql
      .exec<Pick<Candidate, "seq" | "mediaOf">>(
        `SELECT seq, iif(media IS NULL, NULL, id) AS mediaOf FROM entries INDEXED BY entries_brought
         WHERE brought = 1 AND kind = 'message' AND deleted_at IS NULL AND created_at < ? LIMIT ?`,
        cutoff,
        batch,
      )
      .toArray();
    const seqs = JSON.stringify(late.map(({ seq }) => seq));
    this.#sql.exec(
      `UPDATE entries SET content = '', mentions = NULL, media = NULL, pinned_at = NULL, deleted_at = ?
       WHERE seq IN (SELECT value FROM json_each(?))`,
      cutoff,
      seqs,
    );
    for (const table of ["reactions", "mentions"])
      this.#sql.exec(`DELETE FROM ${table} WHERE message_seq IN (SELECT value FROM json_each(?))`, seqs);
    return late;
  }

  #drop(through: number): void {
    this.#sql.exec(
      "UPDATE members SET read_ordinal = max(read_ordinal, (SELECT ordinal FROM entries WHERE seq = ?1)) WHERE read_up_to < ?1",
      through,
    );
    for (const table of ["entries", "changes"]) this.#sql.exec(`DELETE FROM ${table} WHERE seq <= ?`, through);
    this.#sql.exec("DELETE FROM reactions WHERE message_seq <= ?", through);
    this.#sql.exec("DELETE FROM mentions WHERE message_seq <= ?", through);
  }
}
