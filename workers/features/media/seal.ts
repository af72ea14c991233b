/** Copies what is kept of a file to where it is served from: one stream, hashed on the way, never held whole. */
import { originalKey } from "../../../r2/keys.ts";
import type { Piece } from "./inspect/types.ts";
import type { StagedSource } from "./staged.ts";
import { copyStretch, stretchesOf } from "./stretches.ts";

export interface Sealed {
  /** Bytes of the original as it is served. */
  size: number;
  /** SHA-256 of them, in hex. */
  sha256: string;
}

/** Writes the original of a media. Throws when the source changes or breaks off; then nothing is kept. Two at once write the same. */
export async function seal(
  bucket: R2Bucket,
  mediaId: string,
  source: StagedSource,
  { pieces, type }: { pieces: readonly Piece[]; type: string },
): Promise<Sealed> {
  const size = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const { readable, writable } = new FixedLengthStream(size);
  const digest = new crypto.DigestStream("SHA-256");
  const [stored] = await Promise.all([
    bucket.put(originalKey(mediaId), readable, { httpMetadata: { contentType: type } }),
    copy(source, pieces, writable.getWriter(), digest.getWriter()),
  ]);
  if (stored.size !== size) throw new Error(`sealed ${stored.size} of ${size} bytes`);
  return { size, sha256: hexOf(await digest.digest) };
}

const lengthOf = (piece: Piece): number => ("bytes" in piece ? piece.bytes.length : piece.to - piece.from);

async function copy(
  source: StagedSource,
  pieces: readonly Piece[],
  out: WritableStreamDefaultWriter<Uint8Array>,
  hash: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  const take = async (chunk: Uint8Array) => {
    await Promise.all([out.write(chunk), hash.write(chunk)]);
  };
  try {
    for (const stretch of stretchesOf(pieces)) await copyStretch(stretch, (from, to) => source.stream(from, to), take);
    await Promise.all([out.close(), hash.close()]);
  } catch (error) {
    await Promise.allSettled([out.abort(error), hash.abort(error)]);
    throw error;
  }
}

/** Bytes in lower-case hex. */
export function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
