/** What devices send: read, and held to a rate. Pure. */
import { hubFrame, type HubFrame } from "../../contract/live/hub.ts";
import { maxFrameBytes } from "../../contract/live/protocol.ts";
import { done, refused, type Result } from "../kit/result.ts";

/** A frame, or why it is none. */
export function readFrame(message: string | ArrayBuffer): Result<HubFrame> {
  if (typeof message !== "string") return refused("malformed", "Send text frames.");
  if (message.length > maxFrameBytes || new TextEncoder().encode(message).byteLength > maxFrameBytes)
    return refused("payload_too_large", `A frame has at most ${maxFrameBytes / 1024} KiB.`);
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return refused("malformed", "The frame is not valid JSON.");
  }
  const frame = hubFrame.safeParse(value);
  if (frame.success) return done(frame.data);
  const [issue] = frame.error.issues;
  return refused("validation_failed", `${issue?.path.join(".") || "The frame"}: ${issue?.message ?? "is not known"}`);
}

/** Frames that a device may send at once, and how many more a second. Bad ones are counted apart. */
const allowance = { frames: { max: 60, perSecond: 2 }, bad: { max: 20, perSecond: 0.2 } };

/** How much of its allowance a socket has used up. Kept in memory: a socket that is quiet enough to hibernate starts anew. */
export class Pace {
  readonly #used = { frames: 0, bad: 0 };
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  /** Counts one; false when it was one too many. */
  count(kind: keyof typeof allowance, now: number): boolean {
    const seconds = Math.max(0, now - this.#at) / 1000;
    this.#at = Math.max(now, this.#at);
    for (const each of ["frames", "bad"] as const)
      this.#used[each] = Math.max(0, this.#used[each] - seconds * allowance[each].perSecond);
    this.#used[kind] += 1;
    return this.#used[kind] <= allowance[kind].max;
  }
}
