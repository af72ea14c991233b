import { describe, expect, it } from "vitest";
import { growth, moves, objectCount, objectOf, placement, shardCount } from "./shards.ts";

function sizes(table: number[]): number[] {
  const held = Array.from({ length: Math.max(...table) + 1 }, () => 0);
  for (const object of table) held[object] = (held[object] ?? 0) + 1;
  return held;
}

describe("placement", () => {
  it("gives every object the same number of shards at first", () => {
    expect(new Set(sizes(placement([16])))).toEqual(new Set([64]));
  });

  it.each([
    [[16, 24], 8],
    [[16, 32], 16],
    [[16, 17, 20, 64], 44],
  ])("stays balanced after growing through %j", (growth) => {
    const held = sizes(placement(growth));
    expect(held).toHaveLength(growth.at(-1)!);
    expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(2);
  });

  it("refuses to shrink, which would lose shards", () => {
    expect(() => placement([16, 8])).toThrow(RangeError);
  });
});

describe("moves", () => {
  it("moves only what the new objects take over", () => {
    const moved = moves([16], [16, 24]);
    expect(moved.every(({ from, to }) => from < 16 && to >= 16)).toBe(true);
    expect(moved).toHaveLength(Math.floor(shardCount / 24) * 8);
  });

  it("is empty between equal tables", () => {
    expect(moves([16, 24], [16, 24])).toEqual([]);
  });
});

it("finds an object for everyone", () => {
  const objects = new Set(Array.from({ length: 2_000 }, (_, i) => objectOf(`person-${i}`)));
  expect(objects.size).toBe(objectCount);
  expect(objectCount).toBe(growth.at(-1));
});
