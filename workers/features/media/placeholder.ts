/** What stands where a picture will be until it is loaded: a ThumbHash (https://evanw.github.io/thumbhash/), some 25 bytes of colours. */
import { convertIndexedToRgb, decode, type DecodedPng } from "fast-png";
import { rgbaToThumbHash } from "thumbhash";
import { latin1 } from "./inspect/bytes.ts";

/** The algorithm takes no larger pictures. */
const maxSide = 100;
/** Of such a picture, uncompressed and with all that PNG allows: more is none. */
const maxPngBytes = 256 * 1024;

/**
 * The placeholder of a picture in base64; null where the Images binding cannot open it, whose reason is handed on. Nothing is asked for an SVG:
 * production gives it back as it is.
 */
export async function placeholderOf(
  images: ImagesBinding,
  picture: ReadableStream<Uint8Array>,
  type: string,
  onUnopened: (reason: unknown) => void,
): Promise<string | null> {
  if (type === "image/svg+xml") {
    await picture.cancel();
    return null;
  }
  try {
    const small = images.input(picture).transform({ width: maxSide, height: maxSide, fit: "scale-down" });
    const result = await small.output({ format: "image/png" });
    const png = new Uint8Array(await result.response().arrayBuffer());
    return btoa(latin1(thumbHashOf(png)));
  } catch (error) {
    onUnopened(error);
    return null;
  }
}

/** Throws for what is not a small PNG picture. */
function thumbHashOf(png: Uint8Array): Uint8Array {
  if (png.length > maxPngBytes) throw new RangeError(`a placeholder of ${png.length} bytes is none`);
  const picture = decode(png);
  return rgbaToThumbHash(picture.width, picture.height, rgbaOf(picture));
}

/** Red, green, blue and alpha of each pixel, in eight bits, whatever the PNG has. */
function rgbaOf(picture: DecodedPng): Uint8Array {
  const { palette, depth } = picture;
  const data = palette ? convertIndexedToRgb({ ...picture, palette }) : picture.data;
  const channels = palette ? (palette[0]?.length ?? 3) : picture.channels;
  const shift = depth === 16 ? 8 : 0;
  if (!palette && depth < 8) throw new RangeError(`a PNG of ${depth} bits is not read`);
  const rgba = new Uint8Array(picture.width * picture.height * 4);
  const at = (pixel: number, channel: number) => (data[pixel * channels + channel] ?? 0) >> shift;
  const grey = channels < 3;
  const hasAlpha = channels % 2 === 0;
  for (let pixel = 0; pixel * 4 < rgba.length; pixel++) {
    rgba[pixel * 4] = at(pixel, 0);
    rgba[pixel * 4 + 1] = at(pixel, grey ? 0 : 1);
    rgba[pixel * 4 + 2] = at(pixel, grey ? 0 : 2);
    rgba[pixel * 4 + 3] = hasAlpha ? at(pixel, channels - 1) : 255;
  }
  return rgba;
}
