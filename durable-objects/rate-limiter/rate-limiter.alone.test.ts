import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Limit } from "../../contract/limits.ts";
import { limiterAddress } from "../addresses.ts";

const limit: Limit = { kind: "window", max: 3, seconds: 60 };

function limiter() {
  const subject = crypto.randomUUID();
  return { key: `posts:${subject}`, stub: limiterAddress(env, subject) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("RateLimiter", () => {
  it("allows the maximum and refuses one more, saying when to try again", async () => {
    const { key, stub } = limiter();
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await stub.take([{ key, limit }]));
    expect(answers.map(({ allowed, states }) => [allowed, states[0]?.remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(answers[3]?.states[0]?.retryAfterSeconds).toBeGreaterThan(59);
    expect(answers[3]?.states[0]?.retryAfterSeconds).toBeLessThanOrEqual(81);
  });

  it("counts asks that arrive at the same moment exactly", async () => {
    const { key, stub } = limiter();
    const answers = await Promise.all(Array.from({ length: 10 }, () => stub.take([{ key, limit }])));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3);
  });

  it("remembers after an eviction", async () => {
    const { key, stub } = limiter();
    await stub.take([{ key, limit, cost: 2 }]);
    await evictDurableObject(stub);
    expect((await stub.take([{ key, limit }])).allowed).toBe(true);
    await evictDurableObject(stub);
    expect((await stub.take([{ key, limit }])).allowed).toBe(false);
  });

  it("remembers large limits to within a fiftieth", async () => {
    const { key, stub } = limiter();
    const reads: Limit = { kind: "window", max: 1_000, seconds: 60 };
    for (let i = 0; i < 59; i++) await stub.take([{ key, limit: reads }]);
    await evictDurableObject(stub);
    const { states } = await stub.take([{ key, limit: reads }]);
    expect(states[0]?.remaining).toBe(1_000 - 40 - 1);
  });

  it("gives back, also after an eviction", async () => {
    const { key, stub } = limiter();
    await stub.take([{ key, limit, cost: 3 }]);
    await stub.give([{ key, cost: 2 }]);
    await evictDurableObject(stub);
    expect((await stub.take([{ key, limit, cost: 2 }])).allowed).toBe(true);
    expect((await stub.take([{ key, limit }])).allowed).toBe(false);
  });

  it("forgets expired counters by alarm and keeps the others", async () => {
    const { key, stub } = limiter();
    await stub.take([
      { key, limit, cost: 3 },
      { key: `${key}:long`, limit: { ...limit, seconds: 86_400 } },
    ]);
    const stored = () =>
      runInDurableObject(stub, (_, { storage }) => [...storage.kv.list({ prefix: "counter:" })].map(([name]) => name));
    await expect.poll(stored).toContain(`counter:${key}`);
    vi.useFakeTimers({ now: Date.now() + 121_000, toFake: ["Date"] });
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await stored()).not.toContain(`counter:${key}`);
    expect(await stored()).toContain(`counter:${key}:long`);
    // What is left keeps the alarm armed.
    expect(await runInDurableObject(stub, (_, { storage }) => storage.getAlarm())).not.toBeNull();
    expect((await stub.take([{ key, limit, cost: 3 }])).allowed).toBe(true);
  });
});
