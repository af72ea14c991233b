import { expect, it } from "vitest";
import { Tally } from "./tally.ts";

it("takes the last delivery as the end of a message", () => {
  const done: number[] = [];
  const tally = new Tally(3, 100, (number) => done.push(number));
  const number = tally.begin(10);
  expect(number).toBe(100);
  tally.deliver(number, 12);
  tally.deliver(number, 15);
  expect(tally.allDone).toBe(false);
  tally.deliver(number, 40);
  expect(done).toEqual([100]);
  expect(tally.allDone).toBe(true);
  expect(tally.deliveries).toBe(3);
  expect(tally.latenciesDone(0, 100)).toEqual([30]);
});

it("counts in a closed loop what ended in the window, in an open loop what began in it", () => {
  const tally = new Tally(1, 0);
  for (const at of [0, 10, 20]) tally.begin(at);
  tally.deliver(0, 11);
  tally.deliver(1, 12);
  expect(tally.latenciesDone(10, 20)).toEqual([11, 2]);
  expect(tally.latenciesSent(10, 30)).toEqual([2, Number.POSITIVE_INFINITY]);
});

it("leaves stragglers of an earlier run aside and refuses doubles", () => {
  const tally = new Tally(1, 50);
  tally.deliver(49, 1);
  expect(tally.deliveries).toBe(0);
  tally.deliver(tally.begin(0), 1);
  expect(() => tally.deliver(50, 2)).toThrow("twice");
});
