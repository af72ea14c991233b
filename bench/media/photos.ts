/** Pictures that compress as photos do: soft shapes in several sizes, edges between them, and grain. */
import sharp from "sharp";
import type { File } from "./uploader.ts";

/** Pixels that a phone takes: 12 megapixels. */
const width = 4032;
const height = 3024;
const channels = 3;
/** How phones encode. */
const quality = 92;

export interface Photo {
  /** As it comes out of the phone. */
  original: File;
  /** As people send it on: 1080 pixels wide. */
  small: File;
}

/** The same for the same seed. */
export async function takePhoto(seed: number): Promise<Photo> {
  const picture = sharp(draw(seed), { raw: { width, height, channels } });
  const name = `photo ${seed}.jpg`;
  const type = "image/jpeg";
  const [original, small] = await Promise.all([
    picture.clone().jpeg({ quality }).toBuffer(),
    picture.clone().resize(1080).jpeg({ quality }).toBuffer(),
  ]);
  return {
    original: { name, type, bytes: new Uint8Array(original) },
    small: { name, type, bytes: new Uint8Array(small) },
  };
}

/** Pixels as red, green, blue, row by row. */
function draw(seed: number): Uint8Array {
  const random = newRandom(seed);
  const layers = [1024, 256, 64, 16, 6, 3].map((cell, depth) => newLayer(random, cell, 110 * 0.72 ** depth));
  const horizon = height * (0.4 + random() * 0.2);
  const data = new Uint8Array(width * height * channels);
  const row = new Float32Array(width);
  for (let y = 0, at = 0; y < height; y++) {
    row.fill(y > horizon ? 90 : 140);
    for (const layer of layers) layer(row, y);
    for (let x = 0; x < width; x++) {
      const light = (row[x] ?? 0) + (random() - 0.5) * 8;
      data[at++] = clamp(light);
      data[at++] = clamp(light * 0.9 + x / 80);
      data[at++] = clamp(light * 0.7 + y / 60);
    }
  }
  return data;
}

/** Adds shapes about `cell` pixels large to a row: values at the corners of a grid, and what lies between them. */
function newLayer(random: () => number, cell: number, strength: number) {
  const columns = Math.ceil(width / cell) + 1;
  const grid = Float32Array.from(
    { length: columns * (Math.ceil(height / cell) + 1) },
    () => (random() - 0.5) * strength,
  );
  const line = new Float32Array(columns);
  return (row: Float32Array, y: number): void => {
    const above = Math.floor(y / cell) * columns;
    const down = (y % cell) / cell;
    for (let column = 0; column < columns; column++) {
      const at = above + column;
      line[column] = (grid[at] ?? 0) * (1 - down) + (grid[at + columns] ?? 0) * down;
    }
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / cell);
      const left = line[column] ?? 0;
      row[x] = (row[x] ?? 0) + left + ((line[column + 1] ?? 0) - left) * ((x % cell) / cell);
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
