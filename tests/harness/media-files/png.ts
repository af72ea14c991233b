/** PNG pictures. */
import { encode } from "fast-png";
import { crc32 } from "../../../workers/features/media/inspect/crc32.ts";
import { type Colour, joined, pixelsOf, secrets, teal, uint32 } from "./bytes.ts";
import { gpsTiff } from "./exif.ts";

export function pngChunk(name: string, data: Uint8Array | string): Uint8Array {
  const named = joined(name, data);
  return joined(uint32(named.length - 4), named, uint32(crc32(named)));
}

export interface PngOptions {
  width?: number;
  height?: number;
  colour?: Colour;
  /** Chunks right after the header, such as `pngChunk("tEXt", …)`. */
  chunks?: readonly Uint8Array[];
}

/** A PNG picture of 8 bits per sample without alpha. */
export function png({ width = 64, height = 48, colour = teal, chunks = [] }: PngOptions = {}): Uint8Array {
  const plain = encode({ width, height, data: pixelsOf(width, height, colour), depth: 8, channels: 3 });
  const headerEnd = 8 + 12 + 13;
  return joined(plain.subarray(0, headerEnd), ...chunks, plain.subarray(headerEnd));
}

/** A PNG picture with text, a time and EXIF that says where it was taken. */
export function pngWithGps(options: PngOptions = {}): Uint8Array {
  const chunks = [
    pngChunk("tEXt", `Author\0${secrets.comment}`),
    pngChunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${secrets.place}`),
    pngChunk("tIME", Uint8Array.of(7, 230, 11, 21, 10, 30, 0)),
    pngChunk("eXIf", gpsTiff(1)),
  ];
  return png({ ...options, chunks: [...chunks, ...(options.chunks ?? [])] });
}
