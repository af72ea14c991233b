import { describe, expect, it } from "vitest";
import { Gate } from "./gate.ts";

function job() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let started = false;
  return {
    run: async () => {
      started = true;
      return promise;
    },
    get started() {
      return started;
    },
    resolve,
    reject,
  };
}

describe("Gate", () => {
  it("runs so many at once, in order, and turns away what cannot wait", async () => {
    const gate = new Gate({ running: 2, waiting: 1, secondsPerJob: 3 });
    const [a, b, c, d] = [job(), job(), job(), job()];
    const results = [gate.run(a.run), gate.run(b.run), gate.run(c.run)];
    expect(await gate.run(d.run)).toEqual({ kind: "busy", retryAfter: 2 });
    expect([a.started, b.started, c.started, d.started]).toEqual([true, true, false, false]);

    b.resolve("b");
    expect(await results[1]).toEqual({ kind: "done", result: "b" });
    expect(c.started).toBe(true);
    c.resolve("c");
    a.resolve("a");
    expect(await Promise.all(results)).toEqual(["a", "b", "c"].map((result) => ({ kind: "done", result })));
  });

  it("frees the place of a job that failed", async () => {
    const gate = new Gate({ running: 1, waiting: 0, secondsPerJob: 1 });
    const failing = job();
    const result = gate.run(failing.run);
    failing.reject(new Error("no"));
    await expect(result).rejects.toThrow("no");
    expect(await gate.run(async () => "next")).toEqual({ kind: "done", result: "next" });
  });
});
