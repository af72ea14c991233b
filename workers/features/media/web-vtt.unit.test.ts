import { describe, expect, it } from "vitest";
import { normalVtt, problemOfVtt } from "./web-vtt.ts";

const problemOf = (text: string) => problemOfVtt(normalVtt(text));

describe("captions", () => {
  it.each([
    "WEBVTT\n\n00:01.000 --> 00:04.000\nNever drink liquid nitrogen.\n",
    "\uFEFFWEBVTT with a title\r\n\r\nNOTE a remark\r\n\r\nintro\r\n00:00:00.000 --> 100:00:00.000 align:start line:0\r\n<v Ada>Hello\r\n- and more\r\n",
    "WEBVTT\n\nSTYLE\n::cue { color: white }\n\n1\n00:00.000 --> 00:00.001",
  ])("are taken as they are: %j", (text) => {
    expect(problemOf(text)).toBeNull();
  });

  it.each([
    ["", "WEBVTT"],
    ["1\n00:01.000 --> 00:04.000\nSubRip\n", "WEBVTT"],
    ["WEBVTTS\n\n00:01.000 --> 00:04.000\nx\n", "WEBVTT"],
    ["<html>WEBVTT", "WEBVTT"],
    ["WEBVTT\n", "no captions"],
    ["WEBVTT\n\n00:01,000 --> 00:04,000\nx\n", "line 3"],
    ["WEBVTT\n\n00:04.000 --> 00:01.000\nx\n", "ends before"],
    ["WEBVTT\n\n00:61.000 --> 00:99.000\nx\n", "line 3"],
    ["WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny\n", "before line 5"],
  ])("are refused with a reason: %j", (text, reason) => {
    expect(problemOf(text)).toContain(reason);
  });
});
