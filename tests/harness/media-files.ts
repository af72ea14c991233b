/**
 * Makers of small media files, the same bytes at each run, for Node and workerd alike. What is in them is real: decoders open
 * those that are not meant to be broken.
 */
export { bytesOf, type Colour, joined, secrets } from "./media-files/bytes.ts";
export { png, pngChunk, pngWithGps, type PngOptions } from "./media-files/png.ts";
export { jpeg, jpegSegment, jpegWithGps, type JpegOptions } from "./media-files/jpeg.ts";
export { svg, svgWithScript } from "./media-files/svg.ts";
export { box, mp4, type Mp4Options } from "./media-files/mp4.ts";
