import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SeenPosts } from "./seen.ts";

beforeEach(() => vi.useFakeTimers({ now: new Date("2026-03-04T23:59:00Z") }));
afterEach(() => vi.useRealTimers());

function watcher() {
  const told: { ids: string[]; leaving: boolean }[] = [];
  return { told, seen: new SeenPosts((ids, leaving) => told.push({ ids, leaving })) };
}

test("what was in sight for a second is told in one batch", () => {
  const { seen, told } = watcher();
  seen.sight("a", true);
  seen.sight("b", true);
  vi.advanceTimersByTime(999);
  seen.sight("b", false);
  seen.sight("c", true);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([{ ids: ["a", "c"], leaving: false }]);
});

test("a post is told once a day, and again on the next", () => {
  const { seen, told } = watcher();
  const look = () => {
    seen.sight("a", true);
    vi.advanceTimersByTime(8_000);
    seen.sight("a", false);
  };
  look();
  look();
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  look();
  expect(told).toHaveLength(2);
});

test("in the background nothing is seen", () => {
  const { seen, told } = watcher();
  seen.sight("a", true);
  seen.awake(false);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
  seen.awake(true);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([{ ids: ["a"], leaving: false }]);
});

test("what has gathered goes out when the page is left", () => {
  const { seen, told } = watcher();
  seen.sight("a", true);
  vi.advanceTimersByTime(1_000);
  seen.flush(true);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([{ ids: ["a"], leaving: true }]);
});
