/** Frames of clients, as they come off the wire. Pure, and never throws. */
import type { ErrorCode } from "../../contract/errors.ts";
import { maxFrameBytes } from "../../contract/live/protocol.ts";
import { roomFrame, type RoomFrame } from "../../contract/live/room.ts";
import { isId } from "../../contract/ids.ts";
import { isArmed } from "../kit/faults.ts";

export type ParsedFrame =
  | { ok: true; frame: RoomFrame }
  /** `id` names the message that was meant, so that its sender can tell. */
  | { ok: false; code: ErrorCode; detail: string; id?: string };

const encoder = new TextEncoder();

/** Reads one frame. Binary, too large, not JSON, or not of the protocol: says why. */
export function parseFrame(data: string | ArrayBuffer): ParsedFrame {
  if (typeof data !== "string") return { ok: false, code: "malformed", detail: "Frames are text." };
  if (isOversize(data)) {
    return { ok: false, code: "payload_too_large", detail: `A frame has at most ${maxFrameBytes} bytes.` };
  }
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { ok: false, code: "malformed", detail: "Frames are JSON." };
  }
  const parsed = roomFrame.safeParse(json);
  if (parsed.success) return { ok: true, frame: parsed.data };
  if (isArmed("room.omit-frame-check")) return { ok: true, frame: json as RoomFrame };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  const detail = `${path === "" ? "The frame" : path}: ${issue?.message ?? "is not valid"}`;
  const id = idOf(json);
  return { ok: false, code: "validation_failed", detail, ...(id !== null && { id }) };
}

function isOversize(text: string): boolean {
  // A UTF-16 unit takes one to three bytes of UTF-8, so most texts need no counting.
  if (text.length > maxFrameBytes) return true;
  return text.length * 3 > maxFrameBytes && encoder.encode(text).length > maxFrameBytes;
}

function idOf(json: unknown): string | null {
  if (typeof json !== "object" || json === null || !("id" in json)) return null;
  return typeof json.id === "string" && isId(json.id) ? json.id : null;
}
