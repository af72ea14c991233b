/** JPEG pictures: a baseline encoder (ITU-T T.81) that knows nothing but squares of one colour, which is all that it takes here. */
import { type Colour, joined, secrets, teal, uint16 } from "./bytes.ts";
import { gpsTiff } from "./exif.ts";

export interface JpegOptions {
  /** Multiples of 8 have no squares that are cut. */
  width?: number;
  height?: number;
  colour?: Colour;
  /** Segments after JFIF's, such as `jpegSegment(0xfe, "comment")`. */
  segments?: readonly Uint8Array[];
}

export function jpegSegment(marker: number, data: Uint8Array | string): Uint8Array {
  const bytes = joined(data);
  return joined(Uint8Array.of(0xff, marker), uint16(bytes.length + 2), bytes);
}

/** A baseline JPEG picture of one colour, with a darker corner at the upper left. */
export function jpeg({ width = 64, height = 48, colour = teal, segments = [] }: JpegOptions = {}): Uint8Array {
  const component = (id: number) => Uint8Array.of(id, 0x11, 0);
  return joined(
    Uint8Array.of(0xff, 0xd8),
    jpegSegment(0xe0, joined("JFIF\0", Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0))),
    ...segments,
    // Steps of 8 make the first coefficient of a square its value.
    jpegSegment(0xdb, joined(Uint8Array.of(0), new Uint8Array(64).fill(8))),
    jpegSegment(
      0xc0,
      joined(Uint8Array.of(8), uint16(height), uint16(width), Uint8Array.of(3), ...[1, 2, 3].map(component)),
    ),
    // Twelve codes of four bits for the first coefficient; one of a bit, "nothing follows", for the others.
    jpegSegment(
      0xc4,
      Uint8Array.of(0x00, 0, 0, 0, 12, ...new Uint8Array(12), ...Array.from({ length: 12 }, (_, i) => i)),
    ),
    jpegSegment(0xc4, Uint8Array.of(0x10, 1, ...new Uint8Array(15), 0)),
    jpegSegment(0xda, Uint8Array.of(3, 1, 0, 2, 0, 3, 0, 0, 63, 0)),
    scan(width, height, colour),
    Uint8Array.of(0xff, 0xd9),
  );
}

export interface JpegWithGpsOptions extends JpegOptions {
  /** Of EXIF, 1 to 8. */
  orientation?: number;
}

/** A JPEG picture with EXIF of a place and a camera, XMP, a comment and Photoshop's resources. */
export function jpegWithGps({ orientation = 1, segments = [], ...options }: JpegWithGpsOptions = {}): Uint8Array {
  return jpeg({
    ...options,
    segments: [
      jpegSegment(0xe1, joined("Exif\0\0", gpsTiff(orientation))),
      jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secrets.place}</x:xmpmeta>`),
      jpegSegment(0xed, `Photoshop 3.0\x008BIM${secrets.place}`),
      jpegSegment(0xfe, secrets.comment),
      ...segments,
    ],
  });
}

function scan(width: number, height: number, colour: Colour): Uint8Array {
  const bits = new Bits();
  const before = [0, 0, 0];
  for (let y = 0; y < height; y += 8)
    for (let x = 0; x < width; x += 8) {
      const shade = x * 2 < width && y * 2 < height ? 0.25 : 1;
      for (const [channel, value] of luminance(colour, shade).entries()) {
        bits.difference(value - (before[channel] ?? 0));
        bits.push(0, 1);
        before[channel] = value;
      }
    }
  return bits.bytes();
}

/** Y, Cb and Cr (ITU-T T.871, 7), each around zero. */
function luminance([red, green, blue]: Colour, shade: number): number[] {
  return [
    0.299 * red * shade + 0.587 * green * shade + 0.114 * blue * shade - 128,
    -0.1687 * red * shade - 0.3313 * green * shade + 0.5 * blue * shade,
    0.5 * red * shade - 0.4187 * green * shade - 0.0813 * blue * shade,
  ].map(Math.round);
}

class Bits {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  push(value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) {
      this.#held = this.#held * 2 + ((value >> bit) & 1);
      if (++this.#count < 8) continue;
      this.#bytes.push(this.#held);
      if (this.#held === 0xff) this.#bytes.push(0);
      this.#held = 0;
      this.#count = 0;
    }
  }

  /** Its number of bits, then the bits; negative ones are complemented (F.1.2.1). */
  difference(value: number): void {
    const count = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
    this.push(count, 4);
    this.push(value < 0 ? value + 2 ** count - 1 : value, count);
  }

  bytes(): Uint8Array {
    while (this.#count > 0) this.push(1, 1);
    return Uint8Array.from(this.#bytes);
  }
}
