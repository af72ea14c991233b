/** Numbers of samples that a demuxer would make room for: few bytes may claim billions of them, so they are counted first. */
import { fullBox, type Box } from "./bmff.ts";
import { samplesPerChunk } from "./movie-samples.ts";
import type { Reader } from "./reader.ts";
import { Refused } from "./refused.ts";

/** More than nine hours of 30 pictures a second. */
const maxOrderedSamples = 1_000_000;
/** More than half an hour of sound. */
const maxFragmentSamples = 100_000;

/** `table` are the boxes of a sample table. Where samples are shown in another order than stored, each is put in its place. */
export async function checkSamples(reader: Reader, table: readonly Box[]): Promise<void> {
  for (const { samples } of await samplesPerChunk(reader, table)) if (samples > maxOrderedSamples) throw tooMany();
  if (!table.some(({ type }) => type === "ctts")) return;
  for (const box of table) {
    if (box.type !== "stts" && box.type !== "ctts") continue;
    const { cursor } = await fullBox(reader, box);
    const runs = Math.min(cursor.uint32(), Math.floor(cursor.left / 8));
    let samples = 0;
    for (let run = 0; run < runs; run++) {
      samples += cursor.uint32();
      cursor.uint32();
    }
    if (samples > maxOrderedSamples) throw tooMany();
  }
}

/** A fragment, with tracks of these boxes, is read as a whole. */
export async function checkFragment(reader: Reader, tracks: readonly { within: readonly Box[] }[]): Promise<void> {
  let samples = 0;
  for (const run of tracks.flatMap(({ within }) => within)) {
    if (run.type !== "trun") continue;
    const { cursor } = await fullBox(reader, run);
    samples += cursor.uint32();
  }
  if (samples > maxFragmentSamples) throw tooMany();
}

function tooMany(): Refused {
  return new Refused("too_large_to_show", "The video has more pictures, or more sound, in a row than is reasonable.");
}
