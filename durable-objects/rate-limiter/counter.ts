/**
 * How a limit counts. Pure: a counter, a limit and a time give an answer and a new counter.
 *
 * `window` is a sliding window counter: two buckets of the window's length, the first beginning with the first ask. The
 * count is what the current bucket holds plus the share of the previous one that the window still covers. `bucket` is
 * a token bucket, kept as the number of tokens used, which drains at the refill rate.
 */
import type { Limit } from "../../contract/limits.ts";

/** The state of one key, with the limit it was last asked under. Times are milliseconds since the epoch. */
export type Counter =
  | { kind: "window"; limit: Limit; start: number; previous: number; current: number }
  | { kind: "bucket"; limit: Limit; used: number; at: number };

/** Where a key stands. All times are whole seconds, rounded up. */
export interface LimitState {
  key: string;
  /** The most that may be asked for. */
  limit: number;
  /** How much can be asked for now. */
  remaining: number;
  /** Until everything is available again, if nothing is asked for meanwhile. */
  resetSeconds: number;
  /** Until what was refused would be allowed; 0 when it was not refused. */
  retryAfterSeconds: number;
}

/** The counter as it stands at `now`. One that is missing, or was made for another kind or length of limit, starts anew. */
export function settle(counter: Counter | undefined, limit: Limit, now: number): Counter {
  if (limit.kind === "bucket") {
    if (counter?.kind !== "bucket") return { kind: "bucket", limit, used: 0, at: now };
    // A clock that was set back does not refill: time only counts once it passes the last ask.
    const at = Math.max(now, counter.at);
    return { kind: "bucket", limit, used: Math.max(0, counter.used - (at - counter.at) * refillRate(limit)), at };
  }
  const empty: Counter = { kind: "window", limit, start: now, previous: 0, current: 0 };
  if (counter?.kind !== "window" || counter.limit.seconds !== limit.seconds) return empty;
  const passed = Math.floor((now - counter.start) / lengthOf(limit));
  if (passed > 1) return empty;
  if (passed < 1) return { ...counter, limit };
  return { ...counter, limit, start: counter.start + lengthOf(limit), previous: counter.current, current: 0 };
}

/** Counts `cost`. A negative cost gives back, never below nothing used. */
export function count(counter: Counter, cost: number): Counter {
  return counter.kind === "window"
    ? { ...counter, current: Math.max(0, counter.current + cost) }
    : { ...counter, used: Math.max(0, counter.used + cost) };
}

/** Whether a settled counter has room for `cost`. */
export function hasRoom(counter: Counter, cost: number, now: number): boolean {
  return used(counter, now) + cost <= counter.limit.max;
}

/** Describes a settled counter; `refused` is the cost that found no room, null if none was refused. */
export function describe(key: string, counter: Counter, now: number, refused: number | null): LimitState {
  return {
    key,
    limit: counter.limit.max,
    remaining: Math.max(0, Math.floor(counter.limit.max - used(counter, now))),
    resetSeconds: seconds(expiresAt(counter) - now),
    retryAfterSeconds: refused === null ? 0 : Math.max(1, seconds(roomAt(counter, refused) - now)),
  };
}

/** When a counter is as good as none, and can be forgotten. */
export function expiresAt(counter: Counter): number {
  if (counter.kind === "bucket") return counter.at + counter.used / refillRate(counter.limit);
  const length = lengthOf(counter.limit);
  if (counter.current > 0) return counter.start + 2 * length;
  return counter.previous > 0 ? counter.start + length : counter.start;
}

/** How far a stored counter has fallen behind the one in memory, as a share of the limit. */
export function drift(stored: Counter | undefined, counter: Counter, now: number): number {
  const [before, after] = [stored, counter].map((each) => used(settle(each, counter.limit, now), now));
  return Math.abs((after ?? 0) - (before ?? 0)) / counter.limit.max;
}

function used(counter: Counter, now: number): number {
  if (counter.kind === "bucket") return counter.used;
  const uncovered = Math.max(0, now - counter.start) / lengthOf(counter.limit);
  return counter.current + counter.previous * (1 - uncovered);
}

/** When a refused cost would find room, nothing else being asked. What can never fit waits for an empty counter. */
function roomAt(counter: Counter, cost: number): number {
  const room = counter.limit.max - cost;
  if (room < 0) return expiresAt(counter);
  if (counter.kind === "bucket") return counter.at + (counter.used - room) / refillRate(counter.limit);
  const length = lengthOf(counter.limit);
  const roomBeside = room - counter.current;
  if (roomBeside >= 0) return counter.start + length * (1 - roomBeside / counter.previous);
  return counter.start + length * (2 - room / counter.current);
}

/** Tokens per millisecond. Without a `refill`, all of them come back over the limit's seconds. */
function refillRate(limit: Limit): number {
  return (limit.refill ?? limit.max) / lengthOf(limit);
}

function lengthOf(limit: Limit): number {
  return limit.seconds * 1000;
}

function seconds(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds / 1000));
}
