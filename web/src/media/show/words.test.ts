import { expect, test } from "vitest";
import { makeFile, makePicture, makeVideo } from "../../../../tests/setup/media.ts";
import { formatName, languageName, sizeWords } from "./file-words.ts";
import { attachmentsOf, durationWords, lineOf, summaryOf } from "./words.ts";

const place = { locale: "en", timeZone: "UTC" };

test("a message without words is called by what it brings", () => {
  const picture = makePicture();
  expect(lineOf({ content: "Look", media: [picture] })).toBe("Look");
  expect(lineOf({ content: "", media: [picture] })).toBe("Photo");
  expect(lineOf({ content: "", media: [picture, makePicture()] })).toBe("2 photos");
  expect(lineOf({ content: "", media: [makeVideo()] })).toBe("Video");
  expect(lineOf({ content: "", media: [picture, makeFile()] })).toBe("2 attachments");
  expect(lineOf({ content: "", media: [] })).toBe("");
  expect(summaryOf(attachmentsOf([makeFile()]))).toBe("File");
});

test("sizes and times are short", () => {
  expect([0, 999, 1500, 24_800_000, 3.2e9].map((bytes) => sizeWords(bytes, place))).toEqual([
    "0 bytes",
    "999 bytes",
    "1.5 kB",
    "25 MB",
    "3.2 GB",
  ]);
  expect([7, 59.6, 754, 3723].map(durationWords)).toEqual(["0:07", "1:00", "12:34", "1:02:03"]);
});

test("formats and languages have names", () => {
  expect(formatName(makeFile())).toBe("PDF");
  expect(formatName({ filename: "README", type: "text/plain" })).toBe("PLAIN");
  expect(languageName("km", place)).toBe("Khmer");
});
