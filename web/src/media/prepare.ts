/** What is done with a file before it is sent: giant pictures made smaller, videos brought into a form that plays everywhere. */
import { isMissingChunk } from "../lib/missing-chunk.ts";
import { kindOf, typeOf } from "./file-type.ts";
import { pictureSize } from "./picture-size.ts";
import { FileRefused } from "./upload-error.ts";

export interface PrepareOptions {
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (progress: number) => void;
}

export interface Prepared {
  file: File;
  /** A frame of a video, as JPEG. */
  poster: Blob | null;
}

/** Pictures with more than this (bytes), or wider or higher (pixels), are made smaller. */
const giant = { bytes: 8 * 1024 * 1024, side: 4096 };
/** More pixels than a browser or the server can show; the server refuses them too. */
const mostPixels = 200_000_000;

/** The file as it will be sent. Errors: `FileRefused`, the signal's reason. */
export async function prepare(file: File, options: PrepareOptions): Promise<Prepared> {
  options.signal.throwIfAborted();
  const type = typeOf(file);
  if (type === "image/jpeg" || type === "image/png") return { file: await preparePicture(file), poster: null };
  if (kindOf(file) === "video") return prepareVideo(file, options);
  return { file, poster: null };
}

async function preparePicture(file: File): Promise<File> {
  const size = await pictureSize(file);
  if (size === null || size.animated) return file;
  const { width, height } = size;
  if (width * height > mostPixels) {
    throw new FileRefused(`It has ${Math.round((width * height) / 1_000_000)} megapixels: more than can be shown.`);
  }
  const isGiant = Math.max(width, height) > giant.side || (file.type === "image/jpeg" && file.size > giant.bytes);
  if (!isGiant) return file;
  const { shrinkPicture } = await import("./shrink-picture.ts");
  return shrinkPicture(file, size);
}

async function prepareVideo(file: File, options: PrepareOptions): Promise<Prepared> {
  if (!("VideoDecoder" in globalThis)) return { file, poster: null };
  try {
    const { prepareVideo: make } = await import("./video/prepare-video.ts");
    return await make(file, options);
  } catch (error) {
    options.signal.throwIfAborted();
    // Whoever waits for parts of the app over cuts of the network tries again.
    if (isMissingChunk(error)) throw error;
    // What cannot be converted here is sent as it is: it still plays for many.
    reportError(error);
    return { file, poster: null };
  }
}
