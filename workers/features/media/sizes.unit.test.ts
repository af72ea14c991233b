import { expect, it } from "vitest";
import { inWords } from "./sizes.ts";

it.each([
  [0, "0 bytes"],
  [512, "512 bytes"],
  [1024, "1 KiB"],
  [1.5 * 1024 * 1024, "1.5 MiB"],
  [50 * 1024 * 1024, "50 MiB"],
  [2 * 1024 ** 3, "2 GiB"],
  [1024 ** 4, "1024 GiB"],
])("%d bytes are %s", (bytes, words) => {
  expect(inWords(bytes)).toBe(words);
});
