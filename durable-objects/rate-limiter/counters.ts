/** Several limits asked at once: all of them count or none does. Pure, over a map of counters. */
import type { Limit } from "../../contract/limits.ts";
import { count, describe, hasRoom, settle, type Counter, type LimitState } from "./counter.ts";

/** One limit to count against. `key` names the limit and whom it counts, such as `posts:<person id>`. */
export interface Ask {
  key: string;
  limit: Limit;
  /** How much it counts; 1 if it is not said. */
  cost?: number;
}

/** What to give back of an earlier ask. */
export type Refund = Pick<Ask, "key" | "cost">;

export interface Answer {
  allowed: boolean;
  /** One per ask, in the order of the asks. */
  states: LimitState[];
}

export type Counters = Map<string, Counter>;

/** Finds the counter of a key. */
export type ReadCounter = (key: string) => Counter | undefined;

/** The answer to some asks, and the counters that they change. */
export function take(asks: readonly Ask[], now: number, read: ReadCounter): { answer: Answer; changed: Counters } {
  const counted: Counters = new Map();
  const refused = asks.map(({ key, limit, cost = 1 }) => {
    const counter = settle(counted.get(key) ?? read(key), limit, now);
    const room = hasRoom(counter, cost, now);
    counted.set(key, room ? count(counter, cost) : counter);
    return !room;
  });
  const allowed = !refused.includes(true);
  const states = asks.map(({ key, limit, cost = 1 }, index) => {
    const counter = settle(allowed ? counted.get(key) : read(key), limit, now);
    return describe(key, counter, now, refused[index] ? cost : null);
  });
  return { answer: { allowed, states }, changed: allowed ? counted : new Map() };
}

/** The counters that refunds change. A key that is not counted any more needs none. */
export function give(refunds: readonly Refund[], now: number, read: ReadCounter): Counters {
  const changed: Counters = new Map();
  for (const { key, cost = 1 } of refunds) {
    const counter = changed.get(key) ?? read(key);
    if (counter) changed.set(key, count(settle(counter, counter.limit, now), -cost));
  }
  return changed;
}
