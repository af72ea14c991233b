/** Stored bytes with what HTTP says of them, from the bucket or from a cache of it. */
import { parseRange, type RequestedRange, resolveRange } from "./range.ts";

/** An object on its way out. */
export interface Stored {
  /** Strong, quotes included. */
  etag: string;
  modified: Date;
  /** Bytes of the whole. */
  size: number;
  /** Media type that it was stored with. */
  type: string | null;
  /** The whole, or the range that was asked for; null where the range has no bytes, and for HEAD. */
  body: ReadableStream<Uint8Array> | null;
  /** Whether a cache had it. */
  cached: boolean;
}

/** What of a request decides which bytes are read. */
export interface Wanted {
  head: boolean;
  range: RequestedRange | null;
}

export function wantedBy(request: Request): Wanted {
  const head = request.method === "HEAD";
  return { head, range: head ? null : parseRange(request.headers.get("Range") ?? undefined) };
}

/** Opens an object of the bucket; null where there is none. Its body has to be read or `discard`ed. */
export async function openStored(bucket: R2Bucket, key: string, { head, range }: Wanted): Promise<Stored | null> {
  if (head || (range && "suffix" in range && range.suffix === 0)) return describe(await bucket.head(key), null);
  try {
    const object = await bucket.get(key, range ? { range } : {});
    return describe(object, object?.body ?? null);
  } catch (error) {
    // R2 refuses ranges that begin behind the end, in words that differ from store to store: what tells is how long the object is.
    const object = range === null ? null : await bucket.head(key);
    if (range === null || object === null || resolveRange(range, object.size) !== null) throw error;
    return describe(object, null);
  }
}

function describe(object: R2Object | null, body: ReadableStream<Uint8Array> | null): Stored | null {
  if (object === null) return null;
  const { httpEtag, uploaded, size, httpMetadata } = object;
  return { etag: httpEtag, modified: uploaded, size, type: httpMetadata?.contentType ?? null, body, cached: false };
}

/** Lets go of what was opened and is not wanted any more. */
export async function discard(opening: Promise<Stored | null>): Promise<void> {
  await (await opening)?.body?.cancel();
}
