import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Pace } from "./pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
  // The runtime's timer, which Node has under another name.
  vi.stubGlobal("scheduler", { wait: (millis: number) => new Promise((resolve) => setTimeout(resolve, millis)) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A room in which sending takes so many milliseconds, and what it took. */
function roomSending(millis: number) {
  const [pace, taken]: [Pace, string[]] = [new Pace(), []];
  let going: Promise<number> | null = null;
  const take = (name: string) =>
    pace.run(() => {
      taken.push(name);
      if (going !== null) return;
      const begunAt = Date.now();
      going = new Promise((resolve) => {
        setTimeout(() => {
          going = null;
          resolve(begunAt);
        }, millis);
      });
      void pace.keep(() => going);
    });
  return { pace, taken, take };
}

it("takes what comes at rest at once, and what comes while something goes out together afterwards, in order", async () => {
  const { taken, take } = roomSending(10);
  take("a");
  for (const name of ["b", "c", "d"]) take(name);
  expect(taken).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(9);
  expect(taken).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(2);
  expect(taken).toEqual(["a", "b", "c", "d"]);
  await vi.advanceTimersByTimeAsync(100);
  take("e");
  expect(taken.at(-1)).toBe("e");
});

it("listens for half as long as it sent, or until as much has come as last time", async () => {
  const { taken, take } = roomSending(20);
  for (const name of ["a", "b", "c"]) take(name);
  await vi.advanceTimersByTimeAsync(21);
  expect(taken).toHaveLength(3);
  take("d");
  await vi.advanceTimersByTimeAsync(25);
  expect(taken).toHaveLength(3);
  take("e");
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toHaveLength(5);
  take("f");
  await vi.advanceTimersByTimeAsync(29);
  expect(taken).toHaveLength(5);
  await vi.advanceTimersByTimeAsync(2);
  expect(taken).toHaveLength(6);
});

it("takes what waits before something that must come after it", () => {
  const { pace, taken, take } = roomSending(10);
  take("a");
  take("b");
  pace.catchUp();
  expect(taken).toEqual(["a", "b"]);
});
