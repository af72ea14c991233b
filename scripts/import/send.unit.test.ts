import { describe, expect, it } from "vitest";
import type { ImportInput, ImportResult } from "../../contract/import.ts";
import { maxImportLines } from "../../contract/import.ts";
import { requestsOf, sendAll } from "./send.ts";

const follow = (n: number): ImportInput => ({ kind: "follow", source: "x", follower: String(n), followee: "0" });
const follows = (count: number) => Array.from({ length: count }, (_, i) => follow(i));
const all: ImportResult = { accepted: 0, repeated: 0, refused: [] };
const signal = new AbortController().signal;
const pace = () => Promise.resolve();

describe("requestsOf", () => {
  it("keeps order, loses nothing and stays within what one request takes", () => {
    const lines = follows(2500);
    const requests = [...requestsOf(lines)];
    expect(requests.flat()).toEqual(lines);
    expect(Math.max(...requests.map((request) => request.length))).toBeLessThanOrEqual(maxImportLines);
  });

  it("makes requests of few lines where lines are long, and one of a line that is too long by itself", () => {
    const long = (n: number): ImportInput => ({
      kind: "comment",
      source: "x",
      externalId: String(n),
      author: "1",
      post: "1",
      content: "x".repeat(n === 2 ? 500_000 : 60_000),
      createdAt: "2010-01-01T00:00:00Z",
    });
    expect([...requestsOf([long(0), long(1), long(2), long(3)])].map((request) => request.length)).toEqual([2, 1, 1]);
  });
});

describe("sendAll", () => {
  it("adds up what was brought, and reasons of refusals without the ids in them", async () => {
    let call = 0;
    const send = (lines: readonly ImportInput[]): Promise<ImportResult> => {
      call += 1;
      const refused = [{ line: 1, code: "not_found", detail: `There is no person ${call} from x.` }];
      return Promise.resolve({ accepted: lines.length - 2, repeated: 1, refused });
    };
    const progress: number[] = [];
    const outcome = await sendAll(follows(900), { send, pace, signal, onProgress: (done) => progress.push(done) });
    expect(outcome).toMatchObject({ found: 900, brought: 900 - 2 * call, repeated: call });
    expect([...outcome.refused]).toEqual([["not_found: there is no such person from x", call]]);
    expect(progress.at(-1)).toBe(900);
  });

  it("waits for its turn before each request, and sends only a few at once", async () => {
    let under = 0;
    let most = 0;
    let paced = 0;
    const send = async () => {
      under += 1;
      most = Math.max(most, under);
      await Promise.resolve();
      under -= 1;
      return all;
    };
    const turn = () => Promise.resolve(void (paced += 1));
    await sendAll(follows(3000), { send, pace: turn, signal, onProgress: () => undefined });
    expect(most).toBeLessThanOrEqual(2);
    expect(paced).toBe([...requestsOf(follows(3000))].length);
  });

  it("sends one request after the other where order matters", async () => {
    let under = 0;
    let most = 0;
    const seen: string[] = [];
    const send = async (lines: readonly ImportInput[]) => {
      most = Math.max(most, ++under);
      await Promise.resolve();
      under -= 1;
      for (const line of lines) if (line.kind === "follow") seen.push(line.follower);
      return all;
    };
    await sendAll(follows(1000), { send, pace, signal, inOrder: true, onProgress: () => undefined });
    expect(most).toBe(1);
    expect(seen).toEqual(follows(1000).map((_, i) => String(i)));
  });

  it("sends nothing more once a request has failed or a stop was asked for", async () => {
    let sent = 0;
    const failing = () => {
      sent += 1;
      return Promise.reject(new Error("no"));
    };
    await expect(sendAll(follows(5000), { send: failing, pace, signal, onProgress: () => undefined })).rejects.toThrow(
      "no",
    );
    expect(sent).toBeLessThanOrEqual(2);

    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(
      sendAll(follows(10), { send: failing, pace, signal: stopped, onProgress: () => undefined }),
    ).rejects.toThrow("stopped");
    expect(sent).toBeLessThanOrEqual(2);
  });
});
