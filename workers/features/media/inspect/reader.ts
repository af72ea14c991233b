/** Reads a source in stretches that grow while reading goes straight on, so that a walk takes few reads and little memory. */
import { cutOff, damaged } from "./refused.ts";
import type { ByteSource } from "./types.ts";

const KiB = 1024;
const smallestStretch = 64 * KiB;
const largestStretch = 8 * KiB * KiB;
/** Far more than any walk of a sound file takes; each is a request to R2, of which a Worker may make ten thousand. */
const maxReads = 700;

/** What was read last: several reads may go on at once, so each keeps to the one that it got. */
interface Stretch {
  from: number;
  bytes: Uint8Array;
}

export class Reader {
  readonly #source: ByteSource;
  #last: Stretch = { from: 0, bytes: new Uint8Array() };
  #ahead = smallestStretch;
  #reads = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get size(): number {
    return this.#source.size;
  }

  /** Exactly these bytes. Refuses when the source ends before. */
  async bytes(at: number, length: number): Promise<Uint8Array> {
    if (at + length > this.size) throw cutOff();
    const { from, bytes } = await this.#stretch(at, length);
    return bytes.subarray(at - from, at - from + length);
  }

  /** These bytes, or as many as there are. */
  upTo(at: number, length: number): Promise<Uint8Array> {
    return this.bytes(at, Math.max(0, Math.min(length, this.size - at)));
  }

  /** Whatever is at hand from there on, at least one byte: for walks that look at each. Refuses at the end of the source. */
  async some(at: number): Promise<Uint8Array> {
    if (at >= this.size) throw cutOff();
    const { from, bytes } = await this.#stretch(at, 1);
    return bytes.subarray(at - from);
  }

  async #stretch(at: number, length: number): Promise<Stretch> {
    const { from, bytes: held } = this.#last;
    const end = from + held.length;
    if (at >= from && at + length <= end) return this.#last;
    if (length > largestStretch) throw damaged("A part of the file says to be larger than is reasonable.");
    if (++this.#reads > maxReads) throw damaged("The file is in more pieces than is reasonable.");
    const straightOn = at >= from && at <= end + this.#ahead;
    this.#ahead = straightOn ? Math.min(this.#ahead * 2, largestStretch) : smallestStretch;
    const to = Math.min(at + Math.max(length, this.#ahead), this.size);
    const bytes = await this.#source.read(at, to);
    // A source that is shorter than it says is as good as cut off.
    if (bytes.length < Math.min(length, to - at)) throw cutOff();
    this.#last = { from: at, bytes };
    return this.#last;
  }
}
