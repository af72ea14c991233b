/** What is kept of a file, as stretches of it and bytes in between. */
import { damaged } from "./refused.ts";
import type { ByteSource, Piece } from "./types.ts";

/** A mebibyte at most is held for blanks, whatever their length. */
const blankBytes = 64 * 1024;

/** Gathers pieces in the order of the source: stretches ascend and never overlap, so one pass over the source makes the kept file. */
export class Pieces {
  readonly list: Piece[] = [];

  /** Keeps a stretch of the source; neighbours become one. */
  keep(from: number, to: number): void {
    if (to <= from) return;
    const last = this.list.at(-1);
    if (last !== undefined && "to" in last && last.to === from) last.to = to;
    else this.list.push({ from, to });
  }

  insert(bytes: Uint8Array): void {
    if (bytes.length > 0) this.list.push({ bytes });
  }

  /** What others keep, behind what is kept here. */
  append({ list }: Pieces): void {
    for (const piece of list) {
      if ("to" in piece) this.keep(piece.from, piece.to);
      else this.insert(piece.bytes);
    }
  }

  /** Zeros, in chunks that share their memory. */
  blank(length: number): void {
    if (length <= 0) return;
    const zeros = new Uint8Array(Math.min(length, blankBytes));
    let left = length;
    for (; left >= zeros.length; left -= zeros.length) this.list.push({ bytes: zeros });
    if (left > 0) this.list.push({ bytes: zeros.subarray(0, left) });
  }
}

/** Bytes of the file that the pieces make. */
export function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + ("bytes" in piece ? piece.bytes.length : piece.to - piece.from), 0);
}

/** What `replaced` keeps of a source, as a source: each read is one of the other, however many pieces it is made of. */
export function keptSource(source: ByteSource, pieces: readonly Piece[]): ByteSource {
  const size = sizeOf(pieces);
  return {
    size,
    read: async (from, to) => {
      const bytes = (await source.read(from, Math.min(to, size))).slice();
      let start = 0;
      for (const piece of pieces) {
        if (start >= to) break;
        const end = start + ("bytes" in piece ? piece.bytes.length : piece.to - piece.from);
        const [first, last] = [Math.max(from, start), Math.min(from + bytes.length, end)];
        if ("bytes" in piece && first < last)
          bytes.set(piece.bytes.subarray(first - start, last - start), first - from);
        start = end;
      }
      return bytes;
    },
  };
}

/** The whole file as it is. */
export function untouched(size: number): Piece[] {
  return [{ from: 0, to: size }];
}

/** In place of stretches of a file, bytes of the same length each: what is around keeps its offset. */
export interface Replacement {
  from: number;
  to: number;
  /** At its beginning; zeros follow. */
  bytes: Uint8Array;
}

const maxReplacements = 100_000;
const nothing = new Uint8Array();

/** Gathers replacements, as many as one file may sensibly need: each is more in memory than it is in the file. */
export class Replacements {
  readonly list: Replacement[] = [];

  /** Zeros follow the bytes, or are all there is. */
  add(from: number, to: number, bytes: Uint8Array = nothing): void {
    if (to <= from) return;
    if (this.list.length >= maxReplacements) throw damaged("The file has metadata in more places than is reasonable.");
    this.list.push({ from, to, bytes });
  }
}

/** The source with replacements in place. One that lies within another is part of it. */
export function replaced(size: number, replacements: readonly Replacement[]): Piece[] {
  const pieces = new Pieces();
  let at = 0;
  for (const { from, to, bytes } of replacements.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (to <= at) continue;
    // Where two overlap, what the first one left over of the second is blanked.
    const start = Math.max(from, at);
    pieces.keep(at, start);
    const head = start === from ? bytes.subarray(0, to - from) : new Uint8Array();
    pieces.insert(head);
    pieces.blank(to - start - head.length);
    at = to;
  }
  pieces.keep(at, size);
  return pieces.list;
}
