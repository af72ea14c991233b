import { afterEach, describe, expect, it, vi } from "vitest";
import { outcomeTable, ProgressLine, totalsLine } from "./show.ts";

/** A stream that remembers what was written. */
function screen(isTTY: boolean) {
  const written: string[] = [];
  const out = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { out, written };
}

/** Lets time stand at so many milliseconds after the start of the process. */
const timeIs = (milliseconds: number) => vi.spyOn(performance, "now").mockReturnValue(milliseconds);
afterEach(() => vi.restoreAllMocks());

describe("ProgressLine", () => {
  it("writes one line anew on a terminal, and ends it when all is done", () => {
    const { out, written } = screen(true);
    const progress = new ProgressLine(out);
    timeIs(8000);
    progress.update("messages", 500, 17_842, 6000);
    progress.update("messages", 501, 17_842, 6000);
    timeIs(8001);
    progress.update("messages", 17_842, 17_842, 6000);
    expect(written).toEqual([
      "\r\u001B[Kmessages 500 of 17,842 (2 %), 250 per second",
      "\r\u001B[Kmessages 17,842 of 17,842 (100 %), 8,917 per second\n",
    ]);
  });

  it("writes a line now and then elsewhere", () => {
    const { out, written } = screen(false);
    const progress = new ProgressLine(out);
    for (let done = 1; done <= 12; done++) {
      timeIs(1000 + done * 1000);
      progress.update("nicks", done, 12, 1000);
    }
    expect(written).toEqual([
      "nicks    4 of 12 (33 %), 1 per second\n",
      "nicks    9 of 12 (75 %), 1 per second\n",
      "nicks    12 of 12 (100 %), 1 per second\n",
    ]);
  });
});

describe("what came of an import", () => {
  it("is a table with the reasons of refusals under it, the most frequent first", () => {
    const refused = new Map([
      ["conflict: taken", 2],
      ["not_found: there is no such person from x", 3],
    ]);
    const table = outcomeTable([
      ["nicks", { found: 2672, brought: 2667, repeated: 0, refused, seconds: 1.25 }],
      ["messages", { found: 17_842, brought: 0, repeated: 17_842, refused: new Map(), seconds: 7 }],
    ]);
    expect(table.split("\n").map((line) => line.trim().split(/ {2,}/))).toEqual([
      ["found", "brought", "already there", "refused", "seconds"],
      ["nicks", "2,672", "2,667", "0", "5", "1.3"],
      ["messages", "17,842", "0", "17,842", "0", "7.0"],
      [""],
      ["Refused:"],
      ["nicks, 3: not_found: there is no such person from x"],
      ["nicks, 2: conflict: taken"],
    ]);
  });

  it("is told in the site's totals, and what it still does", () => {
    const totals = { people: 2672, posts: 0, comments: 0, follows: 0, messages: 15_602, media: 0, openCases: 0 };
    expect(totalsLine({ ...totals, outbox: { waiting: 0, parked: 0 } })).toBe(
      "The site has 2,672 people, 0 follows, 0 posts, 0 comments and 15,602 messages.",
    );
    expect(totalsLine({ ...totals, outbox: { waiting: 3, parked: 0 } })).toContain("(3 steps to go)");
  });
});
