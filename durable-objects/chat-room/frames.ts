/** Frames of clients, as they come off the wire. Pure, and never throws. */
import type { ErrorCode } from "../../contract/errors.ts";
import { maxFrameBytes } from "../../contract/live/protocol.ts";
import { roomFrame, type RoomFrame } from "../../contract/live/room.ts";
import { isId } from "../../contract/ids.ts";
import { seq } from "../../contract/messages.ts";
import { isArmed } from "../kit/faults.ts";

export type ParsedFrame = { ok: true; frame: RoomFrame } | { ok: false; code: ErrorCode; detail: string; about: Named };

/** Which message a frame names, so that its sender can tell what was refused: one to be sent by its id, one to be changed by its seq. */
export interface Named {
  id?: string;
  messageSeq?: number;
}

const encoder = new TextEncoder();

/** Reads one frame. Binary, too large, not JSON, or not of the protocol: says why. */
export function parseFrame(data: string | ArrayBuffer): ParsedFrame {
  if (typeof data !== "string") return { ok: false, code: "malformed", detail: "Frames are text.", about: {} };
  if (isOversize(data)) {
    const detail = `A frame has at most ${maxFrameBytes} bytes.`;
    return { ok: false, code: "payload_too_large", detail, about: {} };
  }
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { ok: false, code: "malformed", detail: "Frames are JSON.", about: {} };
  }
  const parsed = roomFrame.safeParse(json);
  if (parsed.success) return { ok: true, frame: parsed.data };
  if (isArmed("room.omit-frame-check")) return { ok: true, frame: json as RoomFrame };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  const detail = `${path === "" ? "The frame" : path}: ${issue?.message ?? "is not valid"}`;
  return { ok: false, code: "validation_failed", detail, about: namedIn(json) };
}

function isOversize(text: string): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8, so most texts need no counting.
  if (text.length > maxFrameBytes) return true;
  return text.length * 3 > maxFrameBytes && encoder.encode(text).length > maxFrameBytes;
}

/** What a frame names, whatever else is wrong with it. */
export function namedIn(frame: unknown): Named {
  if (typeof frame !== "object" || frame === null) return {};
  const { id, messageSeq } = frame as { id?: unknown; messageSeq?: unknown };
  if (typeof id === "string" && isId(id)) return { id };
  return seq.safeParse(messageSeq).success ? { messageSeq: messageSeq as number } : {};
}
