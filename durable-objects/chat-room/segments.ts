/** Segments of a room's archive in R2: texts of messages as gzip of JSON. See r2/README.md for their keys. */
import { roomArchivePrefix, roomSegmentKey } from "../../r2/keys.ts";

/** Texts by the seq of their message. */
export type Texts = ReadonlyMap<number, string>;

const keysPerDelete = 1_000;

export class Segments {
  readonly #bucket: R2Bucket;
  readonly #roomId: () => string;

  /** `roomId` is asked for only when it is needed: a room knows its id once it was opened. */
  constructor(bucket: R2Bucket, roomId: () => string) {
    this.#bucket = bucket;
    this.#roomId = roomId;
  }

  /** Replaces a segment whole. One without texts has no object. */
  async write(firstSeq: number, texts: Texts): Promise<void> {
    const key = roomSegmentKey(this.#roomId(), firstSeq);
    if (texts.size === 0) {
      await this.#bucket.delete(key);
      return;
    }
    await this.#bucket.put(key, await gzip(JSON.stringify([...texts])), {
      httpMetadata: { contentType: "application/json", contentEncoding: "gzip" },
    });
  }

  /** What a segment holds; nothing when there is no object. */
  async read(firstSeq: number): Promise<Texts> {
    const object = await this.#bucket.get(roomSegmentKey(this.#roomId(), firstSeq));
    if (object === null) return new Map();
    const json = await new Response(object.body.pipeThrough(new DecompressionStream("gzip"))).text();
    return new Map(JSON.parse(json) as [number, string][]);
  }

  /** Deletes every object of the room, also such as no index knows of. */
  async erase(): Promise<void> {
    const prefix = roomArchivePrefix(this.#roomId());
    for (;;) {
      const { objects, truncated } = await this.#bucket.list({ prefix, limit: keysPerDelete });
      if (objects.length > 0) await this.#bucket.delete(objects.map(({ key }) => key));
      if (!truncated) return;
    }
  }
}

/** R2 wants bodies of a known length, so the stream is gathered; a segment is small. */
async function gzip(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).arrayBuffer();
}
