import { expect, it } from "vitest";
import { isTolerated, newLeak } from "./abuse.ts";
import { isSlow, patience } from "./slow.ts";

it("offences are tolerated up to a number, and forgotten with time", () => {
  const leak = newLeak();
  const tolerance = { most: 3, perSecond: 1 };
  expect([1, 2, 3, 4].map(() => isTolerated(leak, tolerance, 1_000))).toEqual([true, true, true, false]);
  expect(isTolerated(leak, tolerance, 3_000)).toBe(true);
  expect(isTolerated(leak, tolerance, 3_000)).toBe(false);
  expect(isTolerated(leak, tolerance, 60_000)).toBe(true);
});

it("a clock that goes back forgets nothing", () => {
  const leak = newLeak();
  expect([5_000, 1_000, 500].map((now) => isTolerated(leak, { most: 2, perSecond: 1 }, now))).toEqual([
    true,
    true,
    false,
  ]);
});

it("a socket is stuck when much went out and its client is silent, or far too much at all", () => {
  const minutes = (count: number) => count * 60_000;
  expect(isSlow({ unheard: patience, heardAt: 0 }, minutes(10))).toBe(false);
  expect(isSlow({ unheard: patience + 1, heardAt: 0 }, minutes(0.9))).toBe(false);
  expect(isSlow({ unheard: patience + 1, heardAt: 0 }, minutes(2))).toBe(true);
  expect(isSlow({ unheard: 100 * patience, heardAt: 0 }, 1)).toBe(true);
});
