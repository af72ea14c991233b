/** Files that are cheap to send and dear to look at: an answer has to come before a test gives up, in the memory that an isolate has. */
import { describe, expect, it } from "vitest";
import type { RefusalReason } from "../../../../contract/media.ts";
import * as files from "../../../../tests/harness/media-files.ts";
import { inspectBytes, sourceOf } from "../../../../tests/harness/media-inspection.ts";
import { inspect } from "./inspect.ts";

const { joined } = files;
const MiB = 1024 * 1024;

/** So many bytes of the same few, over and over. */
function filled(bytes: number, ...unit: readonly (Uint8Array | string)[]): Uint8Array {
  const once = joined(...unit);
  const all = new Uint8Array(Math.floor(bytes / once.length) * once.length);
  all.set(once);
  for (let length = once.length; length < all.length; length *= 2) all.copyWithin(length, 0, length);
  return all;
}

const isAt = (bytes: Uint8Array, name: string) => (_: number, at: number) =>
  joined(name).every((byte, index) => bytes[at + index] === byte);
const indexOf = (bytes: Uint8Array, name: string) => bytes.findIndex(isAt(bytes, name));

async function expectRefusal(reason: RefusalReason, bytes: Uint8Array, type?: string): Promise<void> {
  expect(await inspectBytes(bytes, type)).toMatchObject({ ok: false, refusal: { reason } });
}

describe("pictures", () => {
  const untilScan = () => {
    const jpeg = files.jpeg();
    return jpeg.subarray(0, indexOf(jpeg, "\xff\xda") + 14);
  };

  it("of JPEG may be nothing but fill bytes", async () => {
    await expectRefusal("damaged", joined("\xff\xd8", filled(40 * MiB, "\xff")), "image/jpeg");
    await expectRefusal("damaged", joined(untilScan(), filled(40 * MiB, "\xff")), "image/jpeg");
  });

  it("of JPEG may have nothing but stuffed bytes in their scan", async () => {
    const bytes = joined(untilScan(), filled(40 * MiB, "\xff\0"), "\xff\xd9");
    expect(await inspectBytes(bytes, "image/jpeg")).toMatchObject({ ok: true });
  });

  it("of GIF may have millions of blocks", async () => {
    const gif = files.gif();
    const blocks = filled(40 * MiB, files.gifExtension(0xf9, "\0\0\0\0"), files.gifExtension(0xfe));
    await expectRefusal("damaged", joined(gif.subarray(0, -1), blocks, ";"), "image/gif");
  });

  it("of WebP may have millions of chunks in a frame", async () => {
    const webp = files.ready("webpAnimated");
    const at = indexOf(webp, "ANMF");
    const length = new DataView(webp.buffer).getUint32(at + 4, true);
    const frame = joined(webp.subarray(at + 8, at + 8 + length), filled(40 * MiB, "JUNK\0\0\0\0ALPH\0\0\0\0"));
    const chunks = joined("WEBP", webp.subarray(12, at), files.riffChunk("ANMF", frame));
    await expectRefusal("damaged", files.riffChunk("RIFF", chunks), "image/webp");
  });
});

describe("pictures of items", () => {
  const uint16 = (value: number) => Uint8Array.of(value >>> 8, value);
  const uint32 = (value: number) => joined(uint16(value >>> 16), uint16(value & 0xffff));

  it("may say of thousands that each is in 65,535 places, which takes no bytes", async () => {
    const places = filled(10 * 2000, uint16(1), uint16(0), uint16(0xffff));
    const locations = files.fullBox("iloc", uint16(0), uint16(3000), places);
    await expectRefusal("damaged", files.heif({ locations }), "image/avif");
  });

  it("may have millions of properties", async () => {
    const properties = filled(7 * MiB, uint16(1), Uint8Array.of(255), new Uint8Array(255).fill(1));
    const associations = files.fullBox("ipma", uint32(properties.length / 258), properties);
    const bytes = files.heif({ associations });
    await expectRefusal("damaged", bytes, "image/avif");
  });

  it("may be made of millions of parts", async () => {
    const parts = files.box("dimg", uint16(1), uint16(65_535), new Uint8Array(2 * 65_535));
    const described = [files.fullBox("iref", filled(30 * MiB, parts))];
    await expectRefusal("damaged", files.heif({ described }), "image/avif");
  });

  it("may have metadata in thousands of places among thousands of boxes", async () => {
    const items = Array.from({ length: 4000 }, () => ({ type: "Exif", data: files.secrets.place }));
    const bytes = joined(files.heif({ items }), filled(40_000 * 9, files.box("mdat", "x")));
    expect(await inspectBytes(bytes, "image/avif")).toMatchObject({ ok: true });
  });
});

describe("videos", () => {
  const uint32 = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
  /** Where the segment of a WebM file begins, and how long its header is. */
  const segmentOf = (webm: Uint8Array) => {
    const from = indexOf(webm, "\x18\x53\x80\x67");
    return { from, body: from + 4 + Math.clz32(webm[from + 4] ?? 0) - 23 };
  };
  /** A WebM video with this at the beginning of its segment. */
  const webmWith = (...elements: readonly (Uint8Array | string)[]) => {
    const webm = files.ready("webm");
    const { from, body } = segmentOf(webm);
    const unknownSize = "\x01\xff\xff\xff\xff\xff\xff\xff";
    return joined(webm.subarray(0, from + 4), unknownSize, ...elements, webm.subarray(body));
  };

  it("may measure something else in millions of places", async () => {
    const places = new Uint8Array(4 * MiB).map((_, at) => [0, 1, at >>> 10, (at & 0xfc) * 2][at % 4] ?? 0);
    const table = files.box(
      "stbl",
      files.fullBox("stsc", uint32(1), uint32(1), uint32(1), uint32(1)),
      files.fullBox("stsz", uint32(1), uint32(places.length / 4)),
      files.fullBox("stco", uint32(places.length / 4), places),
    );
    const handler = files.fullBox("hdlr", uint32(0), "meta", new Uint8Array(12));
    const track = files.box("trak", files.box("mdia", handler, files.box("minf", table)));
    const bytes = joined(files.mp4(), files.box("mdat", new Uint8Array(MiB)), files.box("moov", track));
    await expectRefusal("damaged", bytes, "video/mp4");
  });

  it("of WebM may have millions of gaps, and millions of facts", async () => {
    const gaps = filled(3 * MiB, "\xec\x80");
    await expectRefusal("damaged", webmWith(gaps), "video/webm");
    const info = joined("\x15\x49\xa9\x66\x10", uint32(gaps.length).subarray(1));
    await expectRefusal("damaged", webmWith(info, gaps), "video/webm");
  });

  it("are asked of the store at once, however many pieces are kept", async () => {
    const bytes = joined(files.mp4({ padding: MiB }), filled(20_000 * 12, files.box("free", "gone")));
    const source = sourceOf(bytes);
    const inspection = await inspect(source, { type: "video/mp4", filename: "a.mp4", size: bytes.length });
    expect(inspection).toMatchObject({ ok: true });
    expect(source.reads).toBeLessThan(20);
  });
});

describe("sound", () => {
  const tag = "ID3\x03\0\0\0\0\0\0";
  const page = (kind: number, stream: string, ...segments: readonly number[]) =>
    joined(
      "OggS\0",
      Uint8Array.of(kind),
      new Uint8Array(8),
      stream,
      new Uint8Array(8),
      Uint8Array.of(segments.length, ...segments),
    );
  const opus = () => files.ready("opus");
  const stream = () => String.fromCharCode(...opus().subarray(14, 18));

  it.each<[string, RefusalReason, () => Uint8Array, string]>([
    ["tags", "too_large_to_show", () => joined(filled(MiB, tag), files.ready("mp3")), "audio/mpeg"],
    ["frames", "too_large_to_show", () => filled(40 * MiB, files.ready("aac")), "audio/aac"],
    [
      "metadata",
      "too_large_to_show",
      () => joined(files.ready("flac").subarray(0, 42), filled(4 * MiB, "\x01\0\0\0")),
      "audio/flac",
    ],
    ["pages", "too_large_to_show", () => joined(opus(), filled(10 * MiB, page(0, stream()))), "audio/ogg"],
    [
      "streams",
      "too_large_to_show",
      () => joined(...Array.from({ length: 40 }, (_, at) => page(2, `abc${at % 10}${at}`.slice(-4)))),
      "audio/ogg",
    ],
    ["pages of no stream", "damaged", () => joined(opus(), filled(4 * MiB, page(0, "none"))), "audio/ogg"],
    ["marks of pages", "damaged", () => joined(opus(), filled(4 * MiB, "OggS")), "audio/ogg"],
    [
      "bytes in a packet",
      "damaged",
      () =>
        joined(opus(), filled(20 * MiB, page(0, stream(), ...Array<number>(255).fill(255)), new Uint8Array(255 * 255))),
      "audio/ogg",
    ],
  ])("may have millions of %s", async (_, reason, make, type) => {
    await expectRefusal(reason, make(), type);
  });

  it.each<[string, Record<number, number>]>([
    ["a number", { 21: 0xf0, 22: 0, 23: 0, 24: 0, 25: 0 }],
    ["a number that fits", { 21: 0xf2, 22: 0, 23: 0, 24: 0, 25: 0 }],
    ["a rate", { 18: 0, 19: 0, 20: 2 }],
  ])("may have samples without %s, and no frame", async (_, bytes) => {
    const flac = files.ready("flac").slice(0, 100);
    for (const [at, value] of Object.entries(bytes)) flac[Number(at)] = value;
    await expectRefusal("damaged", flac, "audio/flac");
  });

  it.each([0, 1, 6])("may have frames of %i bytes", async (length) => {
    const frame = (bytes: number) => Uint8Array.of(0xff, 0xf1, 0x6c, 0x40, bytes >> 3, (bytes & 7) << 5, 0);
    const frames = joined(frame(length), frame(7), frame(7));
    await expectRefusal("damaged", frames, "audio/aac");
    for (const flags of ["\0", "\x10"]) {
      const tag = joined("ID3\x04\0", flags, "\0\0\0\x02xx", flags === "\0" ? "" : "3DI\x04\0\x10\0\0\0\x02");
      await expectRefusal("damaged", joined(tag, frames), "audio/aac");
    }
  });
});

describe("archives", () => {
  const little = (value: number, bytes: number) => Uint8Array.from({ length: bytes }, (_, at) => value >>> (8 * at));

  it("may have hundreds of names, each as long as a name can be", async () => {
    const entry = joined(
      "PK\x01\x02",
      new Uint8Array(24),
      little(0xffff, 2),
      new Uint8Array(16),
      filled(0xffff, "name/"),
    );
    const directory = filled(40 * MiB, entry);
    const count = little(directory.length / entry.length, 2);
    const first = joined("PK\x03\x04", new Uint8Array(22), little(1, 2), little(0, 2), "a");
    const end = joined(
      "PK\x05\x06\0\0\0\0",
      count,
      count,
      little(directory.length, 4),
      little(first.length, 4),
      "\0\0",
    );
    expect(await inspectBytes(joined(first, directory, end), "application/zip")).toMatchObject({
      ok: true,
      file: { type: "application/zip" },
    });
  });
});
