/** MP4 and QuickTime videos (ISO/IEC 14496-12): boxes of a sound file around samples that no decoder needs to understand. */
import { joined, secrets, uint16, uint32 } from "./bytes.ts";

export function box(type: string, ...content: readonly (Uint8Array | string)[]): Uint8Array {
  const body = joined(...content);
  return joined(uint32(body.length + 8), type, body);
}

export function fullBox(type: string, ...content: readonly (Uint8Array | string)[]): Uint8Array {
  return box(type, uint32(0), ...content);
}

export interface Mp4Options {
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number;
  /** Clockwise, as shown. */
  rotation?: 0 | 90 | 180 | 270;
  /** `qt  ` makes it a QuickTime file. */
  brand?: "isom" | "qt  ";
  /** Of the samples, beyond what the frames need. */
  padding?: number;
  /** Tells of a place in each way that cameras use, and has a track of them. */
  location?: boolean;
}

const timescale = 1000;
/** When it was made and changed (seconds since 1904): something to look for. */
const madeAt = joined(uint32(0xdecade01), uint32(0xdecade02));
const matrices = {
  0: [1, 0, 0, 1],
  90: [0, 1, -1, 0],
  180: [-1, 0, 0, -1],
  270: [0, -1, 1, 0],
} as const;

function matrixOf(rotation: keyof typeof matrices): Uint8Array {
  const [a, b, c, d] = matrices[rotation];
  return joined(...[a * 0x10000, b * 0x10000, 0, c * 0x10000, d * 0x10000, 0, 0, 0, 0x40000000].map(uint32));
}

/** A video of one sample a second, with its index before its samples. */
export function mp4(options: Mp4Options = {}): Uint8Array {
  const { brand = "isom", padding = 0, location = false } = options;
  const samples = Math.max(1, Math.ceil(options.duration ?? 2));
  const pictures = joined(new Uint8Array(samples * sampleBytes).fill(0x65), new Uint8Array(padding));
  const places = location ? joined(...Array.from({ length: samples }, () => secrets.location.padEnd(placeBytes))) : "";
  const fileType = box("ftyp", brand, uint32(0x200), brand, "mp42");
  // The length does not depend on the offsets, so the first writing tells them.
  const start = fileType.length + moov(options, samples, 0).length + 8;
  return joined(fileType, moov(options, samples, start, start + pictures.length), box("mdat", pictures, places));
}

/** Of who made an encoder. */
export const vendorMark = "ScrC";
const sampleBytes = 16;
const placeBytes = 32;

function moov(options: Mp4Options, samples: number, pictures: number, places = 0): Uint8Array {
  const { duration = 2, location = false } = options;
  const length = uint32(Math.round(duration * timescale));
  const rates = joined(uint32(0x10000), new Uint8Array(12));
  const header = fullBox("mvhd", madeAt, uint32(timescale), length, rates, matrixOf(0), new Uint8Array(24), uint32(3));
  const tracks = [videoTrack(options, samples, pictures)];
  if (location) tracks.push(placeTrack(duration, samples, places));
  return box("moov", header, ...tracks, ...(location ? placeBoxes() : []));
}

/** Where phones and cameras write places: QuickTime's user data and keys, 3GPP's location, XMP. */
function placeBoxes(): Uint8Array[] {
  const key = "com.apple.quicktime.location.ISO6709";
  const text = joined(uint16(secrets.location.length), uint16(0x15c7), secrets.location);
  return [
    box("udta", box("\xa9xyz", text), box("loci", uint32(0), uint16(0x15c7), `${secrets.place}\0`)),
    box(
      "meta",
      fullBox("hdlr", uint32(0), "mdta", new Uint8Array(13)),
      fullBox("keys", uint32(1), box("mdta", key)),
      box("ilst", box("\0\0\0\x01", box("data", uint32(1), uint32(0), secrets.location))),
    ),
    box("uuid", Uint8Array.from([0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8]), new Uint8Array(8), secrets.place),
  ];
}

function videoTrack(options: Mp4Options, samples: number, offset: number): Uint8Array {
  const { width = 64, height = 48, duration = 2, rotation = 0, location = false } = options;
  const [vendor, encoder] = location
    ? [vendorMark, `${String.fromCharCode(secrets.camera.length)}${secrets.camera}`]
    : ["", ""];
  const description = box(
    "avc1",
    new Uint8Array(6),
    uint16(1),
    joined(uint32(0), vendor.padEnd(12, "\0")),
    joined(uint16(width), uint16(height), uint32(0x480000), uint32(0x480000), uint32(0), uint16(1)),
    encoder.padEnd(32, "\0"),
    joined(uint16(24), uint16(0xffff)),
    box("avcC", avcConfiguration),
  );
  return track({
    handler: "vide",
    matrix: joined(matrixOf(rotation), uint32(width * 0x10000), uint32(height * 0x10000)),
    media: fullBox("vmhd", new Uint8Array(8)),
    description,
    duration,
    samples,
    sampleSize: sampleBytes,
    offset,
    ...(location && { reference: box("alis", uint32(1), `Macintosh HD:Users:${secrets.comment}`) }),
    more: location ? [box("udta", box("name", secrets.camera))] : [],
  });
}

/** A track of places, one for each second, as action cameras write them. */
function placeTrack(duration: number, samples: number, offset: number): Uint8Array {
  return track({
    handler: "meta",
    matrix: new Uint8Array(44),
    media: fullBox("nmhd"),
    description: box("gpmd", new Uint8Array(6), uint16(1)),
    duration,
    samples,
    sampleSize: placeBytes,
    offset,
    more: [],
  });
}

/** Baseline profile, level 1, with parameter sets of nothing in particular. */
const avcConfiguration = Uint8Array.from([1, 66, 0, 10, 255, 225, 0, 4, 0x67, 66, 0, 10, 1, 0, 2, 0x68, 0xce]);

interface Track {
  handler: string;
  /** Matrix, width and height. */
  matrix: Uint8Array;
  media: Uint8Array;
  description: Uint8Array;
  /** Seconds. */
  duration: number;
  samples: number;
  sampleSize: number;
  offset: number;
  /** To the file of the samples. */
  reference?: Uint8Array;
  more: readonly Uint8Array[];
}

function track({
  handler,
  matrix,
  media,
  description,
  duration,
  samples,
  sampleSize,
  offset,
  reference = box("url ", uint32(1)),
  more,
}: Track): Uint8Array {
  const length = Math.round(duration * timescale);
  const each = Math.floor(length / samples);
  const timeToSample =
    samples === 1
      ? [uint32(1), uint32(1), uint32(length)]
      : [uint32(2), uint32(samples - 1), uint32(each), uint32(1), uint32(length - each * (samples - 1))];
  const table = box(
    "stbl",
    fullBox("stsd", uint32(1), description),
    fullBox("stts", ...timeToSample),
    fullBox("stsc", uint32(1), uint32(1), uint32(samples), uint32(1)),
    fullBox("stsz", uint32(sampleSize), uint32(samples)),
    fullBox("stco", uint32(1), uint32(offset)),
  );
  return box(
    "trak",
    box("tkhd", uint32(3), madeAt, uint32(1), uint32(0), uint32(length), new Uint8Array(16), matrix),
    box(
      "mdia",
      fullBox("mdhd", madeAt, uint32(timescale), uint32(length), uint16(0x15c7), uint16(0)),
      fullBox("hdlr", uint32(0), handler, new Uint8Array(12), `${secrets.camera}\0`),
      box("minf", media, box("dinf", fullBox("dref", uint32(1), reference)), table),
    ),
    ...more,
  );
}
