/** What devices send. Pure. */
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
