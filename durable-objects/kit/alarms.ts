/**
 * One alarm, many timers. A Durable Object has a single alarm; the timers of an object are rows, and the alarm always
 * stands at the earliest of them. The object's migrations contain `timersTable`.
 */
import type { Migration } from "./migrations.ts";
import { logError } from "./log.ts";

export const timersTable: Migration = `
  CREATE TABLE timers (
    name TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID`;

/** A timer as it is stored: `dueAt` in milliseconds since the epoch, `failures` in a row. */
export interface Timer {
  name: string;
  dueAt: number;
  failures: number;
}

/** What a timer does when it is due; answers when it wants to run again, or null when it is done. */
export type TimerHandler = (now: number) => Promise<number | null>;

/** When the alarm has to stand, or null when no timer is set. */
export function nextAlarm(timers: readonly Timer[]): number | null {
  return timers.reduce<number | null>((next, { dueAt }) => (next === null ? dueAt : Math.min(next, dueAt)), null);
}

const firstRetry = 1_000;
const longestRetry = 60_000;

/** When a timer that has failed `failures` times in a row runs again: back-off from 1 s, doubling, to a minute. */
export function retryAt(now: number, failures: number): number {
  return now + Math.min(longestRetry, firstRetry * 2 ** Math.max(0, failures - 1));
}

export class Timers<Name extends string> {
  readonly #storage: DurableObjectStorage;
  /** Where the alarm was last put; undefined while that is not known. */
  #standing: number | null | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** All timers that are set. */
  list(): Timer[] {
    return this.#storage.sql
      .exec<{ name: string; due_at: number; failures: number }>("SELECT name, due_at, failures FROM timers")
      .toArray()
      .map(({ name, due_at, failures }) => ({ name, dueAt: due_at, failures }));
  }

  /** Sets a timer, or moves it. */
  async set(name: Name, dueAt: number): Promise<void> {
    this.#storage.sql.exec(
      "INSERT INTO timers (name, due_at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET due_at = ?2, failures = 0",
      name,
      dueAt,
    );
    await this.#arm();
  }

  /** Sets the timers that are not set yet and leaves the others where they are. */
  async ensure(names: readonly Name[], dueAt: number): Promise<void> {
    this.#storage.sql.exec(
      "INSERT OR IGNORE INTO timers (name, due_at) SELECT value, ? FROM json_each(?)",
      dueAt,
      JSON.stringify(names),
    );
    await this.#arm();
  }

  async clear(name: Name): Promise<void> {
    this.#storage.sql.exec("DELETE FROM timers WHERE name = ?", name);
    await this.#arm();
  }

  /**
   * Runs the timers that are due, one after the other; call it from `alarm()`. One that throws is logged and tried
   * again later, without stopping the others. A timer that was moved while its handler ran keeps its new time.
   * A timer without a handler (of an older version) is dropped.
   */
  async fire(now: number, handlers: Record<Name, TimerHandler>): Promise<void> {
    // The alarm that goes off stands nowhere any more.
    this.#standing = undefined;
    for (const timer of this.list()) {
      if (timer.dueAt > now) continue;
      const handler = (handlers as Partial<Record<string, TimerHandler>>)[timer.name];
      const after = handler ? await run(timer, handler, now) : null;
      this.#settle(timer, after);
    }
    await this.#arm();
  }

  #settle(before: Timer, after: Timer | null): void {
    if (after === null) {
      this.#storage.sql.exec("DELETE FROM timers WHERE name = ? AND due_at = ?", before.name, before.dueAt);
    } else {
      this.#storage.sql.exec(
        "UPDATE timers SET due_at = ?, failures = ? WHERE name = ? AND due_at = ?",
        after.dueAt,
        after.failures,
        before.name,
        before.dueAt,
      );
    }
  }

  /** Puts the alarm in the turn of the write that asks for it, so that both are stored together or not at all. */
  async #arm(): Promise<void> {
    const next = nextAlarm(this.list());
    if (next === this.#standing) return;
    this.#standing = next;
    if (next === null) await this.#storage.deleteAlarm();
    else await this.#storage.setAlarm(next);
  }
}

async function run(timer: Timer, handler: TimerHandler, now: number): Promise<Timer | null> {
  try {
    const dueAt = await handler(now);
    return dueAt === null ? null : { ...timer, dueAt, failures: 0 };
  } catch (error) {
    const failures = timer.failures + 1;
    logError("timer.failed", error, { timer: timer.name, failures });
    return { ...timer, dueAt: retryAt(now, failures), failures };
  }
}
