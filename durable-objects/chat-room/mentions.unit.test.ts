import { expect, it } from "vitest";
import { mentionedNames } from "./mentions.ts";

it.each([
  ["no names here", []],
  ["@ada, @Grace.Hopper. and (@joan_c)!", ["ada", "grace.hopper", "joan_c"]],
  ["@ada @ADA @ada", ["ada"]],
  ["mail to ada@example.org or @@ada", []],
  ["@ab is too short, @a.b is not", ["a.b"]],
  ["សួស្តី @sokha។", ["sokha"]],
])("finds names in %j", (text, names) => {
  expect(mentionedNames(text)).toEqual(names);
});

it("stops at fifty", () => {
  const text = Array.from({ length: 80 }, (_, index) => `@person${index}`).join(" ");
  expect(mentionedNames(text)).toHaveLength(50);
});
