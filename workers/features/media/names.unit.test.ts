import fc from "fast-check";
import { expect, it } from "vitest";
import { shownFilename } from "../../../contract/media.ts";
import { codePoints } from "../../../contract/text.ts";
import { displayName } from "./names.ts";

it.each([
  ["photo.jpg", "photo.jpg"],
  ["/home/ada/photo.jpg", "photo.jpg"],
  ["C:\\Users\\ada\\photo.jpg", "photo.jpg"],
  ["../../etc/passwd", "passwd"],
  ["a/b\\c/", "c"],
  ["folder/ ", "folder"],
  ['a "b"; filename=c\r\nX-Header: d.txt', 'a "b"; filename=c X-Header: d.txt'],
  ["in\u0000voice\u0007.pdf", "invoice.pdf"],
  ["annual\u202Efdp.exe", "annualfdp.exe"],
  ["z\u200Be\u200Dr\u2060o\uFEFF.txt", "zero.txt"],
  ["cafe\u0301.txt", "caf\u00E9.txt"],
  ["រូបភាព.png", "រូបភាព.png"],
  ["  spaced \t out .txt ", "spaced out .txt"],
  [".htaccess", ".htaccess"],
])("%j is shown as %j", (given, shown) => {
  expect(displayName(given)).toBe(shown);
});

it.each(["", " ", ".", "..", "/", "\\", "../..", "a/..", "\u200B", "\u202E.", "\n"])("%j gets a name", (given) => {
  expect(displayName(given)).toBe("file");
});

it("cuts long names, and keeps their ending", () => {
  const cut = displayName(`${"𝒏".repeat(400)}.jpeg`);
  expect(codePoints(cut)).toBe(200);
  expect(cut.endsWith("𝒏.jpeg")).toBe(true);
  expect(codePoints(displayName("x".repeat(500)))).toBe(200);
  expect(codePoints(displayName(`x.${"y".repeat(500)}`))).toBe(200);
});

it("gives names that can be shown for everything, the same when repeated", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
      const name = displayName(given);
      expect(shownFilename.safeParse(name).data).toBe(name);
      expect(name).not.toMatch(/^\.{0,2}$|[/\\]/);
      expect(displayName(name)).toBe(name);
    }),
  );
});
