/** GIF pictures: an encoder whose codes never grow, because it starts anew before they would. */
import { type Colour, joined, teal } from "./bytes.ts";

export interface GifOptions {
  /** At most 65,535. */
  width?: number;
  height?: number;
  frames?: number;
  colour?: Colour;
  /** Extensions before the first frame, such as `gifExtension(0xfe, "comment")`. */
  extensions?: readonly Uint8Array[];
}

/** An extension with its content in sub-blocks. */
export function gifExtension(label: number, ...blocks: readonly (Uint8Array | string)[]): Uint8Array {
  return joined(Uint8Array.of(0x21, label), ...blocks.map(subBlocks), Uint8Array.of(0));
}

/** How often an animation runs: for ever. */
export const gifLoop = gifExtension(0xff, "NETSCAPE2.0", Uint8Array.of(1, 0, 0));

/** A GIF picture of two colours, the second getting darker from frame to frame. */
export function gif({
  width = 16,
  height = 12,
  frames = 1,
  colour = teal,
  extensions = [],
}: GifOptions = {}): Uint8Array {
  const tables = Array.from({ length: frames }, (_, frame) => shade(colour, 1 - frame / (frames * 2)));
  return joined(
    "GIF89a",
    uint16(width),
    uint16(height),
    Uint8Array.of(0x80, 0, 0, 0, 0, 0, ...colour),
    ...(frames > 1 ? [gifLoop] : []),
    ...extensions,
    ...tables.flatMap((table) => [
      gifExtension(0xf9, Uint8Array.of(0, 10, 0, 0)),
      joined(Uint8Array.of(0x2c, 0, 0, 0, 0), uint16(width), uint16(height), Uint8Array.of(0x80, 0, 0, 0, ...table)),
      pixels(width * height),
    ]),
    Uint8Array.of(0x3b),
  );
}

function shade(colour: Colour, by: number): number[] {
  return colour.map((value) => Math.round(value * by));
}

/** Codes of eight bits for pixels of the second colour; every hundred of them a code that clears. */
function pixels(count: number): Uint8Array {
  const [clear, end] = [128, 129];
  const codes: number[] = [];
  for (let pixel = 0; pixel < count; pixel++) {
    if (pixel % 100 === 0) codes.push(clear);
    codes.push(1);
  }
  codes.push(end);
  return joined(Uint8Array.of(7), subBlocks(Uint8Array.from(codes)), Uint8Array.of(0));
}

function subBlocks(content: Uint8Array | string): Uint8Array {
  const bytes = joined(content);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Uint8Array.of(block.length), block);
  }
  return joined(...blocks);
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8);
}
