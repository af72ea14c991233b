/** PNG (W3C Portable Network Graphics, third edition; animations included). */
import { concat, fromLatin1, latin1, uint32 } from "./bytes.ts";
import { crc32 } from "./crc32.ts";
import { orientationOf, orientationTiff, turned } from "./exif.ts";
import { checkFrames, checkSize, type Size } from "./picture-limits.ts";
import type { Walked } from "./picture.ts";
import { Pieces } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { cutOff, damaged } from "./refused.ts";

const signatureBytes = 8;
const maxChunks = 100_000;
/** Of larger ones the sum is not checked: that is for the decoder. */
const maxCheckedBytes = 1024 * 1024;
const pixelChunks = new Set(["IDAT", "fdAT"]);

/** What a picture needs, how its colours are meant, and its animation. All else may tell of people, places and programs. */
const keptChunks = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI pHYs bKGD sBIT acTL fcTL fdAT".split(" "),
);
const knownCritical = new Set(["IHDR", "PLTE", "IDAT", "IEND"]);

/** Bits per sample that each colour type may have. */
const bitDepths: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Nothing is inflated: what the header says is checked, and how the chunks follow each other. Ends with IEND. */
export async function walkPng(reader: Reader): Promise<Walked> {
  const header = await readHeader(reader);
  const body = new Pieces();
  let orientation: number | null = null;
  let frames = 0;
  let hasPixels = false;
  let at = signatureBytes;
  for (let chunks = 0; ; chunks++) {
    if (chunks > maxChunks) throw damaged("The PNG file has more chunks than is reasonable.");
    const head = await reader.bytes(at, 8);
    const length = uint32(head, 0);
    const name = latin1(head, 4, 8);
    if (!/^[A-Za-z]{4}$/.test(name)) throw damaged("The PNG file has a chunk without a name.");
    const end = at + 12 + length;
    if (end > reader.size) throw cutOff();
    if (/^[A-Z]/.test(name) && !knownCritical.has(name))
      throw damaged(`The PNG file needs something unknown: ${name}.`);
    if ((name === "IHDR") !== (at === signatureBytes)) throw damaged("The PNG file has more than one header.");
    if (!pixelChunks.has(name) && length <= maxCheckedBytes) await checkSum(reader, at, length);

    if (name === "IDAT" && !hasPixels) {
      if (!isZlib(await reader.bytes(at + 8, Math.min(length, 2))))
        throw damaged("The PNG file's pixels are not compressed.");
      hasPixels = true;
    } else if (name === "eXIf" && length <= maxCheckedBytes) {
      orientation ??= orientationOf(await reader.bytes(at + 8, length));
    } else if (name === "fcTL") {
      frames++;
    }
    if (keptChunks.has(name) && name !== "IHDR") body.keep(at, end);
    at = end;
    if (name === "IEND") break;
  }
  if (!hasPixels) throw damaged("The PNG file has no pixels.");
  checkFrames(frames, header.size);

  const pieces = new Pieces();
  pieces.keep(0, header.end);
  if (orientation !== null && orientation !== 1) pieces.insert(chunk("eXIf", orientationTiff(orientation)));
  for (const piece of body.list) if ("to" in piece) pieces.keep(piece.from, piece.to);
  return { type: "image/png", ...turned(header.size, orientation ?? 1), pieces: pieces.list };
}

async function readHeader(reader: Reader): Promise<{ size: Size; end: number }> {
  const end = signatureBytes + 12 + 13;
  const bytes = await reader.bytes(0, end);
  if (uint32(bytes, 8) !== 13 || latin1(bytes, 12, 16) !== "IHDR") throw damaged("The PNG file has no header.");
  const size = { width: uint32(bytes, 16), height: uint32(bytes, 20) };
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = bytes.subarray(24, 29);
  const known = bitDepths[colour]?.includes(depth) && compression === 0 && filter === 0 && interlace <= 1;
  if (!known) throw damaged("The PNG file's header contradicts itself.");
  checkSize(size);
  return { size, end };
}

async function checkSum(reader: Reader, at: number, length: number): Promise<void> {
  const bytes = await reader.bytes(at + 4, length + 8);
  if (crc32(bytes.subarray(0, length + 4)) !== uint32(bytes, length + 4))
    throw damaged("A part of the PNG file is not what it was: its checksum is wrong.");
}

/** A zlib header: deflate, and divisible by 31 (RFC 1950, 2.2). */
function isZlib(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return bytes.length === 2 && method % 16 === 8 && (method * 256 + flags) % 31 === 0;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = concat(fromLatin1(name), data);
  return concat(bigEndian(data.length), named, bigEndian(crc32(named)));
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
