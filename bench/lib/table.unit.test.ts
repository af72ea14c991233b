import { expect, it } from "vitest";
import { markdownTable, replaceSection } from "./table.ts";

it("sets numbers to the right and words to the left", () => {
  expect(
    markdownTable(
      ["server", "rate"],
      [
        ["one", "5"],
        ["the other", "1,200"],
      ],
    ),
  ).toBe(
    ["| server    |  rate |", "|-----------|------:|", "| one       |     5 |", "| the other | 1,200 |"].join("\n"),
  );
});

it("replaces one section of a page and leaves the rest alone", () => {
  const page = "Before\n<!-- chat: begin -->\nold\n<!-- chat: end -->\nAfter\n";
  const once = replaceSection(page, "chat", "new");
  expect(once).toBe("Before\n<!-- chat: begin -->\n\nnew\n\n<!-- chat: end -->\nAfter\n");
  expect(replaceSection(once, "chat", "new")).toBe(once);
  expect(() => replaceSection(page, "feed", "new")).toThrow("no section feed");
});
