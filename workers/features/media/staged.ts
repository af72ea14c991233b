/** The bytes of an upload that are looked at: always the same ones, however often something is sent meanwhile. */
import { stagingKey } from "../../../r2/keys.ts";
import type { ByteSource } from "./inspect/types.ts";

/** Staged bytes are no longer there, or no longer the same. */
export class StagedBytesGone extends Error {
  constructor() {
    super("the staged bytes are gone");
    this.name = "StagedBytesGone";
  }
}

/** A source that can also be streamed. */
export interface StagedSource extends ByteSource {
  /** The bytes from `from` up to, and without, `to`. */
  stream(from: number, to: number): Promise<ReadableStream<Uint8Array>>;
}

/** Opens the staged bytes with this ETag. Throws `StagedBytesGone` here and at each read where others, or none, are in their place. */
export async function openStaged(bucket: R2Bucket, mediaId: string, etag: string): Promise<StagedSource> {
  const key = stagingKey(mediaId);
  const head = await bucket.head(key);
  if (head?.etag !== etag) throw new StagedBytesGone();
  const { size } = head;

  const get = async (from: number, to: number): Promise<R2ObjectBody> => {
    const object = await bucket.get(key, {
      range: { offset: from, length: to - from },
      onlyIf: { etagMatches: etag },
    });
    if (object === null || !("body" in object)) throw new StagedBytesGone();
    return object;
  };
  return {
    size,
    read: async (from, to) => {
      const end = Math.min(to, size);
      return end <= from ? new Uint8Array() : new Uint8Array(await (await get(from, end)).arrayBuffer());
    },
    stream: async (from, to) => (await get(from, to)).body,
  };
}
