import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { nextAlarm, retryAt, Timers, timersTable, type TimerHandler } from "./alarms.ts";
import { migrate } from "./migrations.ts";

const { RATE_LIMITER } = env;
const hour = 3_600_000;
// In the future, so that the alarms that are set do not go off by themselves.
const now = Date.now() + 24 * hour;

const never: TimerHandler = () => Promise.reject(new Error("not due"));

function withTimers(work: (timers: Timers<"a" | "b">, storage: DurableObjectStorage) => Promise<void>): Promise<void> {
  return runInDurableObject(RATE_LIMITER.get(RATE_LIMITER.newUniqueId()), async (_, { storage }) => {
    migrate(storage, [timersTable]);
    await work(new Timers(storage), storage);
  });
}

describe("nextAlarm", () => {
  it("is the earliest timer, and none without timers", () => {
    const timer = (dueAt: number) => ({ name: "t", dueAt, failures: 0 });
    expect(nextAlarm([timer(5), timer(3), timer(9)])).toBe(3);
    expect(nextAlarm([])).toBeNull();
  });
});

it("backs off from a second to a minute", () => {
  expect([1, 2, 3, 10, 100].map((failures) => retryAt(0, failures))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
});

describe("Timers", () => {
  it("keep the alarm at the earliest timer", () =>
    withTimers(async (timers, storage) => {
      await timers.set("a", now + 2 * hour);
      await timers.set("b", now + hour);
      expect(await storage.getAlarm()).toBe(now + hour);
      await timers.set("b", now + 3 * hour);
      expect(await storage.getAlarm()).toBe(now + 2 * hour);
      await timers.clear("a");
      expect(await storage.getAlarm()).toBe(now + 3 * hour);
      await timers.clear("b");
      expect(await storage.getAlarm()).toBeNull();
    }));

  it("run what is due, and what asks to run again does", () =>
    withTimers(async (timers, storage) => {
      await timers.set("a", now);
      await timers.set("b", now + hour);
      await timers.fire(now, { a: async (at) => at + 2 * hour, b: never });
      expect(await storage.getAlarm()).toBe(now + hour);
      await timers.fire(now + hour, { a: never, b: async () => null });
      expect(timers.list()).toEqual([{ name: "a", dueAt: now + 2 * hour, failures: 0 }]);
    }));

  it("try a failing one again later, and run the others", () =>
    withTimers(async (timers, storage) => {
      await timers.set("a", now);
      await timers.set("b", now);
      const failing: TimerHandler = () => Promise.reject(new Error("no luck"));
      await timers.fire(now, { a: failing, b: async () => null });
      expect(timers.list()).toEqual([{ name: "a", dueAt: now + 1_000, failures: 1 }]);
      expect(await storage.getAlarm()).toBe(now + 1_000);
      await timers.fire(now + 1_000, { a: async () => null, b: never });
      expect(timers.list()).toEqual([]);
    }));

  it("keep the time that was set while the handler ran", () =>
    withTimers(async (timers) => {
      await timers.set("a", now);
      const handler: TimerHandler = async () => {
        await timers.set("a", now + hour);
        return null;
      };
      await timers.fire(now, { a: handler, b: never });
      expect(timers.list()).toEqual([{ name: "a", dueAt: now + hour, failures: 0 }]);
    }));

  it("leave timers that are set where they are when ensured", () =>
    withTimers(async (timers) => {
      await timers.set("a", now + hour);
      await timers.ensure(["a", "b"], now);
      expect(timers.list().map(({ name, dueAt }) => [name, dueAt])).toEqual([
        ["a", now + hour],
        ["b", now],
      ]);
    }));
});
