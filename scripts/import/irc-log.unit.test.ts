import { describe, expect, it } from "vitest";
import { parseIrcLog } from "./irc-log.ts";

const day = Date.parse("2007-02-06");
const parse = (...rows: string[]) => parseIrcLog(new TextEncoder().encode(rows.join("\n")), day);
const only = (row: string) => {
  const { event, nick, text } = parse(row).lines[0] ?? {};
  return { event, nick, text };
};
const clock = (log: ReturnType<typeof parse>) => log.lines.map(({ at }) => new Date(at).toISOString().slice(5, 23));

describe("a line of a log", () => {
  it("is what somebody said", () => {
    expect(only("[09:51] <towlieban> has anyone here run ubuntu under vmware ?")).toEqual({
      event: "message",
      nick: "towlieban",
      text: "has anyone here run ubuntu under vmware ?",
    });
    expect(only("[05:42] <private_guy> <Pici> kramer3d: hold on")).toMatchObject({
      nick: "private_guy",
      text: "<Pici> kramer3d: hold on",
    });
  });

  it("is somebody coming or going; where they connect from stays behind", () => {
    expect(only("=== Lap_dragon [n=lap@unaffiliated/lap]  has joined #Ubuntu")).toEqual({
      event: "joined",
      nick: "Lap_dragon",
      text: "",
    });
    expect(only('=== Bhaal [i=bhaal@freenode/staff/bhaal]  has left #ubuntu ["Coming]')).toMatchObject({
      event: "left",
      nick: "Bhaal",
    });
    expect(only("=== matthew1429 [n=tferrero@75-132-143-75.dhcp.example]  has left #ubuntu [] ")).toMatchObject({
      event: "left",
    });
  });

  it("is what somebody did, in either form, and a new nick or a setting are things done too", () => {
    expect(only("[19:49]  * Bridge| kicks himself")).toMatchObject({
      nick: "Bridge|",
      text: "* Bridge| kicks himself",
    });
    expect(only("=== nickrud has not upgraded <one> X package on dapper yet :)")).toMatchObject({
      nick: "nickrud",
      text: "* nickrud has not upgraded <one> X package on dapper yet :)",
    });
    expect(only("=== neutrino is now known as tar-")).toMatchObject({
      event: "message",
      nick: "neutrino",
      text: "* neutrino is now known as tar-",
    });
    expect(only("=== mode/#ubuntu [+b king-rapper!*@*]  by Amaranth")).toMatchObject({
      nick: "Amaranth",
      text: "* mode/#ubuntu [+b king-rapper!*@*]",
    });
  });

  it("has nicks with brackets as they were, without the spaces that the logs put after them", () => {
    expect(only("[11:22] <zcat[1] > kameron: umm")).toMatchObject({ nick: "zcat[1]", text: "kameron: umm" });
    expect(only("[09:15] <Guard] [an> hello")).toMatchObject({ nick: "Guard][an" });
    expect(only("=== [VeryCD] OhMyGod [n=20529D18@58.213.33.51]  has joined #ubuntu")).toMatchObject({
      nick: "[VeryCD]OhMyGod",
    });
    expect(only("=== [gijoe]  [i=nobody@h79.example]  has left #ubuntu []")).toMatchObject({ nick: "[gijoe]" });
    expect(only("=== zcat[1]  uses nvidia-glx-legacy.")).toMatchObject({ text: "* zcat[1] uses nvidia-glx-legacy." });
    expect(only("=== Bart]  is now known as _Bart_")).toMatchObject({ text: "* Bart] is now known as _Bart_" });
  });

  it("may say nothing, or be none of such a log", () => {
    const log = parse("[09:43] <drcode>", "", "Chapter one", "[11:25] <pirate> ", "[11:26] <pirate> aye");
    expect(log).toMatchObject({ wordless: [1, 4], unreadable: [3] });
    expect(log.lines.map(({ number }) => number)).toEqual([5]);
  });

  it("loses what nobody sees: backspaces, colours, marks of direction", () => {
    expect(only("[12:42] <xur1z> is firi\u0008gnng").text).toBe("is firignng");
    expect(only("[12:42] <bot> \u000304,12red\u000f and \u0002bold\u0002\u202e").text).toBe("red and bold");
    expect(only("[12:42] <a> tab\there").text).toBe("tab\there");
  });

  it("is read as Windows-1252 where it is not UTF-8", () => {
    const row = (name: number[]) => [...new TextEncoder().encode("[10:00] <a> caf"), ...name, 0x0a];
    const log = parseIrcLog(Uint8Array.from([...row([0xe9]), ...row([0xc3, 0xa9]), ...row([0x80])]), day);
    expect(log.lines.map(({ text }) => text)).toEqual(["café", "café", "caf€"]);
  });
});

describe("the time of a line", () => {
  it("is a millisecond after the line before it within a minute", () => {
    expect(clock(parse("[09:51] <a> 1", "[09:51] <b> 2", "[09:52] <a> 3"))).toEqual([
      "02-06T09:51:00.000",
      "02-06T09:51:00.001",
      "02-06T09:52:00.000",
    ]);
  });

  it("is that of the line before where it has none, and at the start that of the first that has", () => {
    expect(clock(parse("=== a hi", "[09:51] <a> 1", "=== b waves", "[10:01] <a> 2"))).toEqual([
      "02-06T09:51:00.000",
      "02-06T09:51:00.001",
      "02-06T09:51:00.002",
      "02-06T10:01:00.000",
    ]);
  });

  it("goes on after midnight, and after noon where the clock has twelve hours", () => {
    expect(clock(parse("[23:59] <a> 1", "[00:01] <a> 2"))).toEqual(["02-06T23:59:00.000", "02-07T00:01:00.000"]);
    expect(clock(parse("[11:55] <a> 1", "[00:05] <a> 2", "[06:09] <a> 3"))).toEqual([
      "02-06T11:55:00.000",
      "02-06T12:05:00.000",
      "02-06T18:09:00.000",
    ]);
  });

  it("never goes back: a line that stands late keeps its place", () => {
    expect(clock(parse("[09:52] <a> 1", "[09:51] <b> 2"))).toEqual(["02-06T09:52:00.000", "02-06T09:52:00.001"]);
  });
});
