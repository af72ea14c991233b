/** Boxes of the ISO base media file format (ISO/IEC 14496-12) and of QuickTime: MP4, MOV, HEIC and AVIF. */
import { latin1, uint32, uint64 } from "./bytes.ts";
import { Cursor } from "./cursor.ts";
import type { Reader } from "./reader.ts";
import { cutOff, damaged } from "./refused.ts";

export interface Box {
  type: string;
  /** Of its header. */
  from: number;
  /** Of what is in it. */
  body: number;
  to: number;
}

const maxBoxes = 50_000;

/** Reads boxes, each after the other; as many altogether as one file may sensibly have. */
export class BoxReader {
  readonly reader: Reader;
  #boxes = 0;

  constructor(reader: Reader) {
    this.reader = reader;
  }

  /** The boxes between two offsets. Refuses those that reach beyond. */
  async children(from: number, to: number): Promise<Box[]> {
    const boxes: Box[] = [];
    let at = from;
    // QuickTime ends some lists with a zero of four bytes.
    while (to - at >= 8) {
      const box = await this.#boxAt(at, to);
      boxes.push(box);
      at = box.to;
    }
    return boxes;
  }

  /** The boxes within the first of a type; none if there is none. */
  async within(boxes: readonly Box[], type: string): Promise<Box[]> {
    const box = boxes.find((candidate) => candidate.type === type);
    return box ? this.children(box.body, box.to) : [];
  }

  async #boxAt(at: number, end: number): Promise<Box> {
    if (++this.#boxes > maxBoxes) throw damaged("The file has more boxes than is reasonable.");
    const head = await this.reader.upTo(at, 16);
    const size = uint32(head, 0);
    const type = latin1(head, 4, 8);
    if (size === 0) return { type, from: at, body: at + 8, to: end };
    if (size === 1 && head.length < 16) throw cutOff();
    const body = at + (size === 1 ? 16 : 8);
    const to = at + (size === 1 ? uint64(head, 8) : size);
    if (to < body) throw damaged("A box of the file is smaller than its own header.");
    if (to > end) throw cutOff();
    return { type, from: at, body, to };
  }
}

/** A box that begins with a version and flags. */
export async function fullBox(reader: Reader, box: Box): Promise<{ version: number; flags: number; cursor: Cursor }> {
  const cursor = await contentsOf(reader, box);
  const head = cursor.uint32();
  return { version: head >>> 24, flags: head & 0xffffff, cursor };
}

export async function contentsOf(reader: Reader, box: Box): Promise<Cursor> {
  return new Cursor(await reader.bytes(box.body, box.to - box.body));
}

/** A stretch of the file. */
export interface Extent {
  from: number;
  to: number;
}

/** What of the extents lies where samples and items may: boxes that describe them cannot be blanked through them. Ascending, none twice. */
export function inMediaData(extents: readonly Extent[], boxes: readonly Box[]): Extent[] {
  const data = mediaData(boxes);
  const found: Extent[] = [];
  let next = 0;
  for (const { from, to } of united(extents)) {
    while ((data[next]?.to ?? Infinity) <= from) next++;
    for (let at = next; (data[at]?.from ?? Infinity) < to; at++) {
      const { from: first = 0, to: last = 0 } = data[at] ?? {};
      found.push({ from: Math.max(from, first), to: Math.min(to, last) });
    }
  }
  return found;
}

/** The rest of it: what lies where samples and items may, and is in none of the extents. */
export function elsewhereInMediaData(extents: readonly Extent[], boxes: readonly Box[]): Extent[] {
  const taken = inMediaData(extents, boxes);
  let next = 0;
  return mediaData(boxes).flatMap(({ from, to }) => {
    const free: Extent[] = [];
    let at = from;
    for (let extent = taken[next]; extent && extent.from < to; extent = taken[++next]) {
      free.push({ from: at, to: extent.from });
      at = extent.to;
    }
    return [...free, { from: at, to }];
  });
}

function mediaData(boxes: readonly Box[]): Extent[] {
  return united(
    boxes.flatMap(({ type, body, to }) => (type === "mdat" || type === "idat" ? [{ from: body, to }] : [])),
  );
}

/** The same bytes in ascending stretches that neither overlap nor touch: however many there were, these can be walked beside others. */
function united(extents: readonly Extent[]): Extent[] {
  const stretches: Extent[] = [];
  for (const { from, to } of extents.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (to <= from) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else stretches.push({ from, to });
  }
  return stretches;
}
