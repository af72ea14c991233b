import { expect, test } from "vitest";
import { codePoints, fullTime, longAge, shortAge, shortCount, waitOf } from "./format.ts";

const place = { locale: "en", timeZone: "Asia/Phnom_Penh" };
const now = Date.parse("2026-03-10T12:00:00Z");
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test("ages are short for a line with a name and become dates after a week", () => {
  expect([5, 300, 7200, 3 * 86_400].map((s) => shortAge(ago(s), now, place))).toEqual(["now", "5m", "2h", "3d"]);
  expect(shortAge("2026-02-01T10:00:00Z", now, place)).toBe("Feb 1");
  expect(shortAge("2024-02-01T10:00:00Z", now, place)).toBe("Feb 1, 2024");
  expect(longAge(ago(7200), now, place)).toBe("2 hours ago");
});

test("a clock that runs ahead shows no future", () => {
  expect(shortAge(ago(-90), now, place)).toBe("now");
});

test("times are told in the person's own zone", () => {
  expect(fullTime("2026-03-10T20:30:00Z", place)).toMatch(/March 11, 2026 at 3:30\sAM/);
});

test("counts stay exact until they are long", () => {
  expect([0, 999, 9999, 12_345, 2_500_000].map((n) => shortCount(n, place))).toEqual([
    "0",
    "999",
    "9,999",
    "12.3K",
    "2.5M",
  ]);
});

test("lengths count code points", () => {
  expect(codePoints("👩‍🌾 ok")).toBe(6);
});

test("waiting times are rounded up, never down", () => {
  expect([3, 30, 61, 400].map(waitOf)).toEqual(["in a few seconds", "in 30 seconds", "in a minute", "in 7 minutes"]);
});
