/** Elements of EBML (RFC 8794), of which WebM and Matroska are made. */
import type { Reader } from "./reader.ts";
import { cutOff, damaged } from "./refused.ts";

export interface Element {
  id: number;
  /** Of its header. */
  from: number;
  /** Of what is in it. */
  body: number;
  /** Null where the size is unknown: it ends where its parent does, or another of its level begins. */
  to: number | null;
}

const longestHeader = 12;
const maxElements = 2_000_000;
/** Within one, where all of them are held. */
const maxChildren = 10_000;

/** Reads elements; as many altogether as one file may sensibly have. */
export class ElementReader {
  readonly reader: Reader;
  #elements = 0;

  constructor(reader: Reader) {
    this.reader = reader;
  }

  /** The element that begins there. Refuses one that reaches beyond `end`. */
  async at(from: number, end: number): Promise<Element> {
    if (++this.#elements > maxElements) throw damaged("The file has more elements than is reasonable.");
    const head = await this.reader.upTo(from, longestHeader);
    const idBytes = lengthOf(head[0]);
    if (idBytes > 4) throw damaged("The file has something between its elements.");
    const sizeBytes = lengthOf(head[idBytes]);
    if (sizeBytes > 8) throw damaged("An element of the file has no size.");
    const body = from + idBytes + sizeBytes;
    if (idBytes + sizeBytes > head.length) throw cutOff();
    const id = head.subarray(0, idBytes).reduce((value, byte) => value * 256 + byte, 0);
    const size = sizeOf(head.subarray(idBytes, idBytes + sizeBytes));
    const to = size === null ? null : body + size;
    if (body > end || (to !== null && to > end)) throw cutOff();
    return { id, from, body, to };
  }

  /** All elements between two offsets, none of unknown size. */
  async children(from: number, to: number): Promise<(Element & { to: number })[]> {
    const elements: (Element & { to: number })[] = [];
    for (let at = from; at < to;) {
      const element = await this.at(at, to);
      if (element.to === null) throw damaged("An element of the file has no size.");
      if (elements.length >= maxChildren) throw damaged("An element of the file has more in it than is reasonable.");
      elements.push({ ...element, to: element.to });
      at = element.to;
    }
    return elements;
  }
}

/** Bytes of a number: one more than the zero bits that it begins with. */
function lengthOf(first = 0): number {
  return Math.clz32(first) - 23;
}

/** The bits after the mark; null if they are all ones. */
function sizeOf(bytes: Uint8Array): number | null {
  const [first = 0, ...rest] = bytes;
  const mask = 0xff >> bytes.length;
  if ((first & mask) === mask && rest.every((byte) => byte === 0xff)) return null;
  return rest.reduce((value, byte) => value * 256 + byte, first & mask);
}

const voidId = 0xec;

/** The header of an element that says nothing and is as long as the one in whose place it stands. Shorter than two bytes is none. */
export function voidHeader(length: number): Uint8Array {
  if (length < 9) return Uint8Array.of(voidId, 0x80 | (length - 2));
  const header = new Uint8Array(9);
  const view = new DataView(header.buffer);
  view.setUint8(0, voidId);
  view.setBigUint64(1, BigInt(length - 9));
  view.setUint8(1, 0x01);
  return header;
}
