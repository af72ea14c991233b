/** Makes another file of a video: pictures and sound copied or made anew, nothing else of it. */
import {
  type AudioCodec,
  canEncodeAudio,
  Conversion,
  type ConversionAudioOptions,
  ConversionCanceledError,
  type ConversionVideoOptions,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  type VideoSample,
  WebMOutputFormat,
} from "mediabunny";
import type { PrepareOptions } from "../prepare.ts";
import { BlobStream } from "./blob-stream.ts";
import { commonAudio, type VideoFacts, type VideoPlan } from "./plan.ts";

type Work = Exclude<VideoPlan, { do: "keep" }>;

/** Bits per second of sound that is made anew. */
const audioBitrate = 128_000;
/** Seconds between pictures that can be jumped to. */
const keyFrameInterval = 2;
/** Up to so many bytes the table of contents comes first; it means that all is held in memory until the end. */
const mostInMemory = 200 * 1024 * 1024;

/** The new file, or null where this browser cannot make it of everything that is seen and heard in the old one. */
export async function convert(
  file: File,
  input: Input,
  plan: Work,
  facts: VideoFacts,
  { signal, onProgress }: PrepareOptions,
): Promise<File | null> {
  const isWebM = plan.do === "convert" && plan.codec === "vp9";
  const type = isWebM ? "video/webm" : "video/mp4";
  const expected = plan.do === "convert" ? ((plan.shape.bitrate + audioBitrate) * facts.duration) / 8 : file.size;
  const stream = new BlobStream(type);
  const conversion = await Conversion.init({
    input,
    output: new Output({
      format: isWebM
        ? new WebMOutputFormat()
        : new Mp4OutputFormat({ fastStart: expected <= mostInMemory ? "in-memory" : false }),
      target: new StreamTarget(stream, { chunked: true }),
    }),
    tracks: "primary",
    video: (track) => videoOptions(track, plan),
    audio: (track) => audioOptions(track, isWebM),
    // What the camera wrote about time, place and itself stays behind.
    tags: {},
    showWarnings: false,
  });
  if (!conversion.isValid || conversion.discardedTracks.some(({ reason }) => reason !== "discarded_by_user"))
    return null;
  conversion.onProgress = onProgress;
  const cancel = () => void conversion.cancel();
  signal.addEventListener("abort", cancel);
  try {
    signal.throwIfAborted();
    await conversion.execute();
  } catch (error) {
    if (error instanceof ConversionCanceledError) signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
  return new File([stream.blob], renamed(file.name, isWebM ? "webm" : "mp4"), { type });
}

async function videoOptions(track: InputVideoTrack, plan: Work): Promise<ConversionVideoOptions> {
  if (plan.do === "repack") return {};
  const { width, height, bitrate, frameRate } = plan.shape;
  return {
    codec: plan.codec,
    width,
    height,
    fit: "fill",
    quality: new Quality({ bitrate }),
    keyFrameInterval,
    forceTranscode: true,
    ...(frameRate !== undefined && { frameRate }),
    ...((await track.hasHighDynamicRange()) && { process: flattened(width, height) }),
  };
}

/** Draws pictures of high dynamic range as a common screen shows them; encoders would keep the numbers and lose their meaning. */
function flattened(width: number, height: number): (sample: VideoSample) => OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas to draw on");
  return (sample) => {
    sample.draw(context, 0, 0, width, height);
    return canvas;
  };
}

async function audioOptions(track: InputAudioTrack, isWebM: boolean): Promise<ConversionAudioOptions> {
  const codec = await track.getCodec();
  const quality = new Quality({ bitrate: audioBitrate });
  const numberOfChannels = Math.min(2, await track.getNumberOfChannels());
  const anew = (wanted: AudioCodec): ConversionAudioOptions => ({ codec: wanted, quality, numberOfChannels });
  if (isWebM) return codec === "opus" ? {} : anew("opus");
  if (commonAudio.has(codec)) return {};
  const sampleRate = await track.getSampleRate();
  if (await canEncodeAudio("aac", { numberOfChannels, sampleRate, quality })) return anew("aac");
  // Within MP4 Opus plays in browsers of these days, too.
  return codec === "opus" ? {} : anew("opus");
}

function renamed(name: string, extension: string): string {
  const dot = name.lastIndexOf(".");
  return `${dot > 0 ? name.slice(0, dot) : name}.${extension}`;
}
