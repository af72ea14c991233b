/** Collects what a muxer writes in blobs, which browsers keep out of memory when they grow. */
import type { StreamTargetChunk } from "mediabunny";

/**
 * Pieces come in order; the few that go back (the size in a header) replace what was there. `blob` is whole once the
 * stream is closed.
 */
export class BlobStream extends WritableStream<StreamTargetChunk> {
  readonly #collected: { blob: Blob };

  constructor(type: string) {
    const collected = { blob: new Blob([], { type }) };
    let pieces: Blob[] = [];
    let end = 0;
    const patches: StreamTargetChunk[] = [];
    super({
      write(chunk) {
        if (chunk.position < end) {
          patches.push(chunk);
          return;
        }
        pieces.push(new Blob([chunk.data]));
        end += chunk.data.byteLength;
      },
      close() {
        let whole = new Blob(pieces, { type });
        for (const { position, data } of patches) {
          const after = whole.slice(position + data.byteLength);
          whole = new Blob([whole.slice(0, position), data, after], { type });
        }
        pieces = [];
        collected.blob = whole;
      },
    });
    this.#collected = collected;
  }

  get blob(): Blob {
    return this.#collected.blob;
  }
}
