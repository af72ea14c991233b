/** The SQL of a LiveCounter: views of the day, and who watches. */
import { type Subject, subject } from "../../contract/live/hub.ts";
import { transact } from "../kit/transact.ts";

const dayMillis = 86_400_000;
const rowsPerPrune = 5_000;

/** Views: `base` from before this object counted (null: not known yet), `counted` here, `flushed` of those to D1. */
export interface Views {
  base: number | null;
  counted: number;
  flushed: number;
}

export class CounterStorage {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  /** The subject, taken from the object's name, which is kept because alarms may come without it. */
  identify(name: string | undefined): Subject | null {
    if (name !== undefined)
      this.#sql.exec("UPDATE counter SET subject = ?1 WHERE subject IS NOT ?1", name.replace(/^counter-/, ""));
    const row = this.#sql.exec<{ subject: string | null }>("SELECT subject FROM counter").one();
    return subject.safeParse(row.subject).data ?? null;
  }

  /** Counts somebody, once a day; false when they are counted already. */
  view(userId: string, now: number): boolean {
    return transact(this.#storage, () => {
      const day = Math.floor(now / dayMillis);
      const added = this.#sql
        .exec("INSERT OR IGNORE INTO views (day, user_id) VALUES (?, ?) RETURNING 1", day, userId)
        .toArray();
      if (added.length === 0) return false;
      this.#sql.exec("UPDATE counter SET counted = counted + 1");
      return true;
    });
  }

  views(): Views {
    return this.#sql
      .exec<{ base: number | null; counted: number; flushed: number }>("SELECT base, counted, flushed FROM counter")
      .one();
  }

  setBase(base: number): void {
    this.#sql.exec("UPDATE counter SET base = ?", base);
  }

  setFlushed(counted: number): void {
    this.#sql.exec("UPDATE counter SET flushed = ?", counted);
  }

  /** Deletes some of who was counted on earlier days; true while there may be more. */
  prune(now: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      "DELETE FROM views WHERE (day, user_id) IN (SELECT day, user_id FROM views WHERE day < ? LIMIT ?)",
      Math.floor(now / dayMillis),
      rowsPerPrune,
    );
    return rowsWritten >= rowsPerPrune;
  }

  /** When the day ends on which `now` lies. */
  static nextDay(now: number): number {
    return (Math.floor(now / dayMillis) + 1) * dayMillis;
  }

  watch(userId: string, viewing: boolean, until: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO watchers (user_id, viewing, until) VALUES (?, ?, ?)",
      userId,
      viewing ? 1 : 0,
      until,
    );
  }

  unwatch(userId: string): void {
    this.#sql.exec("DELETE FROM watchers WHERE user_id = ?", userId);
  }

  unwatchAll(): void {
    this.#sql.exec("DELETE FROM watchers");
  }

  /** Forgets whose time is over; answers when the next one's is, or null when nobody watches. */
  expire(now: number): number | null {
    this.#sql.exec("DELETE FROM watchers WHERE until <= ?", now);
    return this.#sql.exec<{ next: number | null }>("SELECT min(until) AS next FROM watchers").one().next;
  }

  watchers(now: number, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT user_id AS id FROM watchers WHERE until > ? LIMIT ?", now, limit)
      .toArray()
      .map(({ id }) => id);
  }

  viewers(now: number): number {
    return this.#sql
      .exec<{ count: number }>("SELECT count(*) AS count FROM watchers WHERE viewing = 1 AND until > ?", now)
      .one().count;
  }
}
