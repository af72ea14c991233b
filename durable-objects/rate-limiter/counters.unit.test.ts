import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Limit } from "../../contract/limits.ts";
import { give, take, type Ask, type Counters, type Refund } from "./counters.ts";

/** A limiter over a plain map, as the object is one over its storage. */
function limiter() {
  const counters: Counters = new Map();
  const read = (key: string) => counters.get(key);
  const keep = (changed: Counters) => {
    for (const [key, counter] of changed) counters.set(key, counter);
  };
  return {
    take(asks: Ask[], now: number) {
      const { answer, changed } = take(asks, now, read);
      keep(changed);
      return answer;
    },
    give(refunds: Refund[], now: number) {
      keep(give(refunds, now, read));
    },
  };
}

const window = (max: number, seconds: number): Limit => ({ kind: "window", max, seconds });
const bucket = (max: number, seconds: number, refill: number): Limit => ({ kind: "bucket", max, seconds, refill });

const anyLimit = fc.oneof(
  fc.record({
    kind: fc.constant("window" as const),
    max: fc.integer({ min: 1, max: 50 }),
    seconds: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({
    kind: fc.constant("bucket" as const),
    max: fc.integer({ min: 1, max: 50 }),
    seconds: fc.integer({ min: 1, max: 900 }),
    refill: fc.integer({ min: 1, max: 60 }),
  }),
);
const start = 1_700_000_000_000;

describe("a window", () => {
  it("allows exactly its maximum in its first window, however the asks are spread", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 900 }),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 60 }),
        (max, seconds, moments) => {
          const limits = limiter();
          const times = [0, ...moments.sort((a, b) => a - b)].map((part) => start + Math.floor(part * seconds * 1000));
          const allowed = times.filter((now) => limits.take([{ key: "k", limit: window(max, seconds) }], now).allowed);
          expect(allowed.length).toBe(Math.min(max, times.length));
        },
      ),
    );
  });

  it("lets the previous window fall away evenly", () => {
    const limits = limiter();
    const limit = window(10, 100);
    limits.take([{ key: "k", limit, cost: 10 }], start);
    expect(limits.take([{ key: "k", limit }], start + 99_999).allowed).toBe(false);
    expect(limits.take([{ key: "k", limit, cost: 5 }], start + 150_000).allowed).toBe(true);
    expect(limits.take([{ key: "k", limit }], start + 150_000).allowed).toBe(false);
  });

  it("never allows more than twice its maximum in any window of its length", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 }),
        (max, gaps) => {
          const limits = limiter();
          let now = start;
          const allowed = gaps.flatMap((gap) => {
            now += gap;
            return limits.take([{ key: "k", limit: window(max, 10) }], now).allowed ? [now] : [];
          });
          for (const first of allowed) {
            expect(allowed.filter((at) => at >= first && at < first + 10_000).length).toBeLessThanOrEqual(2 * max);
          }
        },
      ),
    );
  });
});

describe("a bucket", () => {
  it("gives its maximum at once and then what is refilled", () => {
    const limits = limiter();
    const limit = bucket(300, 60, 50);
    expect(limits.take([{ key: "k", limit, cost: 300 }], start).allowed).toBe(true);
    expect(limits.take([{ key: "k", limit }], start).allowed).toBe(false);
    expect(limits.take([{ key: "k", limit, cost: 50 }], start + 60_000).allowed).toBe(true);
    expect(limits.take([{ key: "k", limit }], start + 60_000).allowed).toBe(false);
  });

  it("never allows more than its maximum and the refill of the time that passed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 }),
        (max, refill, gaps) => {
          const limits = limiter();
          let now = start;
          let allowed = 0;
          for (const gap of gaps) {
            now += gap;
            if (limits.take([{ key: "k", limit: bucket(max, 10, refill) }], now).allowed) allowed += 1;
          }
          expect(allowed).toBeLessThanOrEqual(max + ((now - start) / 10_000) * refill + 1e-6);
        },
      ),
    );
  });
});

describe("any limit", () => {
  const asks = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 60_000 }), cost: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 80,
  });

  it("allows a refused ask after the time it was told, and everything after the reset", () => {
    fc.assert(
      fc.property(anyLimit, asks, (limit, steps) => {
        const limits = limiter();
        let now = start;
        for (const { gap, cost } of steps) {
          now += gap;
          const { allowed, states } = limits.take([{ key: "k", limit, cost }], now);
          const [state] = states;
          expect(allowed).toBe(state!.retryAfterSeconds === 0);
          if (allowed || cost > limit.max) continue;
          now += state!.retryAfterSeconds * 1000 + 1;
          expect(limits.take([{ key: "k", limit, cost }], now).allowed).toBe(true);
        }
        const reset = limits.take([{ key: "k", limit, cost: 0 }], now).states[0]!.resetSeconds;
        const later = limits.take([{ key: "k", limit, cost: 0 }], now + reset * 1000 + 1);
        expect(later.states[0]!.remaining).toBe(limit.max);
      }),
    );
  });

  it("has as much remaining as it then allows", () => {
    fc.assert(
      fc.property(anyLimit, asks, (limit, steps) => {
        const limits = limiter();
        let now = start;
        for (const { gap, cost } of steps) {
          now += gap;
          const { remaining } = limits.take([{ key: "k", limit, cost }], now).states[0]!;
          expect(limits.take([{ key: "k", limit, cost: remaining }], now).allowed).toBe(true);
          expect(limits.take([{ key: "k", limit }], now).allowed).toBe(false);
        }
      }),
    );
  });

  it("is as it was after a refund", () => {
    fc.assert(
      fc.property(anyLimit, fc.integer({ min: 1, max: 50 }), (limit, cost) => {
        const limits = limiter();
        const before = limits.take([{ key: "k", limit, cost: 0 }], start).states[0]!.remaining;
        const { allowed } = limits.take([{ key: "k", limit, cost }], start);
        if (allowed) limits.give([{ key: "k", cost }], start);
        expect(limits.take([{ key: "k", limit, cost: 0 }], start).states[0]!.remaining).toBe(before);
      }),
    );
  });
});

describe("several asks", () => {
  it("count nothing when one is refused, and say which", () => {
    const limits = limiter();
    limits.take([{ key: "b", limit: window(1, 60) }], start);
    const { allowed, states } = limits.take(
      [
        { key: "a", limit: window(5, 60) },
        { key: "b", limit: window(1, 60) },
      ],
      start,
    );
    expect(allowed).toBe(false);
    expect(states.map(({ key, remaining, retryAfterSeconds }) => [key, remaining, retryAfterSeconds > 0])).toEqual([
      ["a", 5, false],
      ["b", 0, true],
    ]);
  });

  it("add up when they name the same key", () => {
    const limits = limiter();
    const ask = { key: "a", limit: window(3, 60), cost: 2 };
    expect(limits.take([ask, ask], start).allowed).toBe(false);
    expect(limits.take([{ ...ask, cost: 3 }], start).allowed).toBe(true);
  });

  it("start anew when the limit changed its length or kind", () => {
    const limits = limiter();
    limits.take([{ key: "a", limit: window(3, 60), cost: 3 }], start);
    expect(limits.take([{ key: "a", limit: window(3, 61) }], start).allowed).toBe(true);
    expect(limits.take([{ key: "a", limit: bucket(3, 60, 1), cost: 3 }], start).allowed).toBe(true);
  });
});
