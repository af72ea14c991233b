/** Inspections of bytes in memory, which watch how the source is read. */
import { inspect } from "../../workers/features/media/inspect/inspect.ts";
import type { Accepted, ByteSource, Inspection, Piece } from "../../workers/features/media/inspect/types.ts";
import { joined } from "./media-files.ts";

export interface WatchedSource extends ByteSource {
  reads: number;
  bytesRead: number;
}

/** Throws for reads that a store would refuse: those that begin outside of the bytes, or are of none. */
export function sourceOf(bytes: Uint8Array): WatchedSource {
  const source: WatchedSource = {
    size: bytes.length,
    reads: 0,
    bytesRead: 0,
    read: async (from, to) => {
      if (!(from >= 0 && from < to && from < bytes.length))
        throw new RangeError(`read ${from} to ${to} of ${bytes.length}`);
      source.reads++;
      source.bytesRead += Math.min(to, bytes.length) - from;
      return bytes.slice(from, to);
    },
  };
  return source;
}

/** What a client says that knows nothing. */
export const anything = "application/octet-stream";

export function inspectBytes(bytes: Uint8Array, type = anything, filename = "file"): Promise<Inspection> {
  return inspect(sourceOf(bytes), { type, filename, size: bytes.length });
}

/** The file that pieces make. Throws if they reach outside of the source, or do not ascend. */
export function assembled(bytes: Uint8Array, pieces: readonly Piece[]): Uint8Array {
  let at = 0;
  return joined(
    ...pieces.map((piece) => {
      if ("bytes" in piece) return piece.bytes;
      if (!(piece.from >= at && piece.from < piece.to && piece.to <= bytes.length))
        throw new RangeError(`a piece from ${piece.from} to ${piece.to} of ${bytes.length}, after ${at}`);
      at = piece.to;
      return bytes.subarray(piece.from, piece.to);
    }),
  );
}

/** An accepted file, with what is kept of it. Throws if it is refused. */
export async function accepted(
  bytes: Uint8Array,
  type = anything,
  filename = "file",
): Promise<Accepted & { kept: Uint8Array }> {
  const inspection = await inspectBytes(bytes, type, filename);
  if (!inspection.ok) throw new Error(`refused: ${inspection.refusal.reason}, ${inspection.refusal.detail}`);
  return { ...inspection.file, kept: assembled(bytes, inspection.file.pieces) };
}

/** Whether the words are anywhere in the bytes. */
export function tells(bytes: Uint8Array, words: string): boolean {
  return new TextDecoder("latin1").decode(bytes).includes(words);
}
