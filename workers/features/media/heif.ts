/** Opens HEIC with libheif, compiled to WebAssembly. Large, so it is imported where it is needed. */
import createLibheif from "libheif-js/libheif-wasm/libheif.js";
import compiled from "libheif-js/libheif-wasm/libheif.wasm";
import { type Pixels, scaledDown } from "./pixels.ts";

/** A picture that cannot be opened, or has too many pixels to be. */
export class HeifError extends Error {
  override name = "HeifError";
}

/**
 * Decodes the main picture of a file, upright, scaled down to `maxSide`. Throws `HeifError` for what is none, and for one with more than
 * `maxPixels`: each takes about eight bytes of memory.
 */
export function decodeHeif(file: Uint8Array, { maxSide, maxPixels }: { maxSide: number; maxPixels: number }): Pixels {
  // Its memory never shrinks: with an instance for each picture, all of it goes.
  const heif = instantiate();
  const context = heif.heif_context_alloc();
  // Embind's enumerations are objects, each value one of its own.
  const read = heif.heif_context_read_from_memory(context, file);
  if (read.code !== heif.heif_error_code.heif_error_Ok) throw new HeifError(messageOf(read));
  const handle: unknown = heif.heif_js_context_get_primary_image_handle(context);
  if (!isHandle(handle)) throw new HeifError(messageOf(handle));
  const pixels = heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle);
  if (pixels > maxPixels) throw new HeifError(`the picture has ${pixels} pixels`);
  const { heif_colorspace, heif_chroma } = heif;
  const decoded: unknown = heif.heif_js_decode_image2(
    handle,
    heif_colorspace.heif_colorspace_RGB,
    heif_chroma.heif_chroma_interleaved_RGB,
  );
  if (!isDecoded(decoded)) throw new HeifError(messageOf(decoded));
  return scaledDown(decoded.channels[0], maxSide);
}

type Libheif = ReturnType<typeof createLibheif>;
type Handle = Parameters<Libheif["heif_image_handle_get_width"]>[0];

function instantiate(): Libheif {
  // It takes a runtime with Node's modules for Node, and asks there for its folder, to find what it is given here.
  Object.assign(globalThis, { __dirname: "/" });
  return createLibheif({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance);
      return instance.exports;
    },
    // What it says of files goes with the error that it answers.
    print: () => undefined,
    printErr: () => undefined,
  });
}

/** What failed has a code in the place of what was asked for. */
function isHandle(answer: unknown): answer is Handle {
  return typeof answer === "object" && answer !== null && !("code" in answer);
}

function isDecoded(answer: unknown): answer is { channels: [Pixels & { stride: number }] } {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "channels" in answer &&
    Array.isArray(answer.channels) &&
    answer.channels.length === 1
  );
}

function messageOf(answer: unknown): string {
  return typeof answer === "object" && answer !== null && "message" in answer ? String(answer.message) : "no picture";
}
