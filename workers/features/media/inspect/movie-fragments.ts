/** Fragments of a movie (ISO/IEC 14496-12, 8.8): where the samples of each track in one are. */
import { type Box, type BoxReader, type Extent, fullBox } from "./bmff.ts";
import type { Reader } from "./reader.ts";

/** Flags of `tfhd` and `trun`: which of their fields are there. */
const header = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10, baseIsFragment: 0x20000 } as const;
const runs = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, composition: 0x800 } as const;

/** A track in a fragment: a `traf` box and what is in it. */
export interface FragmentTrack {
  box: Box;
  within: readonly Box[];
}

/** Bytes of a sample by default, by track, as the boxes of `mvex` say. */
export async function defaultSizes(reader: Reader, mvex: readonly Box[]): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  for (const box of mvex) {
    if (box.type !== "trex") continue;
    const { cursor } = await fullBox(reader, box);
    const track = cursor.uint32();
    cursor.take(8);
    sizes.set(track, cursor.uint32());
  }
  return sizes;
}

/** The tracks in a `moof` box with these children. */
export async function tracksOfFragment(boxes: BoxReader, children: readonly Box[]): Promise<FragmentTrack[]> {
  const tracks: FragmentTrack[] = [];
  for (const box of children)
    if (box.type === "traf") tracks.push({ box, within: await boxes.children(box.body, box.to) });
  return tracks;
}

/** Samples of the tracks of a fragment, by the tracks' numbers. They may reach beyond the file: nothing is read of them here. */
export async function fragmentExtents(
  reader: Reader,
  fragment: Box,
  tracks: readonly FragmentTrack[],
  sizes: ReadonlyMap<number, number>,
): Promise<{ box: Box; track: number; extents: Extent[] }[]> {
  const found: { box: Box; track: number; extents: Extent[] }[] = [];
  // Where nothing is said, a track's samples follow those of the one before.
  let end = fragment.from;
  for (const { box, within } of tracks) {
    const start = within.find(({ type }) => type === "tfhd");
    if (start === undefined) continue;
    const { track, base, size } = await readHeader(reader, start, { from: fragment.from, end });
    const extents: Extent[] = [];
    end = base;
    for (const run of within) {
      if (run.type !== "trun") continue;
      const extent = await readRun(reader, run, { base, end, size: size ?? sizes.get(track) ?? 0 });
      extents.push(extent);
      end = extent.to;
    }
    found.push({ box, track, extents });
  }
  return found;
}

async function readHeader(
  reader: Reader,
  box: Box,
  { from, end }: { from: number; end: number },
): Promise<{ track: number; base: number; size: number | null }> {
  const { flags, cursor } = await fullBox(reader, box);
  const track = cursor.uint32();
  const base = flags & header.base ? cursor.uint64() : flags & header.baseIsFragment ? from : end;
  if (flags & header.description) cursor.uint32();
  if (flags & header.duration) cursor.uint32();
  return { track, base, size: flags & header.size ? cursor.uint32() : null };
}

async function readRun(
  reader: Reader,
  box: Box,
  { base, end, size }: { base: number; end: number; size: number },
): Promise<Extent> {
  const { flags, cursor } = await fullBox(reader, box);
  const samples = cursor.uint32();
  // The offset has a sign.
  const from = flags & runs.offset ? base + (cursor.uint32() | 0) : end;
  if (flags & runs.firstFlags) cursor.uint32();
  if (!(flags & runs.size)) return { from, to: from + samples * size };
  let length = 0;
  for (let sample = 0; sample < samples; sample++) {
    if (flags & runs.duration) cursor.uint32();
    length += cursor.uint32();
    if (flags & runs.flags) cursor.uint32();
    if (flags & runs.composition) cursor.uint32();
  }
  return { from, to: from + length };
}
