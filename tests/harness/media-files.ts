/**
 * Makers of small media files, the same bytes at each run, for Node and workerd alike. What is in them is real: decoders open
 * those that are not meant to be broken.
 */
import { encoded } from "./media-files/encoded.ts";

export { bytesOf, joined, secrets } from "./media-files/bytes.ts";
export * from "./media-files/documents.ts";
export { gif, gifExtension } from "./media-files/gif.ts";
export * from "./media-files/hostile.ts";
export { heif } from "./media-files/heif.ts";
export { jpeg, jpegSegment, jpegWithGps } from "./media-files/jpeg.ts";
export { box, fullBox, mp4, vendorMark } from "./media-files/mp4.ts";
export { png, pngChunk, pngWithGps } from "./media-files/png.ts";
export { svg, svgWithScript } from "./media-files/svg.ts";
export { webp, webpWithGps } from "./media-files/webp.ts";
export * from "./media-files/zip.ts";

/** A file that took an encoder to make, such as `ready("heic")`. */
export function ready(name: keyof typeof encoded): Uint8Array {
  return Uint8Array.from(atob(encoded[name]), (character) => character.charCodeAt(0));
}
