/** Bytes put together by hand, and what files of tests tell of people. */

export type Colour = readonly [red: number, green: number, blue: number];

/** What files of tests tell, and must not tell any more once they are kept. */
export const secrets = {
  /** Within EXIF, as a name of an area. */
  place: "Secret Garden Phnom Penh",
  camera: "SecretCam 3000",
  comment: "secret comment of a person",
  /** QuickTime's place: latitude and longitude (ISO 6709). */
  location: "+11.5564+104.9282/",
} as const;

export const teal: Colour = [0, 128, 128];

/** Latin-1 text as bytes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const all = parts.map((part) => (typeof part === "string" ? bytesOf(part) : part));
  const whole = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value);
}

export function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** Red, green and blue of each pixel: a colour, with a darker corner at the upper left, so that turning shows. */
export function pixelsOf(width: number, height: number, [red, green, blue]: Colour): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const shade = x * 2 < width && y * 2 < height ? 0.25 : 1;
      pixels.set([red * shade, green * shade, blue * shade], (y * width + x) * 3);
    }
  return pixels;
}
