import { rgbaToThumbHash } from "thumbhash";
import { expect, test } from "vitest";
import { groundOf } from "./placeholder.ts";

/** A square of one grey, of which a part is covered. */
function hashOf(grey: number, covered: number): string {
  const side = 20;
  const pixels = Array.from({ length: side * side }, (_, n) => [grey, grey, grey, n < covered * side * side ? 255 : 0]);
  return btoa(String.fromCharCode(...rgbaToThumbHash(side, side, pixels.flat())));
}

test("dark strokes on nothing lie on paper, light ones on the night", () => {
  expect(groundOf(hashOf(10, 0.2))).toBe("bg-paper");
  expect(groundOf(hashOf(250, 0.2))).toBe("bg-night");
});

test("what is covered, or seen on any ground, keeps that of the theme", () => {
  expect(groundOf(hashOf(10, 1))).toBeNull();
  expect(groundOf(hashOf(10, 0.95))).toBeNull();
  expect(groundOf(hashOf(140, 0.2))).toBeNull();
  expect(groundOf(undefined)).toBeNull();
  expect(groundOf("AAAA")).toBeNull();
});
