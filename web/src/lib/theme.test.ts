import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { applyTheme, currentTheme } from "./theme.ts";

/** Runs what the page runs before its first paint. */
function firstPaint(): void {
  const source = readFileSync(join(import.meta.dirname, "../../public/theme.js"), "utf8");
  runInThisContext(source);
}

const root = document.documentElement;

afterEach(() => {
  localStorage.clear();
  delete root.dataset["theme"];
});

test("a chosen theme is in force at once and before the first paint of the next visit", () => {
  applyTheme("dark");
  expect(root.dataset["theme"]).toBe("dark");

  delete root.dataset["theme"];
  firstPaint();
  expect(currentTheme()).toBe("dark");
});

test("the system's theme needs no mark and leaves none behind", () => {
  applyTheme("light");
  applyTheme("system");
  firstPaint();
  expect(root.dataset["theme"]).toBeUndefined();
  expect(currentTheme()).toBe("system");
});
