import { expect, it } from "vitest";
import { contentOf, newFrameReader, numbersIn } from "./messages.ts";

const frame = (...numbers: number[]) =>
  Buffer.from(JSON.stringify({ t: "events", events: numbers.map((number) => ({ content: contentOf(number) })) }));

it("finds the numbers of all messages in a frame", () => {
  expect(numbersIn(frame(1, 20_345, 99_999_999))).toEqual([1, 20_345, 99_999_999]);
  expect(numbersIn(Buffer.from('{"t":"ack","id":"x","seq":4}'))).toEqual([]);
  expect(contentOf(7)).toHaveLength(100);
});

it("reads frames of the same length apart", () => {
  const read = newFrameReader();
  const frames = [1, 2, 3, 4, 5, 6].map((number) => frame(number));
  for (let round = 0; round < 2; round++) {
    expect(frames.map((each) => read(each))).toEqual([[1], [2], [3], [4], [5], [6]]);
  }
});
