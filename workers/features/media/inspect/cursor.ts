/** Reads numbers one after the other; what is not there any more breaks the file. */
import { latin1, uint16, uint32, uint64 } from "./bytes.ts";
import { cutOff, damaged } from "./refused.ts";

export class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  uint8(): number {
    return this.take(1)[0] ?? 0;
  }

  uint16(): number {
    return uint16(this.take(2), 0);
  }

  uint32(): number {
    return uint32(this.take(4), 0);
  }

  uint64(): number {
    return uint64(this.take(8), 0);
  }

  /** A number of as many bytes as the file says: none (then it is zero), four or eight. */
  uint(bytes: number): number {
    if (bytes === 0) return 0;
    if (bytes === 4) return this.uint32();
    if (bytes === 8) return this.uint64();
    throw damaged("The file has numbers of a length that does not exist.");
  }

  name(length = 4): string {
    return latin1(this.take(length));
  }

  take(length: number): Uint8Array {
    if (length > this.left) throw cutOff();
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }
}
