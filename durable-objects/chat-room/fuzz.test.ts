/** Frames that no client of ours would send. Whatever comes, the room answers with a reason of the protocol and goes on. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../contract/errors.ts";
import { maxFrameBytes } from "../../contract/live/protocol.ts";
import { newId } from "../../contract/ids.ts";
import { without } from "../../tests/harness/faults.ts";
import { openRoom, RoomClient } from "../../tests/harness/room-client.ts";
import { faultTolerance } from "./abuse.ts";
import { parseFrame } from "./frames.ts";

type Frame = string | ArrayBuffer;

/** Values where numbers, ids and texts belong: too large, of the wrong kind, empty, not well-formed. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(null, "", [], {}, -1, 0, 0.5, 2 ** 53, 1e308, -1e308, true, "\ud800", "\u0000", "👍👍", "‮x"),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Frames as they should be, to begin with. */
const valid = fc.constantFrom<Record<string, unknown>>(
  { t: "hello", since: 0 },
  { t: "send", id: newId(), content: "hello", replyTo: 1 },
  { t: "send", id: newId(), content: "", mediaIds: [newId(), newId()] },
  { t: "edit", messageSeq: 1, content: "hello" },
  { t: "delete", messageSeq: 1 },
  { t: "react", messageSeq: 1, emoji: "👍", on: true },
  { t: "typing" },
  { t: "read", upTo: 1 },
);

/** A frame with some of its fields replaced, taken away or added. */
const mutated = fc
  .tuple(
    valid,
    fc.dictionary(
      fc.constantFrom(
        "t",
        "id",
        "since",
        "content",
        "messageSeq",
        "emoji",
        "on",
        "upTo",
        "replyTo",
        "mediaIds",
        "senderId",
        "__proto__",
      ),
      fc.option(oddValue, { nil: undefined }),
      { minKeys: 1 },
    ),
  )
  .map(([frame, changes]) => JSON.stringify({ ...frame, ...changes }));

const nested = fc
  .tuple(fc.constantFrom("[", '{"t":', '{"content":['), fc.nat({ max: 20_000 }))
  .map(([opening, depth]) => opening.repeat(depth).slice(0, 60_000));
const closedNest = fc
  .nat({ max: 25_000 })
  .map((depth) => `{"t":"send","content":${"[".repeat(depth)}${"]".repeat(depth)}}`);

/** Parts of a frame in another order, doubled or missing. */
const torn = fc
  .tuple(valid, fc.nat({ max: 60 }), fc.nat({ max: 60 }))
  .map(([frame, from, to]) => JSON.stringify(frame).slice(from) + JSON.stringify(frame).slice(0, to));

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array).buffer);
const oversize = fc
  .tuple(fc.constantFrom("x", "ខ", "👍", "\ud800"), fc.integer({ min: 22_000, max: 70_000 }))
  .map(([unit, times]) => JSON.stringify({ t: "send", id: newId(), content: unit.repeat(times) }));

const frame: fc.Arbitrary<Frame> = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: fc.json() },
  { weight: 2, arbitrary: torn },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.oneof(nested, closedNest) },
  { weight: 1, arbitrary: bytes },
  { weight: 1, arbitrary: oversize },
);

/** What a frame may be refused with; `internal` would mean that something went wrong. */
const reasons: ErrorCode[] = [
  "malformed",
  "payload_too_large",
  "validation_failed",
  "forbidden",
  "not_found",
  "conflict",
  "rate_limited",
];

/** Sends frames to a room, fewer than would close the socket; afterwards everybody can write and everybody gets it. */
async function bombard(frames: readonly Frame[]): Promise<void> {
  const { room, people } = await openRoom(2);
  const [fuzzer, other] = (await Promise.all(people.map((person) => RoomClient.connect(room, person)))) as [
    RoomClient,
    RoomClient,
  ];
  for (const some of frames) fuzzer.sendNow(some);
  for (const client of [fuzzer, other]) {
    const seq = await client.send("still here");
    await Promise.all([fuzzer.upTo(seq), other.upTo(seq)]);
  }
  const codes = new Set(fuzzer.all("error").map(({ code }) => code));
  expect(reasons).toEqual(expect.arrayContaining([...codes]));
  expect(other.all("error")).toEqual([]);
  const seqs = other.stored.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  fuzzer.close();
  other.close();
}

const inRoom = (runs: number, seed: number) =>
  fc.assert(fc.asyncProperty(fc.array(frame, { minLength: 8, maxLength: faultTolerance.most, size: "max" }), bombard), {
    numRuns: runs,
    seed,
    endOnFailure: true,
  });

it("never throws on parsing a frame, and takes nothing that is too large or binary", () => {
  const parses = fc.property(frame, (data) => {
    const parsed = parseFrame(data);
    const isTooMuch = typeof data !== "string" || new TextEncoder().encode(data).length > maxFrameBytes;
    return parsed.ok ? !isTooMuch : reasons.includes(parsed.code);
  });
  expect(() => fc.assert(parses, { numRuns: 1_000 })).not.toThrow();
});

describe("a room that gets any frames", () => {
  it("answers each with a reason of the protocol, and goes on", () =>
    expect(inRoom(12, Date.now())).resolves.toBeUndefined());

  it("would not, if it took frames for what they say they are", () =>
    without("room.omit-frame-check", () => expect(inRoom(25, 1)).rejects.toThrow("Property failed")));
});
