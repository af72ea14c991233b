import { expect, it } from "vitest";
import { percentile } from "./statistics.ts";

it("takes percentiles by nearest rank", () => {
  const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(samples, 0.5)).toBe(100);
  expect(percentile(samples, 0.99)).toBe(198);
  expect(percentile(samples, 1)).toBe(200);
  expect(percentile([7], 0.01)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

it("counts what never came as the slowest of all", () => {
  expect(percentile([1, 2, Number.POSITIVE_INFINITY], 0.99)).toBe(Number.POSITIVE_INFINITY);
});
