/** Reads a source in stretches that grow while reading goes straight on, so that a walk takes few reads and little memory. */
import { cutOff, damaged } from "./refused.ts";
import type { ByteSource } from "./types.ts";

const KiB = 1024;
const smallestStretch = 64 * KiB;
const largestStretch = 8 * KiB * KiB;
/** Far more than any walk of a sound file takes; each is a request to R2, of which a Worker may make a thousand. */
const maxReads = 700;

export class Reader {
  readonly #source: ByteSource;
  #stretch: Uint8Array = new Uint8Array();
  #from = 0;
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
    await this.#hold(at, length);
    return this.#stretch.subarray(at - this.#from, at - this.#from + length);
  }

  /** These bytes, or as many as there are. */
  upTo(at: number, length: number): Promise<Uint8Array> {
    return this.bytes(at, Math.max(0, Math.min(length, this.size - at)));
  }

  /** Whatever is at hand from there on, at least one byte: for walks that look at each. Refuses at the end of the source. */
  async some(at: number): Promise<Uint8Array> {
    if (at >= this.size) throw cutOff();
    await this.#hold(at, 1);
    return this.#stretch.subarray(at - this.#from);
  }

  async #hold(at: number, length: number): Promise<void> {
    const end = this.#from + this.#stretch.length;
    if (at >= this.#from && at + length <= end) return;
    if (length > largestStretch) throw damaged("A part of the file says to be larger than is reasonable.");
    if (++this.#reads > maxReads) throw damaged("The file is in more pieces than is reasonable.");
    const straightOn = at >= this.#from && at <= end + this.#ahead;
    this.#ahead = straightOn ? Math.min(this.#ahead * 2, largestStretch) : smallestStretch;
    const to = Math.min(at + Math.max(length, this.#ahead), this.size);
    const stretch = await this.#source.read(at, to);
    // A source that is shorter than it says is as good as cut off.
    if (stretch.length < Math.min(length, to - at)) throw cutOff();
    this.#from = at;
    this.#stretch = stretch;
  }
}
