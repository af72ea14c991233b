/** Files that would do harm, or are not what they say. */
import { bytesOf, joined, secrets, uint16, uint32 } from "./bytes.ts";
import { html } from "./documents.ts";
import { gif, gifExtension } from "./gif.ts";
import { jpeg, jpegWithGps } from "./jpeg.ts";
import { mp4 } from "./mp4.ts";
import { png, pngChunk } from "./png.ts";
import { zip } from "./zip.ts";

/** A program of Windows (PE), without code. */
export function exe(): Uint8Array {
  const header = new Uint8Array(64);
  header.set(bytesOf("MZ"));
  header[60] = 64;
  return joined(header, "PE\0\0", Uint8Array.of(0x64, 0x86), new Uint8Array(200));
}

export function elf(): Uint8Array {
  return joined("\x7fELF", Uint8Array.of(2, 1, 1), new Uint8Array(57));
}

export function machO(): Uint8Array {
  return joined(Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1), new Uint8Array(56));
}

export function javaClass(): Uint8Array {
  return joined(Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52), new Uint8Array(64));
}

export function wasm(): Uint8Array {
  return joined("\0asm", Uint8Array.of(1, 0, 0, 0));
}

export function shellScript(): Uint8Array {
  return bytesOf("#!/bin/sh\nrm -rf /\n");
}

/** A package of Windows Installer: a compound file whose root says so (MS-CFB). */
export function msi(): Uint8Array {
  const header = new Uint8Array(512);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  header.set([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6], 24);
  const root = new Uint8Array(512);
  root.set(bytesOf("R\0o\0o\0t\0 \0E\0n\0t\0r\0y\0"));
  root.set([0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46], 80);
  return joined(header, root);
}

/** A picture whose comment begins a script: as a script it would run, too. */
export function gifScript(): Uint8Array {
  return joined(gif({ extensions: [gifExtension(0xfe, "*/=1;alert(document.domain)/*")] }), "*/;alert(1)");
}

/** A picture that unpacks, as well. */
export function jpegZip(): Uint8Array {
  return joined(jpeg(), zip({ "payload.txt": secrets.comment }));
}

/** A photo with a video behind it that has a place of its own, as phones take them. */
export function motionPhoto(): Uint8Array {
  return joined(jpegWithGps(), mp4({ location: true }));
}

export function pngHtml(): Uint8Array {
  return joined(png({ chunks: [pngChunk("tEXt", joined("Comment\0", html()))] }), html());
}

/** Says to be as large as asked for, with the pixels of a small one. */
export function pngOfSize(width: number, height: number): Uint8Array {
  const header = joined(uint32(width), uint32(height), Uint8Array.of(8, 2, 0, 0, 0));
  return joined(png().subarray(0, 8), pngChunk("IHDR", header), png().subarray(8 + 25));
}

/** Says to have these many frames; they are all the first one's size. */
export function pngOfFrames(frames: number, width = 64, height = 48): Uint8Array {
  const plain = pngOfSize(width, height);
  const control = joined(uint32(0), uint32(width), uint32(height), new Uint8Array(8), uint16(1), uint16(10), uint16(0));
  const headerEnd = 8 + 25;
  return joined(
    plain.subarray(0, headerEnd),
    pngChunk("acTL", joined(uint32(frames), uint32(0))),
    ...Array.from({ length: frames }, () => pngChunk("fcTL", control)),
    plain.subarray(headerEnd),
  );
}

/** Changes the size that a JPEG's frame says. */
export function jpegOfSize(width: number, height: number): Uint8Array {
  const bytes = jpeg();
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
  bytes.set(joined(uint16(height), uint16(width)), frame + 5);
  return bytes;
}

/** 64 × 48 pixels by its header; its compressed pixels inflate to 64 MiB. */
export function pngDeflateBomb(): Uint8Array {
  const first = png();
  const headerEnd = 8 + 25;
  return joined(first.subarray(0, headerEnd), pngChunk("IDAT", zlibOfZeros(64 * 1024 * 1024)), pngChunk("IEND", ""));
}

/**
 * Zeros, compressed (RFC 1950, RFC 1951): a block of fixed codes with one zero and repetitions of it, 258 each time.
 * A repetition is 13 bits: 11000101 for the length, 00000 for the distance of one.
 */
function zlibOfZeros(length: number): Uint8Array {
  const repetitions = Math.floor((length - 1) / 258);
  const bits = 3 + 8 + repetitions * 13 + 7;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  let at = 0;
  const push = (code: string) => {
    for (const bit of code) {
      if (bit === "1") bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
      at++;
    }
  };
  // Last block, fixed codes; then the literal zero.
  push("110");
  push("00110000");
  for (let repetition = 0; repetition < repetitions; repetition++) push("1100010100000");
  push("0000000");
  // Adler-32 of zeros: one, and as many ones as there are zeros.
  return joined(Uint8Array.of(0x78, 0x9c), bytes, uint16((1 + repetitions * 258) % 65521), uint16(1));
}
