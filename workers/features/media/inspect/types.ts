/** What looking at a file takes and gives. */
import type { MediaKind, RefusalReason } from "../../../../contract/media.ts";

/** Bytes that are somewhere else, read a stretch at a time: the whole is never held. */
export interface ByteSource {
  size: number;
  /** The bytes from `from` up to, and without, `to`; fewer where the source ends. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** A stretch of the source, or bytes that stand in its place. */
export type Piece = { from: number; to: number } | { bytes: Uint8Array };

/** A file that may be shown or kept. */
export interface Accepted {
  kind: MediaKind;
  /** Media type by content. */
  type: string;
  /** What is kept of the file, in order: all but what tells where, when and with what it was made. */
  pieces: Piece[];
  /** Pixels as shown, after turning. */
  width: number | null;
  height: number | null;
  /** Seconds. */
  duration: number | null;
  /** Variants cannot be made of it directly. */
  needsMaster: boolean;
}

export interface Refusal {
  reason: RefusalReason;
  /** For a person. */
  detail: string;
}

export type Inspection = { ok: true; file: Accepted } | { ok: false; refusal: Refusal };
