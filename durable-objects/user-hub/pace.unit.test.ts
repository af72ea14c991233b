import { expect, it } from "vitest";
import { Pace } from "./pace.ts";

it("lets a burst through, then what its rate allows", () => {
  const pace = new Pace(60, 2, 0);
  expect(Array.from({ length: 61 }, () => pace.take(0)).filter(Boolean)).toHaveLength(60);
  expect([pace.take(1_000), pace.take(1_000), pace.take(1_000)]).toEqual([true, true, false]);
  expect(pace.take(1_250)).toBe(false);
  expect(pace.take(1_500)).toBe(true);
});

it("takes no harm from a clock that goes back", () => {
  const pace = new Pace(1, 1, 10_000);
  expect([pace.take(5_000), pace.take(6_000), pace.take(11_000)]).toEqual([true, false, true]);
});
