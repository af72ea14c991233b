/** Pictures that compress as photos do: soft shapes in several sizes, edges between them, and grain. */
import { encode } from "fast-png";

/** Pixels of what comes out of a camera here: 3 megapixels. */
export const photoWidth = 2048;
export const photoHeight = 1536;

/** A photo as PNG; the same for the same seed. */
export function makePhoto(seed: number, width = photoWidth, height = photoHeight): Uint8Array<ArrayBuffer> {
  const random = newRandom(seed);
  const layers = [512, 128, 32, 8, 3].map((cell, depth) => newLayer(random, width, height, cell, 0.7 ** depth));
  const horizon = height * (0.4 + random() * 0.2);
  const data = new Uint8Array(width * height * 3);
  const row = new Float32Array(width);
  for (let y = 0, at = 0; y < height; y++) {
    row.fill(y > horizon ? 90 : 140);
    for (const layer of layers) layer(row, y);
    for (let x = 0; x < width; x++) {
      const light = (row[x] ?? 0) + (random() - 0.5) * 8;
      data[at++] = clamp(light);
      data[at++] = clamp(light * 0.9 + x / 40);
      data[at++] = clamp(light * 0.7 + y / 30);
    }
  }
  return new Uint8Array(encode({ width, height, channels: 3, data }));
}

/** Adds shapes about `cell` pixels large to a row. */
function newLayer(random: () => number, width: number, height: number, cell: number, strength: number) {
  const columns = Math.ceil(width / cell) + 2;
  const grid = Float32Array.from({ length: columns * (Math.ceil(height / cell) + 2) }, () => random() - 0.5);
  return (row: Float32Array, y: number): void => {
    const top = Math.floor(y / cell);
    const down = y / cell - top;
    for (let x = 0; x < row.length; x++) {
      const left = Math.floor(x / cell);
      const right = x / cell - left;
      const value = (line: number) => {
        const at = line * columns + left;
        return (grid[at] ?? 0) * (1 - right) + (grid[at + 1] ?? 0) * right;
      };
      row[x] = (row[x] ?? 0) + 160 * strength * (value(top) * (1 - down) + value(top + 1) * down);
    }
  };
}

const clamp = (value: number) => Math.max(0, Math.min(255, value));

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function newRandom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
