import { describe, expect, it } from "vitest";
import { kindOfDeclared } from "./declared.ts";

describe("declarations", () => {
  it.each([
    ["image/png", "photo.png", "image"],
    ["IMAGE/PNG; charset=binary", "photo", "image"],
    ["video/quicktime", "film.mov", "video"],
    ["audio/mpeg", "song.mp3", "audio"],
    ["application/pdf", "paper.pdf", "file"],
    ["text/html", "page.html", "file"],
    ["application/vnd.ms-excel", "table.csv", "file"],
    ["application/octet-stream", "photo.HEIC", "image"],
    ["application/octet-stream", "film.mkv", "video"],
    ["application/octet-stream", "data", "file"],
    ["image/png", "program.exe.png", "image"],
    ["text/plain", "version 1.0", "file"],
  ])("stand for a kind: %s, %s", (type, filename, kind) => {
    expect(kindOfDeclared(type, filename)).toBe(kind);
  });

  it.each([
    ["image/jpeg", "photo.jpg.exe"],
    ["image/jpeg", "photo.jpg.EXE"],
    ["image/jpeg", "photo.scr"],
    ["image/jpeg", "photo.bat. . "],
    ["image/jpeg", "photo.exe\u200b"],
    ["application/x-msdownload", "photo.jpg"],
    ["application/vnd.android.package-archive", "app"],
    ["application/octet-stream", "library.dll"],
    ["application/octet-stream", "app.apk"],
    ["application/octet-stream", "app.jar"],
    ["application/octet-stream", "setup.msi"],
    ["text/plain", "script.sh"],
    ["text/plain", "invoice.url"],
    ["text/plain", "invoice.desktop"],
    ["text/plain", "invoice.settingcontent-ms"],
    ["text/javascript", "script.txt"],
  ])("are turned away: %s, %s", (type, filename) => {
    expect(kindOfDeclared(type, filename)).toBeNull();
  });
});
