/** Video and audio: measured by a demuxer over ranged reads; nothing is decoded. */
import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  type InputFormat,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from "mediabunny";
import { stripMatroska } from "./matroska.ts";
import { stripMovie } from "./movie.ts";
import { checkSize, type Size } from "./picture-limits.ts";
import { keptSource, untouched } from "./pieces.ts";
import { Reader } from "./reader.ts";
import { damaged, Refused } from "./refused.ts";
import { checkSound } from "./sound.ts";
import type { Accepted, ByteSource, Piece } from "./types.ts";

const maxSeconds = 24 * 60 * 60;
const maxTracks = 32;
/** Of the demuxer's own cache. */
const cacheBytes = 4 * 1024 * 1024;

type Strip = (reader: Reader) => Promise<Piece[]>;

/** Content whose container is walked. */
const strips: Record<string, Strip> = {
  "video/mp4": stripMovie,
  "video/quicktime": stripMovie,
  "audio/mp4": stripMovie,
  "video/webm": stripMatroska,
  "video/matroska": stripMatroska,
};

interface Format {
  format: InputFormat;
  /** What it is called with pictures; null where there are none. */
  video: string | null;
  audio: string;
  strip: Strip | null;
}

const formats: readonly Format[] = [
  { format: MP4, video: "video/mp4", audio: "audio/mp4", strip: stripMovie },
  { format: QTFF, video: "video/quicktime", audio: "audio/mp4", strip: stripMovie },
  { format: WEBM, video: "video/webm", audio: "audio/webm", strip: stripMatroska },
  { format: MATROSKA, video: "video/matroska", audio: "audio/matroska", strip: stripMatroska },
  { format: MP3, video: null, audio: "audio/mpeg", strip: null },
  { format: ADTS, video: null, audio: "audio/aac", strip: null },
  { format: OGG, video: null, audio: "audio/ogg", strip: null },
  { format: WAVE, video: null, audio: "audio/wav", strip: null },
  { format: FLAC, video: null, audio: "audio/flac", strip: null },
];

/** Refuses what the demuxer cannot read, and what has neither pictures nor sound. */
export async function walkTimed(source: ByteSource, contentType: string): Promise<Accepted> {
  // Containers are walked first, and the demuxer sees only what is kept: others could have it fill the memory.
  const strip = strips[contentType] ?? null;
  const pieces = strip ? await strip(new Reader(source)) : untouched(source.size);
  if (strip === null) await checkSound(new Reader(source));
  const candidates = formats.filter((format) => format.strip === strip);
  const { found, size, duration } = await measure(strip ? keptSource(source, pieces) : source, candidates);
  const type = size === null ? found.audio : found.video;
  if (type === null) throw damaged("The audio file has pictures in it that its kind cannot have.");
  return {
    kind: size === null ? "audio" : "video",
    type,
    pieces,
    width: size?.width ?? null,
    height: size?.height ?? null,
    duration,
    needsMaster: false,
  };
}

interface Measured {
  found: Format;
  /** Of the pictures; null without any. */
  size: Size | null;
  duration: number;
}

async function measure(source: ByteSource, candidates: readonly Format[]): Promise<Measured> {
  const reader = new Reader(source);
  const faults: unknown[] = [];
  const read = async (from: number, to: number) => {
    try {
      // A copy: the demuxer's cache would keep the whole stretch otherwise.
      return (await reader.bytes(from, to - from)).slice();
    } catch (error) {
      faults.push(error);
      throw error;
    }
  };
  const input = new Input({
    formats: candidates.map(({ format }) => format),
    source: new CustomSource({ getSize: () => source.size, read, maxCacheSize: cacheBytes }),
  });
  try {
    return await measureInput(input);
  } catch (error) {
    // What the source throws is no fault of the file. Whatever else the demuxer stumbles over, is.
    if (faults.length > 0) throw faults[0];
    if (error instanceof Refused) throw error;
    throw damaged("The video or audio file is damaged, or of a kind that is not accepted.");
  } finally {
    input.dispose();
  }
}

async function measureInput(input: Input): Promise<Measured> {
  const format = await input.getFormat();
  const found = formats.find((candidate) => candidate.format === format);
  const tracks = await input.getTracks();
  if (found === undefined || tracks.length === 0) throw damaged("The file has neither pictures nor sound.");
  if (tracks.length > maxTracks) throw new Refused("too_large_to_show", `The file has more than ${maxTracks} tracks.`);
  const pictures = tracks.find((track) => track.isVideoTrack());
  const size = pictures ? await sizeOf(pictures) : null;
  const duration = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
  if (!(duration >= 0 && Number.isFinite(duration))) throw damaged("The file does not say how long it is.");
  if (duration > maxSeconds) throw new Refused("too_large_to_show", "The file is longer than 24 hours.");
  return { found, size, duration };
}

/** As shown: in square pixels, turned. */
async function sizeOf(track: InputVideoTrack): Promise<Size> {
  const size = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
  checkSize(size);
  return { width: Math.round(size.width), height: Math.round(size.height) };
}
