/** What fails again and again: each next try comes later, and the log has few words about it. In memory; a room that starts anew tries at once. */
import { retryAt } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";

export class Retries {
  readonly #event: string;
  readonly #failing = new Map<string, { failures: number; dueAt: number }>();

  /** `event`: the name of failures in the log. */
  constructor(event: string) {
    this.#event = event;
  }

  /** Whether something has failed and it is too early to try it again. Times in milliseconds, here and below. */
  isWaiting(what: string, now: number): boolean {
    return (this.#failing.get(what)?.dueAt ?? 0) > now;
  }

  /** Waits longer from now on. Logged are the first failure, the second, the fourth, the eighth and so on. */
  failed(what: string, error: unknown, now: number): void {
    const failures = (this.#failing.get(what)?.failures ?? 0) + 1;
    this.#failing.set(what, { failures, dueAt: retryAt(now, failures) });
    if (Number.isInteger(Math.log2(failures))) logError(this.#event, error, { what, failures });
  }

  succeeded(what: string): void {
    this.#failing.delete(what);
  }

  /** When there is something to try again; null when nothing fails. */
  get nextAt(): number | null {
    const times = Array.from(this.#failing.values(), ({ dueAt }) => dueAt);
    return times.length === 0 ? null : Math.min(...times);
  }
}
