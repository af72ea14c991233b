import { beforeEach, describe, expect, it, vi } from "vitest";
import { Failures } from "./failures.ts";
import { Turns } from "./turns.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("scheduler", { wait: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)) });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const rules = { atOnce: 2, waiting: 2, patience: 1000, lease: 5000 };
/** Nobody goes away. */
const free = () => undefined;
/** Work of this many milliseconds. */
const lasting = (ms: number) => () => new Promise<void>((resolve) => void setTimeout(resolve, ms));

describe("turns", () => {
  it("let so many work at once, and the others after them", async () => {
    const turns = new Turns(rules);
    let now = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++now);
      await lasting(100)();
      now -= 1;
    };
    const all = Promise.all(["a", "b", "c", "d"].map((name) => turns.take(name, free, work)));
    await vi.advanceTimersByTimeAsync(500);
    expect(await all).toEqual(Array.from({ length: 4 }, () => ({ value: undefined })));
    expect(most).toBe(2);
  });

  it("never let two work on the same, and tell the second that it waited", async () => {
    const turns = new Turns(rules);
    const waits: boolean[] = [];
    const work = async (waited: boolean) => {
      waits.push(waited);
      await lasting(100)();
    };
    const both = Promise.all([turns.take("a", free, work), turns.take("a", free, work)]);
    await vi.advanceTimersByTimeAsync(50);
    expect(waits).toEqual([false]);
    await vi.advanceTimersByTimeAsync(300);
    await both;
    expect(waits).toEqual([false, true]);
  });

  it("turn away who would wait behind too many, or too long", async () => {
    const turns = new Turns(rules);
    const works = ["a", "b"].map((name) => turns.take(name, free, lasting(3000)));
    const waiting = ["c", "d"].map((name) => turns.take(name, free, lasting(1)));
    expect(await turns.take("e", free, lasting(1))).toBeNull();
    await vi.advanceTimersByTimeAsync(1100);
    expect(await Promise.all(waiting)).toEqual([null, null]);
    await vi.advanceTimersByTimeAsync(3000);
    await Promise.all(works);
    expect(await turns.take("f", free, async () => "done")).toEqual({ value: "done" });
  });

  it("hold the request open while its work goes on, however that ends", async () => {
    const turns = new Turns({ ...rules, atOnce: 1 });
    const held: Promise<void>[] = [];
    const hold = (ended: Promise<void>) => void held.push(ended);
    const works = Promise.allSettled([
      turns.take("a", hold, lasting(100)),
      turns.take("b", hold, () => Promise.reject(new Error("failed"))),
    ]);
    expect(held).toHaveLength(1);
    let ended = false;
    void held[0]?.then(() => (ended = true));
    await vi.advanceTimersByTimeAsync(50);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(ended).toBe(true);
    expect((await works).map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(held).toHaveLength(2);
    await Promise.all(held);
  });

  it("come back from work that failed, and from work that was dropped", async () => {
    const turns = new Turns({ ...rules, atOnce: 1 });
    await expect(turns.take("a", free, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    void turns.take("b", free, () => new Promise(() => undefined));
    expect(await vi.advanceTimersByTimeAsync(5001)).toBeDefined();
    expect(await turns.take("c", free, async () => "done")).toEqual({ value: "done" });
  });
});

describe("failures", () => {
  it("are remembered for a minute", () => {
    const failures = new Failures();
    failures.add("a");
    expect(failures.has("a")).toBe(true);
    expect(failures.has("b")).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(failures.has("a")).toBe(false);
  });

  it("do not grow without bounds: the oldest are forgotten", () => {
    const failures = new Failures();
    for (let i = 0; i <= 1000; i++) failures.add(String(i));
    expect(failures.has("0")).toBe(false);
    expect(failures.has("1000")).toBe(true);
  });
});
