/** How large a picture may be to be shown: checked on what containers declare, before anything decodes them. */
import { damaged, Refused } from "./refused.ts";

const maxSide = 16_384;
const maxPixels = 100_000_000;
const maxFrames = 1_000;
const maxFramePixels = 500_000_000;

export interface Size {
  width: number;
  height: number;
}

/** Refuses what has no pixels, or too many. */
export function checkSize({ width, height }: Size): void {
  if (!(width > 0 && height > 0)) throw damaged("The picture says to have no width or no height.");
  if (width > maxSide || height > maxSide)
    throw tooLarge(`The picture is ${width} × ${height} pixels; a side may have ${maxSide} at most.`);
  if (width * height > maxPixels)
    throw tooLarge(
      `The picture is ${width} × ${height} pixels; it may have ${maxPixels / 1_000_000} megapixels at most.`,
    );
}

/** Refuses animations that take too long to decode: each frame counts as a whole picture. */
export function checkFrames(frames: number, { width, height }: Size): void {
  if (frames <= 1) return;
  if (frames > maxFrames) throw tooLarge(`The animation has more than ${maxFrames} frames.`);
  if (frames * width * height > maxFramePixels)
    throw tooLarge(`The animation has more than ${maxFramePixels / 1_000_000} megapixels in all its frames.`);
}

function tooLarge(detail: string): Refused {
  return new Refused("too_large_to_show", detail);
}
