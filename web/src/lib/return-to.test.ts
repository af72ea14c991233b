import { expect, test } from "vitest";
import { safeReturnTo } from "./return-to.ts";

test("only addresses of this site are gone back to", () => {
  expect(safeReturnTo("/posts/1?sort=new#c2")).toBe("/posts/1?sort=new#c2");
  for (const elsewhere of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    7,
    null,
  ]) {
    expect(safeReturnTo(elsewhere)).toBeUndefined();
  }
});
