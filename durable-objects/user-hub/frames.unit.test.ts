import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { maxFrameBytes } from "../../contract/live/protocol.ts";
import { readFrame } from "./frames.ts";

describe("readFrame", () => {
  it("fills in what a frame leaves out", () => {
    expect(readFrame('{"t":"watch"}')).toEqual({
      ok: true,
      value: { t: "watch", users: [], subjects: [], viewing: null },
    });
  });

  it.each([
    ["binary", new ArrayBuffer(4), "malformed"],
    ["no JSON", "{", "malformed"],
    ["another shape", "[]", "validation_failed"],
    ["an unknown kind", '{"t":"fly"}', "validation_failed"],
    ["an unknown field", '{"t":"state","state":"away","why":1}', "validation_failed"],
    ["no id", '{"t":"watch","users":["nobody"]}', "validation_failed"],
    ["no subject", '{"t":"watch","subjects":["planet:01JD6Z3N9Q8T4V5W6X7Y8Z9ABC"]}', "validation_failed"],
    [
      "too many people",
      JSON.stringify({ t: "watch", users: Array.from({ length: 101 }, () => newId()) }),
      "validation_failed",
    ],
    ["too large in characters", `"${"x".repeat(maxFrameBytes)}"`, "payload_too_large"],
    ["too large in bytes", `"${"é".repeat(maxFrameBytes / 2)}"`, "payload_too_large"],
  ])("refuses %s", (_, message, code) => {
    expect(readFrame(message)).toMatchObject({ ok: false, code });
  });
});
