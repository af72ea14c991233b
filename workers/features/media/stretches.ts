/** Reading pieces of a source in few goes: a file may be kept in thousands of pieces, and the bucket is asked for each stretch anew. */
import type { Piece } from "./inspect/types.ts";
import { pump } from "./stream.ts";

type Take = (chunk: Uint8Array) => Promise<void>;

/** Pieces that one read of the source serves, from `from` up to, and without, `to`; nothing is read where these are the same. */
export interface Stretch {
  from: number;
  to: number;
  pieces: Piece[];
}

/** Bytes between two pieces that are read along, which is quicker than asking anew. */
const readAlong = 1024 * 1024;

/** The pieces in the order given, gathered into stretches. */
export function stretchesOf(pieces: readonly Piece[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const piece of pieces) {
    const last = stretches.at(-1);
    if ("bytes" in piece) {
      if (last) last.pieces.push(piece);
      else stretches.push({ from: 0, to: 0, pieces: [piece] });
    } else if (piece.to === piece.from) {
      continue;
    } else if (last && last.to > last.from && piece.from >= last.to && piece.from - last.to <= readAlong) {
      last.pieces.push(piece);
      last.to = piece.to;
    } else {
      stretches.push({ from: piece.from, to: piece.to, pieces: [piece] });
    }
  }
  return stretches;
}

/** Hands the pieces of a stretch on, in order; `open` gives the source's bytes between two places. */
export async function copyStretch(
  { from, to, pieces }: Stretch,
  open: (from: number, to: number) => Promise<ReadableStream<Uint8Array>>,
  take: Take,
): Promise<void> {
  let next = 0;
  const takeBytes = async () => {
    for (let piece = pieces[next]; piece && "bytes" in piece; piece = pieces[++next]) await take(piece.bytes);
  };
  await takeBytes();
  if (to === from) return;
  let chunkAt = from;
  await pump(await open(from, to), async (chunk) => {
    const chunkEnd = chunkAt + chunk.length;
    for (let piece = pieces[next]; piece && "from" in piece && piece.from < chunkEnd; piece = pieces[next]) {
      const end = Math.min(piece.to, chunkEnd);
      const kept = chunk.subarray(Math.max(piece.from, chunkAt) - chunkAt, end - chunkAt);
      if (kept.length > 0) await take(kept);
      if (piece.to > chunkEnd) break;
      next += 1;
      await takeBytes();
    }
    chunkAt = chunkEnd;
  });
  if (next < pieces.length) throw new Error("the source ended before its pieces did");
}
