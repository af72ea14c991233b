/** WebP (RFC 9649). */
import { concat, fromLatin1, latin1, uint16, uint24, uint32 } from "./bytes.ts";
import { orientationOf, orientationTiff, turned } from "./exif.ts";
import { checkFrames, checkSize, type Size } from "./picture-limits.ts";
import type { Walked } from "./picture.ts";
import { Pieces, sizeOf } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { cutOff, damaged } from "./refused.ts";

const flag = { icc: 0x20, alpha: 0x10, exif: 0x08, animation: 0x02 } as const;
const riffBytes = 12;
const frameHeaderBytes = 16;
const maxChunks = 20_000;
/** Its pixels, their transparency, and what nobody knows. */
const maxChunksOfFrame = 100;
const maxExifBytes = 1024 * 1024;

interface Chunk {
  name: string;
  /** Of its header. */
  from: number;
  data: number;
  length: number;
  /** Chunks are padded to an even length. */
  end: number;
}

/** Keeps pixels, colour profile and animation. The header is written anew; what follows the RIFF file is cut off. */
export async function walkWebp(reader: Reader): Promise<Walked> {
  const end = 8 + uint32(await reader.bytes(0, riffBytes), 4, true);
  if (end > reader.size) throw cutOff();
  const first = await chunkAt(reader, riffBytes, end);
  const walked = first.name === "VP8X" ? await walkExtended(reader, first, end) : await walkSimple(reader, first);

  const pieces = new Pieces();
  pieces.insert(concat(fromLatin1("RIFF"), littleEndian(4 + sizeOf(walked.body.list)), fromLatin1("WEBP")));
  pieces.append(walked.body);
  return { type: "image/webp", ...walked.size, pieces: pieces.list };
}

interface WalkedBody {
  size: Size;
  body: Pieces;
}

async function walkSimple(reader: Reader, pixels: Chunk): Promise<WalkedBody> {
  const size = await bitstreamSize(reader, pixels);
  if (size === null) throw damaged("The WebP file has no picture at its beginning.");
  checkSize(size);
  const body = new Pieces();
  keepChunk(body, pixels);
  return { size, body };
}

async function walkExtended(reader: Reader, header: Chunk, end: number): Promise<WalkedBody> {
  if (header.length < 10) throw damaged("The WebP file's header is too short.");
  const canvas = await reader.bytes(header.data, 10);
  const size = { width: uint24(canvas, 4, true) + 1, height: uint24(canvas, 7, true) + 1 };
  checkSize(size);
  const animated = ((canvas[0] ?? 0) & flag.animation) !== 0;
  const kept = new Pieces();
  let flags = (canvas[0] ?? 0) & (flag.alpha | flag.animation);
  let orientation: number | null = null;
  let frames = 0;
  let chunks = 0;
  let at = header.end;
  while (at < end) {
    if (++chunks > maxChunks) throw tooManyChunks();
    const chunk = await chunkAt(reader, at, end);
    at = chunk.end;
    const pixels = await bitstreamSize(reader, chunk);
    if (pixels !== null && !animated) {
      if (pixels.width !== size.width || pixels.height !== size.height)
        throw damaged("The WebP file says one size and has another.");
      frames++;
      keepChunk(kept, chunk);
    } else if (chunk.name === "ALPH" && !animated) {
      keepChunk(kept, chunk);
    } else if (chunk.name === "ICCP") {
      flags |= flag.icc;
      keepChunk(kept, chunk);
    } else if (chunk.name === "ANIM" && animated) {
      keepChunk(kept, chunk);
    } else if (chunk.name === "ANMF" && animated) {
      checkFrames(++frames, size);
      chunks += await keepFrame(reader, kept, chunk, size);
    } else if (chunk.name === "EXIF" && chunk.length <= maxExifBytes) {
      orientation ??= orientationOf(await reader.bytes(chunk.data, chunk.length));
    }
  }
  if (frames === 0 || (frames > 1 && !animated)) throw damaged("The WebP file has no picture, or more than one.");

  const body = new Pieces();
  const exif = orientation === null || orientation === 1 ? null : orientationTiff(orientation);
  if (exif) flags |= flag.exif;
  body.insert(concat(fromLatin1("VP8X"), littleEndian(10), Uint8Array.of(flags, 0, 0, 0), canvas.subarray(4, 10)));
  body.append(kept);
  if (exif) body.insert(concat(fromLatin1("EXIF"), littleEndian(exif.length), exif));
  return { size: turned(size, orientation ?? 1), body };
}

/** A frame is a picture of its own within the canvas: chunks of pixels stay, others go, and the length follows. Answers how many it has. */
async function keepFrame(reader: Reader, kept: Pieces, frame: Chunk, canvas: Size): Promise<number> {
  if (frame.length < frameHeaderBytes) throw damaged("A frame of the WebP file is too short.");
  const header = await reader.bytes(frame.data, frameHeaderBytes);
  const size = { width: uint24(header, 6, true) + 1, height: uint24(header, 9, true) + 1 };
  const outside =
    uint24(header, 0, true) * 2 + size.width > canvas.width ||
    uint24(header, 3, true) * 2 + size.height > canvas.height;
  if (outside) throw damaged("A frame of the WebP file lies outside of its picture.");
  const inner = new Pieces();
  const end = frame.data + frame.length;
  let pictures = 0;
  let chunks = 0;
  for (let at = frame.data + frameHeaderBytes; at < end;) {
    if (++chunks > maxChunksOfFrame) throw tooManyChunks();
    const chunk = await chunkAt(reader, at, end);
    at = chunk.end;
    const pixels = await bitstreamSize(reader, chunk);
    if (pixels !== null) {
      if (pixels.width !== size.width || pixels.height !== size.height)
        throw damaged("A frame of the WebP file says one size and has another.");
      pictures++;
    }
    if (pixels !== null || chunk.name === "ALPH") keepChunk(inner, chunk);
  }
  if (pictures !== 1) throw damaged("A frame of the WebP file has no picture, or more than one.");
  kept.insert(concat(fromLatin1("ANMF"), littleEndian(frameHeaderBytes + sizeOf(inner.list)), header));
  for (const piece of inner.list) if ("to" in piece) kept.keep(piece.from, piece.to);
  return chunks;
}

const tooManyChunks = () => damaged("The WebP file has more chunks than is reasonable.");

async function chunkAt(reader: Reader, from: number, end: number): Promise<Chunk> {
  if (from + 8 > end) throw damaged("The WebP file has something between its chunks.");
  const head = await reader.bytes(from, 8);
  const length = uint32(head, 4, true);
  const padded = from + 8 + length + (length % 2);
  if (padded > end) throw cutOff();
  return { name: latin1(head, 0, 4), from, data: from + 8, length, end: padded };
}

/** Pixels that a chunk of lossy (RFC 6386, 9.1) or lossless ones says to have; null for other chunks. */
async function bitstreamSize(reader: Reader, chunk: Chunk): Promise<Size | null> {
  if (chunk.name === "VP8 ") {
    if (chunk.length < 10) throw cutOff();
    const frame = await reader.bytes(chunk.data, 10);
    if (((frame[0] ?? 1) & 1) !== 0 || uint24(frame, 3) !== 0x9d012a)
      throw damaged("The WebP file's picture is not sound.");
    return { width: uint16(frame, 6, true) & 0x3fff, height: uint16(frame, 8, true) & 0x3fff };
  }
  if (chunk.name === "VP8L") {
    if (chunk.length < 5) throw cutOff();
    const frame = await reader.bytes(chunk.data, 5);
    const bits = uint32(frame, 1, true);
    if (frame[0] !== 0x2f || bits >>> 29 !== 0) throw damaged("The WebP file's picture is not sound.");
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return null;
}

function keepChunk(pieces: Pieces, chunk: Chunk): void {
  pieces.keep(chunk.from, chunk.end);
}

function littleEndian(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}
