/** Where the samples of a track are (ISO/IEC 14496-12, 8.7): its chunks, as stretches of the file. */
import { fullBox, type Box, type Extent } from "./bmff.ts";
import type { Reader } from "./reader.ts";
import { damaged } from "./refused.ts";

/** A chunk a second, for more than a day. */
const maxChunks = 100_000;

/** `table` are the boxes of a sample table. A stretch may reach beyond the file: nothing is read of it here. */
export async function sampleExtents(reader: Reader, table: readonly Box[], most = maxChunks): Promise<Extent[]> {
  const sizes = await sampleSizes(reader, table);
  const offsets = await chunkOffsets(reader, table, most);
  const perChunk = await samplesPerChunk(reader, table);
  const extents: Extent[] = [];
  let sample = 0;
  let run = 0;
  for (const [chunk, from] of offsets.entries()) {
    while ((perChunk[run + 1]?.first ?? Infinity) <= chunk + 1) run++;
    const last = Math.min(sample + (perChunk[run]?.samples ?? 0), sizes.count);
    let length = 0;
    if (sizes.each > 0) length = (last - sample) * sizes.each;
    else for (const size of sizes.list.subarray(sample, last)) length += size;
    const before = extents.at(-1);
    if (before?.to === from) before.to += length;
    else extents.push({ from, to: from + length });
    sample = last;
  }
  return extents;
}

/** Two hours of 30 pictures a second, each a chunk; most programs put half a second into one. */
export const maxKnownChunks = 220_000;

/**
 * Where the samples of a track are that stays; null where that is not certain. Sound of QuickTime may count in sizes of one byte what
 * are several: then its sizes are all the same.
 */
export async function knownExtents(reader: Reader, table: readonly Box[]): Promise<Extent[] | null> {
  const isThere = (...types: string[]) => table.some(({ type }) => types.includes(type));
  if (!isThere("stsz", "stz2") || !isThere("stco", "co64") || !isThere("stsc")) return null;
  const sizes = await sampleSizes(reader, table);
  if (sizes.each > 0 || (await chunkCount(reader, table)) > maxKnownChunks) return null;
  return sampleExtents(reader, table, maxKnownChunks);
}

export async function sampleCount(reader: Reader, table: readonly Box[]): Promise<number> {
  return (await sampleSizes(reader, table)).count;
}

interface SampleSizes {
  count: number;
  /** Of every sample; zero where the list says them. */
  each: number;
  list: Uint32Array;
}

async function sampleSizes(reader: Reader, table: readonly Box[]): Promise<SampleSizes> {
  const box = table.find(({ type }) => type === "stsz" || type === "stz2");
  if (box === undefined) throw damaged("A track of the file has no sizes.");
  const { cursor } = await fullBox(reader, box);
  const each = cursor.uint32();
  const count = cursor.uint32();
  if (box.type === "stz2") return { count, each: 0, list: compactSizes(cursor.take(cursor.left), each & 0xff, count) };
  if (each > 0) return { count, each, list: new Uint32Array() };
  return { count, each, list: numbers(cursor.left, count, 4, () => cursor.uint32()) };
}

/** Sizes of 4, 8 or 16 bits. */
function compactSizes(bytes: Uint8Array, bits: number, count: number): Uint32Array {
  if (![4, 8, 16].includes(bits)) throw damaged("A track of the file has sizes of a length that does not exist.");
  let index = 0;
  return numbers(bytes.length, count, bits / 8, () => {
    const at = index++;
    if (bits === 4) return ((bytes[at >> 1] ?? 0) >> (at % 2 === 0 ? 4 : 0)) & 15;
    return bits === 8 ? (bytes[at] ?? 0) : (bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0);
  });
}

async function chunkCount(reader: Reader, table: readonly Box[]): Promise<number> {
  const box = table.find(({ type }) => type === "stco" || type === "co64");
  return box === undefined ? 0 : (await fullBox(reader, box)).cursor.uint32();
}

async function chunkOffsets(reader: Reader, table: readonly Box[], most: number): Promise<number[]> {
  const box = table.find(({ type }) => type === "stco" || type === "co64");
  if (box === undefined) throw damaged("A track of the file has no chunks.");
  const { cursor } = await fullBox(reader, box);
  const count = cursor.uint32();
  const wide = box.type === "co64";
  if (count > most) throw damaged("A track of the file is in more pieces than is reasonable.");
  if (count * (wide ? 8 : 4) > cursor.left) throw damaged("A track of the file has fewer chunks than it says.");
  return Array.from({ length: count }, () => (wide ? cursor.uint64() : cursor.uint32()));
}

/** Runs of chunks with as many samples each, from the first chunk (counted from one) on. */
export async function samplesPerChunk(
  reader: Reader,
  table: readonly Box[],
): Promise<{ first: number; samples: number }[]> {
  const box = table.find(({ type }) => type === "stsc");
  if (box === undefined) throw damaged("A track of the file has no chunks.");
  const { cursor } = await fullBox(reader, box);
  const count = cursor.uint32();
  if (count * 12 > cursor.left) throw damaged("A track of the file has fewer chunks than it says.");
  return Array.from({ length: count }, () => {
    const run = { first: cursor.uint32(), samples: cursor.uint32() };
    cursor.uint32();
    return run;
  });
}

function numbers(left: number, count: number, bytes: number, next: () => number): Uint32Array {
  if (count * bytes > left) throw damaged("A track of the file has fewer samples than it says.");
  return Uint32Array.from({ length: count }, next);
}
