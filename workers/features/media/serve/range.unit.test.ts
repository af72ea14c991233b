import { describe, expect, it } from "vitest";
import { parseRange, resolveRange } from "./range.ts";

describe("a Range field", () => {
  it.each([
    ["bytes=0-99", { offset: 0, length: 100 }],
    ["bytes=5-5", { offset: 5, length: 1 }],
    ["bytes=100-", { offset: 100 }],
    ["bytes=-500", { suffix: 500 }],
    ["bytes=-0", { suffix: 0 }],
    [" Bytes = 1-2 ", { offset: 1, length: 2 }],
  ])("%s", (field, range) => {
    expect(parseRange(field)).toEqual(range);
  });

  it.each([
    [undefined],
    [""],
    ["bytes="],
    ["bytes=-"],
    ["bytes=9-5"],
    ["bytes=0-1,5-6"],
    ["bytes=a-b"],
    ["items=0-1"],
    ["bytes=1"],
    ["bytes=--5"],
    ["bytes=0x1-2"],
  ])("%s means the whole", (field) => {
    expect(parseRange(field)).toBeNull();
  });
});

describe("a range of 1000 bytes", () => {
  it.each([
    [{ offset: 0 }, { first: 0, last: 999 }],
    [{ offset: 999 }, { first: 999, last: 999 }],
    [
      { offset: 0, length: 1 },
      { first: 0, last: 0 },
    ],
    [
      { offset: 900, length: 500 },
      { first: 900, last: 999 },
    ],
    [{ suffix: 1 }, { first: 999, last: 999 }],
    [{ suffix: 5000 }, { first: 0, last: 999 }],
    [{ offset: 1000 }, null],
    [{ suffix: 0 }, null],
  ])("%o → %o", (range, bytes) => {
    expect(resolveRange(range, 1000)).toEqual(bytes);
  });

  it("holds for positions beyond any file", () => {
    const range = parseRange("bytes=1-99999999999999999999999");
    expect(range && resolveRange(range, 10)).toEqual({ first: 1, last: 9 });
    const beyond = parseRange("bytes=99999999999999999999999-");
    expect(beyond && resolveRange(beyond, 10)).toBeNull();
  });
});
