import { describe, expect, it } from "vitest";
import { bucketOf, fnv1a32 } from "./hash.ts";

describe("fnv1a32", () => {
  it.each([
    ["", 0x811c9dc5],
    ["a", 0xe40c292c],
    ["foobar", 0xbf9cf968],
  ])("hashes %j as the reference does", (text, hash) => {
    expect(fnv1a32(text)).toBe(hash);
  });
});

describe("bucketOf", () => {
  it("spreads keys that differ only at the end evenly", () => {
    const counts = Array.from({ length: 16 }, () => 0);
    for (let i = 0; i < 16_000; i++) {
      const bucket = bucketOf(`01JD6Z3N9Q8T4V5W6X7Y8${i.toString(32).toUpperCase().padStart(5, "0")}`, 16);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1_150);
  });
});
