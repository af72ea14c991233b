/** Pixels that are held as bytes. */

/** Rows of pixels, three bytes (red, green, blue) each. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** The same picture with its longer side at most `maxSide`, every pixel the mean of those that it stands for. `stride` is the length of a row in bytes. */
export function scaledDown({ width, height, data, stride }: Pixels & { stride: number }, maxSide: number): Pixels {
  const scale = Math.max(1, Math.max(width, height) / maxSide);
  const scaled = { width: Math.max(1, Math.floor(width / scale)), height: Math.max(1, Math.floor(height / scale)) };
  const out = new Uint8Array(scaled.width * scaled.height * 3);
  const edge = (index: number, from: number, to: number) => Math.floor((index * from) / to);
  for (let y = 0, at = 0; y < scaled.height; y++) {
    const top = edge(y, height, scaled.height);
    const bottom = edge(y + 1, height, scaled.height);
    for (let x = 0; x < scaled.width; x++) {
      const left = edge(x, width, scaled.width);
      const right = edge(x + 1, width, scaled.width);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let row = top; row < bottom; row++) {
        const end = row * stride + right * 3;
        for (let i = row * stride + left * 3; i < end; i += 3) {
          red += data[i] ?? 0;
          green += data[i + 1] ?? 0;
          blue += data[i + 2] ?? 0;
        }
      }
      const count = (bottom - top) * (right - left);
      out[at++] = red / count;
      out[at++] = green / count;
      out[at++] = blue / count;
    }
  }
  return { ...scaled, data: out };
}
