import { expect, it } from "vitest";
import { nextRun } from "./task.ts";

it("runs a task again after its period, and soon when its batch was full", () => {
  expect(nextRun(1_000, 10_000, { handled: 3, isFull: false })).toBe(11_000);
  expect(nextRun(1_000, 10_000, { handled: 500, isFull: true })).toBe(1_250);
});
