import { CanvasSink, type InputVideoTrack } from "mediabunny";
import { posterTime } from "./plan.ts";

const longSide = 1280;
/** Of JPEG, from good to what fits in any case. */
const qualities = [0.85, 0.6];
/** The API takes posters up to 2 MiB. */
const mostBytes = 2 * 1024 * 1024;

/** A frame that stands for the video until it plays, as JPEG; null where it cannot be decoded here. */
export async function posterOf(track: InputVideoTrack): Promise<Blob | null> {
  if (!(await track.canDecode())) return null;
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const scale = Math.min(1, longSide / Math.max(width, height));
  const sink = new CanvasSink(track, {
    width: Math.round(width * scale),
    height: Math.round(height * scale),
    fit: "fill",
  });
  const first = await track.getFirstTimestamp();
  const found = await sink.getCanvas(first + posterTime(await track.computeDuration()));
  if (found === null) return null;
  for (const quality of qualities) {
    const picture = await jpegOf(found.canvas, quality);
    if (picture !== null && picture.size <= mostBytes) return picture;
  }
  return null;
}

function jpegOf(canvas: HTMLCanvasElement | OffscreenCanvas, quality: number): Promise<Blob | null> {
  if (canvas instanceof HTMLCanvasElement) {
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality });
}
