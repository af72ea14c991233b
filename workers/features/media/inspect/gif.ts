/** GIF (GIF87a and GIF89a). */
import { latin1, uint16 } from "./bytes.ts";
import { checkFrames, checkSize } from "./picture-limits.ts";
import type { Walked } from "./picture.ts";
import { Pieces } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { damaged } from "./refused.ts";

const block = { extension: 0x21, image: 0x2c, trailer: 0x3b } as const;
const graphicControl = 0xf9;
const application = 0xff;
const headerBytes = 13;
/** A frame of an animation has a block or two beside it. */
const maxBlocks = 10_000;
/** Applications whose extension says how often an animation runs, in at most five bytes. */
const loopApplications = new Set(["NETSCAPE2.0", "ANIMEXTS1.0"]);
const maxLoopBytes = 1 + 11 + 1 + 5 + 1;

/** Keeps colours, frames and looping; leaves out comments, plain text and what applications add. Ends with the trailer. */
export async function walkGif(reader: Reader): Promise<Walked> {
  const header = await reader.bytes(0, headerBytes);
  const size = { width: uint16(header, 6, true), height: uint16(header, 8, true) };
  checkSize(size);
  const pieces = new Pieces();
  let at = headerBytes + colourTableBytes(header[10]);
  pieces.keep(0, at);
  let frames = 0;
  for (let blocks = 0; ; blocks++) {
    if (blocks > maxBlocks) throw damaged("The GIF file has more blocks than is reasonable.");
    const start = at;
    const [kind, label] = await reader.upTo(at, 2);
    if (kind === block.trailer) {
      pieces.keep(start, start + 1);
      break;
    }
    if (kind === block.extension) {
      at = await afterSubBlocks(reader, at + 2);
      if (await isKept(reader, label, start, at)) pieces.keep(start, at);
    } else if (kind === block.image) {
      const image = await reader.bytes(at, 11);
      const right = uint16(image, 1, true) + uint16(image, 5, true);
      const bottom = uint16(image, 3, true) + uint16(image, 7, true);
      // Decoders may make room for a frame that lies beyond the canvas.
      checkSize({ width: Math.max(size.width, right), height: Math.max(size.height, bottom) });
      checkFrames(++frames, size);
      const codes = await reader.bytes(at + 10 + colourTableBytes(image[9]), 1);
      if (!(codes[0] !== undefined && codes[0] >= 1 && codes[0] <= 11))
        throw damaged("A frame of the GIF file is not sound.");
      at = await afterSubBlocks(reader, at + 10 + colourTableBytes(image[9]) + 1);
      pieces.keep(start, at);
    } else {
      // What is cut off ends here, too: reading nothing is no block.
      throw damaged("The GIF file breaks off, or has something between its blocks.");
    }
  }
  if (frames === 0) throw damaged("The GIF file has no frame.");
  return { type: "image/gif", ...size, pieces: pieces.list };
}

/** Three bytes a colour, if the flags say that there is a table. */
function colourTableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Sub-blocks say their length in a byte; one of none is the last. */
async function afterSubBlocks(reader: Reader, start: number): Promise<number> {
  let at = start;
  for (;;) {
    const bytes = await reader.some(at);
    let within = 0;
    while (within < bytes.length) {
      const length = bytes[within] ?? 0;
      within += 1 + length;
      if (length === 0) return at + within;
    }
    at += within;
  }
}

async function isKept(reader: Reader, label: number | undefined, start: number, end: number): Promise<boolean> {
  if (label === graphicControl) return end - start === 8;
  if (label !== application || end - start > 2 + maxLoopBytes) return false;
  return loopApplications.has(latin1(await reader.bytes(start + 3, 11)));
}
