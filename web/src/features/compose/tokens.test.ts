import { expect, test } from "vitest";
import { complete, tokenAt } from "./tokens.ts";

const at = (text: string) => tokenAt(text, text.length);

test("a mention begins with the sign alone, a tag with its first letter", () => {
  expect(at("Hello @")).toEqual({ kind: "mention", query: "", start: 6, end: 7 });
  expect(at("Hello @ad")).toMatchObject({ kind: "mention", query: "ad" });
  expect(at("#")).toBeNull();
  expect(at("About #tra")).toMatchObject({ kind: "tag", query: "tra", start: 6 });
});

test("tags and names of every script are completed", () => {
  expect(at("#គណិត")).toMatchObject({ kind: "tag", query: "គណិត" });
  expect(at("@Инес")).toMatchObject({ kind: "mention", query: "Инес" });
});

test("addresses, paths and words with a sign inside are no tokens", () => {
  for (const text of ["dara@exam", "https://example.org/@dara", "a#b", "&#39", "## Head", "@dara and"]) {
    expect(at(text)).toBeNull();
  }
});

test("only what stands before the caret counts", () => {
  expect(tokenAt("@ada and #tea", 3)).toMatchObject({ kind: "mention", query: "ad", end: 3 });
});

test("a completion replaces the token, keeps the rest, and leaves one space behind it", () => {
  const text = "Ask @to now";
  expect(complete(text, tokenAt(text, 7)!, "@tomas")).toEqual({ text: "Ask @tomas now", caret: 11 });
  expect(complete("#tr", at("#tr")!, "#trains")).toEqual({ text: "#trains ", caret: 8 });
});
