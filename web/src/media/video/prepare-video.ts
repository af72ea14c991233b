/**
 * Brings videos into a form that plays everywhere, with what the browser itself has for it (WebCodecs): MP4 with H.264 and AAC, at
 * most 1080 lines. What it cannot convert is sent as it is. In a chunk of its own: mediabunny is large.
 */
import {
  BlobSource,
  getFirstEncodableVideoCodec,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from "mediabunny";
import type { PrepareOptions, Prepared } from "../prepare.ts";
import { isFastStart } from "./boxes.ts";
import { convert } from "./convert.ts";
import { type Encoder, planOf, type VideoFacts } from "./plan.ts";
import { posterOf } from "./poster.ts";

/** Packets that are looked at to tell how many pictures come in a second. */
const packetsToCount = 60;

export async function prepareVideo(file: File, options: PrepareOptions): Promise<Prepared> {
  return opened(file, async (input) => {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
    if (track === null) return { file, poster: null };
    const facts = await factsOf(file, input, track);
    const plan = planOf(facts, await encoderFor(facts));
    const made = plan.do === "keep" ? null : await convert(file, input, plan, facts, options);
    if (made === null) return { file, poster: await posterOf(track) };
    const poster = await opened(made, async (output) => {
      const madeTrack = await output.getPrimaryVideoTrack();
      return madeTrack === null ? null : posterOf(madeTrack);
    });
    return { file: made, poster };
  });
}

async function opened<T>(file: Blob, read: (input: Input) => Promise<T>): Promise<T> {
  const input = new Input({ source: new BlobSource(file), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    return await read(input);
  } finally {
    input.dispose();
  }
}

async function factsOf(file: File, input: Input, track: InputVideoTrack): Promise<VideoFacts> {
  const audio = await input.getPrimaryAudioTrack();
  const format = await input.getFormat();
  return {
    size: file.size,
    container: format === MP4 ? "mp4" : "other",
    fastStart: format === MP4 && (await isFastStart(file)),
    videoCodec: await track.getCodec(),
    audioCodec: audio === null ? undefined : await audio.getCodec(),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    frameRate: (await track.computePacketStats(packetsToCount)).averagePacketRate,
    duration: (await input.getDurationFromMetadata()) ?? (await input.computeDuration()),
  };
}

/** What this browser encodes of the size that would be made. */
async function encoderFor({ width, height }: VideoFacts): Promise<Encoder> {
  const scale = Math.min(1, 1080 / Math.min(width, height));
  const even = (pixels: number) => Math.floor((pixels * scale) / 2) * 2;
  const codec = await getFirstEncodableVideoCodec(["avc", "vp9"], { width: even(width), height: even(height) });
  return codec === "avc" || codec === "vp9" ? codec : null;
}
