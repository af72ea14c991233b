import { parse } from "content-disposition";
import { describe, expect, it } from "vitest";
import { disposition, isShownInPlace, servedType } from "./disposition.ts";
import { derivedName } from "./filename.ts";

/** What a browser would do with the field. */
function taken(filename: string, type = "image/png", download = true) {
  const field = disposition(filename, type, download);
  expect(field).toMatch(/^[\x20-\x7E]+$/);
  return { type: parse(field).type, filename: parse(field).parameters.filename };
}

describe("names of downloads", () => {
  it.each([
    ["photo.png", "photo.png"],
    ['a "quoted" name.png', "a _quoted_ name.png"],
    ["line\r\nSet-Cookie: a=b\n.png", "line Set-Cookie_ a=b .png"],
    ["\u0000nul\u0007bell\u007F.png", "nulbell.png"],
    ["🚀 to the moon 🌕.png", "🚀 to the moon 🌕.png"],
    ["សួស្តី.png", "សួស្តី.png"],
    ["résumé – final.png", "résumé – final.png"],
    ["innocent\u202Egnp.exe", "innocentgnp.exe.png"],
    ["../../etc/passwd.png", "passwd.png"],
    ["C:\\Windows\\system32\\a.png", "a.png"],
    ["..", "file.png"],
    ["", "file.png"],
    [" hidden.png ", "hidden.png"],
    ["photo.jpg.exe", "photo.jpg.exe.png"],
    ["100% legal; filename=x.png", "100% legal; filename=x.png"],
    ["%2e%2e%2f.png", "%2e%2e%2f.png"],
    ["broken \uD800 surrogate.png", "broken \uFFFD surrogate.png"],
  ])("%j → %j", (filename, saved) => {
    expect(taken(filename)).toEqual({ type: "attachment", filename: saved });
  });

  it("are cut where they are very long, and keep their extension", () => {
    const name = taken(`${"😀".repeat(500)}.png`).filename ?? "";
    expect(name.endsWith("😀.png")).toBe(true);
    expect([...name]).toHaveLength(200);
    expect([...(taken(`a.${"x".repeat(500)}`).filename ?? "")].length).toBeLessThanOrEqual(204);
  });

  it("of files that people may run stay what they are, but never take the looks of a picture", () => {
    expect(taken("tool.py", "text/plain").filename).toBe("tool.py");
    expect(taken("holiday.svg", "image/svg+xml").filename).toBe("holiday.svg");
    expect(taken("report.pdf.scr", "application/pdf").filename).toBe("report.pdf.scr.pdf");
    expect(taken("film.html", "video/matroska").filename).toBe("film.html.mkv");
    expect(taken("sound.html", "audio/matroska").filename).toBe("sound.html.mka");
  });

  it("of derived pictures have the extension of their format", () => {
    expect(derivedName("IMG_0001.HEIC", "image/webp")).toBe("IMG_0001.webp");
    expect(derivedName("no extension", "image/avif")).toBe("no extension.avif");
    expect(derivedName(".png", "image/avif")).toBe(".png.avif");
  });
});

describe("showing in place", () => {
  it.each([
    ["image/png", "inline"],
    ["image/svg+xml", "inline"],
    ["video/mp4", "inline"],
    ["audio/mpeg", "inline"],
    ["application/pdf", "attachment"],
    ["text/html", "attachment"],
    ["text/plain", "attachment"],
    ["application/zip", "attachment"],
    ["image/x-unknown", "attachment"],
    ["application/octet-stream", "attachment"],
  ])("%s is %s", (type, how) => {
    expect(taken("name", type, false).type).toBe(how);
    expect(isShownInPlace(type)).toBe(how === "inline");
    expect(taken("name", type, true).type).toBe("attachment");
  });

  it("serves whatever is text as plain text", () => {
    for (const type of ["text/html", "text/css", "application/xhtml+xml", "application/json", "application/javascript"])
      expect(servedType(type)).toBe("text/plain; charset=utf-8");
    for (const type of ["image/svg+xml", "application/pdf", "video/mp4"]) expect(servedType(type)).toBe(type);
  });
});
