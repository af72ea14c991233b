/** What is to be done with a video before it is sent, so that it plays everywhere. Pure. */

/** What is known of a video without decoding it. */
export interface VideoFacts {
  /** Bytes. */
  size: number;
  container: "mp4" | "other";
  /** Whether what a player needs first (the `moov` box) comes before the pictures. */
  fastStart: boolean;
  /** Names as of mediabunny; null for what it does not know. */
  videoCodec: string | null;
  /** Undefined without a sound track. */
  audioCodec: string | null | undefined;
  /** Pixels as shown. */
  width: number;
  height: number;
  /** Per second, as far as the first pictures tell. */
  frameRate: number;
  /** Seconds. */
  duration: number;
}

/** Numbers of the picture to make: pixels as shown, pictures per second, bits per second. */
export interface VideoShape {
  width: number;
  height: number;
  /** Absent where it stays as it is. */
  frameRate?: number;
  bitrate: number;
}

/** What this browser can make: H.264, for it plays everywhere, else VP9; null where it makes neither. */
export type Encoder = "avc" | "vp9" | null;

/** `repack`: the pictures stay as they are, in MP4 that begins at once, with sound that plays everywhere. */
export type VideoPlan =
  | { do: "keep" }
  | { do: "repack" }
  | { do: "convert"; codec: NonNullable<Encoder>; shape: VideoShape };

const longSide = 1920;
const shortSide = 1080;
const frameRate = 30;
/** Bits per second of 1080 lines; less for fewer pixels. */
const bitrateOfFull = 5_000_000;
/** More than this (bits per second) is made smaller, whatever it is. */
const heavyBitrate = 8_000_000;
/** Large files (bytes) are made smaller from this on (bits per second). */
const large = { size: 100 * 1024 * 1024, bitrate: 6_000_000 };
/** Files (bytes) that are put into another order in memory; beyond, players fetch the end first. */
const mostRepacked = 200 * 1024 * 1024;

/** Sound that plays everywhere within MP4. */
export const commonAudio: ReadonlySet<string | null> = new Set(["aac", "mp3"]);
/** Shown by most browsers: good enough where H.264 cannot be made. */
const openCodecs: ReadonlySet<string | null> = new Set(["vp8", "vp9", "av1"]);

/** The plan for a video, by what is known of it and what the browser can make of its pictures. */
export function planOf(facts: VideoFacts, encoder: Encoder): VideoPlan {
  const bitrate = facts.duration > 0 ? (facts.size * 8) / facts.duration : 0;
  const fits = isWithin(facts.width, facts.height);
  const light = bitrate <= heavyBitrate && (facts.size <= large.size || bitrate <= large.bitrate);
  const isCommon = facts.videoCodec === "avc";
  const shows = isCommon || (encoder !== "avc" && openCodecs.has(facts.videoCodec));
  if (!fits || !light || !shows) {
    return encoder === null ? { do: "keep" } : { do: "convert", codec: encoder, shape: shapeOf(facts, bitrate) };
  }
  if (!isCommon) return { do: "keep" };
  const sounds = facts.audioCodec === undefined || commonAudio.has(facts.audioCodec);
  if (facts.container === "mp4" && sounds && (facts.fastStart || facts.size > mostRepacked)) return { do: "keep" };
  return { do: "repack" };
}

function shapeOf(facts: VideoFacts, bitrate: number): VideoShape {
  const size = fitted(facts.width, facts.height);
  const wanted = (bitrateOfFull * size.width * size.height) / (longSide * shortSide);
  // H.264 needs more than newer codecs for the same picture, but nothing needs a multiple of what there was.
  const enough = bitrate > 0 ? Math.max(300_000, bitrate * 1.5) : wanted;
  return {
    ...size,
    bitrate: Math.round(Math.min(Math.max(wanted, 500_000), enough)),
    ...(facts.frameRate > frameRate + 1 && { frameRate }),
  };
}

function isWithin(width: number, height: number): boolean {
  return Math.max(width, height) <= longSide && Math.min(width, height) <= shortSide;
}

/** Within 1920 × 1080 (or 1080 × 1920), never enlarged, both even as H.264 wants it. */
function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, longSide / Math.max(width, height), shortSide / Math.min(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

function even(pixels: number): number {
  return Math.max(2, Math.floor(pixels / 2) * 2);
}

/** Where a frame is taken that stands for the video until it plays, in seconds: past a black beginning. */
export function posterTime(duration: number): number {
  return Math.min(1, duration * 0.1);
}
