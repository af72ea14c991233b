/** Whose hub this is, what of their presence was told, and to whom. */
import type { PresenceState } from "../../contract/live/hub.ts";
import { transact } from "../kit/transact.ts";
import { type Shown, watchMillis } from "./presence.ts";

/** Most people who watch one person at a time; more of them are answered, but not told of changes. */
export const maxWatchers = 1_000;

const everybody = "*";

export class PersonStorage {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  /** The person's id, taken from the object's name, which is kept because alarms may come without it. */
  identify(name: string | undefined): string | null {
    if (name !== undefined) this.#sql.exec("UPDATE person SET id = ?1 WHERE id IS NOT ?1", name.replace(/^hub-/, ""));
    return this.#sql.exec<{ id: string | null }>("SELECT id FROM person").one().id;
  }

  shown(): Shown & { told: PresenceState; flushedAt: number } {
    return this.#sql
      .exec<{ state: PresenceState; lastSeenAt: number | null; told: PresenceState; flushedAt: number }>(
        "SELECT shown AS state, last_seen_at AS lastSeenAt, told, flushed_at AS flushedAt FROM person",
      )
      .one();
  }

  show({ state, lastSeenAt }: Shown): void {
    this.#sql.exec("UPDATE person SET shown = ?, last_seen_at = ?", state, lastSeenAt);
  }

  /** Notes what watchers know. */
  tell(state: PresenceState): void {
    this.#sql.exec("UPDATE person SET told = ?", state);
  }

  /** Notes that D1 knows when the person was last seen, as of `at`. */
  flushed(at: number): void {
    this.#sql.exec("UPDATE person SET flushed_at = ?", at);
  }

  /** Lets somebody watch until `until`, on the ground of what held `watchMillis` before that; false when it does not hold any more. */
  watch(watcherId: string, until: number, now: number): boolean {
    return transact(this.#storage, () => {
      const hidden = this.#sql
        .exec("SELECT 1 FROM hidden WHERE watcher_id IN (?, ?) AND at >= ?", watcherId, everybody, until - watchMillis)
        .toArray();
      if (hidden.length > 0) return false;
      this.#sql.exec("DELETE FROM watchers WHERE until <= ?", now);
      this.#sql.exec(
        `INSERT OR REPLACE INTO watchers (watcher_id, until)
         SELECT ?1, ?2 WHERE (SELECT count(*) FROM watchers WHERE watcher_id <> ?1) < ?3`,
        watcherId,
        Math.min(until, now + watchMillis),
        maxWatchers,
      );
      return true;
    });
  }

  unwatch(watcherId: string): void {
    this.#sql.exec("DELETE FROM watchers WHERE watcher_id = ?", watcherId);
  }

  watchers(now: number): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT watcher_id AS id FROM watchers WHERE until > ?", now)
      .toArray()
      .map(({ id }) => id);
  }

  /** Ends watching for one or (null) all, also for those who were let in before `now` and have not arrived; answers who watched. */
  hide(watcherId: string | null, now: number): string[] {
    return transact(this.#storage, () => {
      const watched = this.watchers(now).filter((id) => watcherId === null || id === watcherId);
      if (watcherId === null) this.#sql.exec("DELETE FROM watchers");
      else this.unwatch(watcherId);
      this.#sql.exec("DELETE FROM hidden WHERE at < ?", now - watchMillis);
      this.#sql.exec("INSERT OR REPLACE INTO hidden (watcher_id, at) VALUES (?, ?)", watcherId ?? everybody, now);
      return watched;
    });
  }

  /** Whether watching was ended for one or (null) all at `at` or later. */
  hasHidden(watcherId: string | null, at: number): boolean {
    const rows = this.#sql.exec("SELECT 1 FROM hidden WHERE watcher_id = ? AND at >= ?", watcherId ?? everybody, at);
    return rows.toArray().length > 0;
  }

  /** Forgets when the person was last seen. */
  clear(): void {
    this.#sql.exec("UPDATE person SET shown = 'offline', told = 'offline', last_seen_at = NULL");
  }
}
