import { describe, expect, it } from "vitest";
import * as files from "../../../../tests/harness/media-files.ts";
import { accepted, assembled, inspectBytes, sourceOf, tells } from "../../../../tests/harness/media-inspection.ts";
import { inspect } from "./inspect.ts";

const { joined, secrets } = files;
const words = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);

describe("video and audio", () => {
  it.each([
    ["mp4", "video", "video/mp4", 64, 48, 1],
    ["fragmentedMp4", "video", "video/mp4", 64, 48, 1.13],
    ["webm", "video", "video/webm", 64, 48, 1],
    ["mkv", "video", "video/matroska", 64, 48, 1],
    ["m4a", "audio", "audio/mp4", null, null, 0.3],
    ["mp3", "audio", "audio/mpeg", null, null, 0.5],
    ["aac", "audio", "audio/aac", null, null, 0.5],
    ["opus", "audio", "audio/ogg", null, null, 0.3],
    ["flac", "audio", "audio/flac", null, null, 0.3],
  ] as const)("are measured: %s", async (name, kind, type, width, height, duration) => {
    const bytes = files.ready(name);
    const file = await accepted(bytes);
    expect(file).toMatchObject({ kind, type, width, height, needsMaster: false });
    expect(file.duration).toBeCloseTo(duration, 1);
    expect(file.kept).toHaveLength(bytes.length);
  });

  it("are measured: wav", async () => {
    expect(await accepted(files.wav({ seconds: 2.5 }))).toMatchObject({
      kind: "audio",
      type: "audio/wav",
      duration: 2.5,
    });
  });

  it("are measured as they are shown", async () => {
    expect(await accepted(files.mp4({ width: 320, height: 180, rotation: 90 }))).toMatchObject({
      width: 180,
      height: 320,
    });
    expect(await accepted(files.mp4({ width: 320, height: 180, rotation: 180 }))).toMatchObject({
      width: 320,
      height: 180,
    });
  });

  it.each(["isom", "qt  "] as const)(
    "in boxes tell nothing of places, times and devices, and keep each offset: %s",
    async (brand) => {
      const bytes = files.mp4({ brand, location: true, duration: 5 });
      const { kept, ...video } = await accepted(bytes);
      expect(video).toMatchObject({
        kind: "video",
        type: brand === "isom" ? "video/mp4" : "video/quicktime",
        duration: 5,
      });
      expect(kept).toHaveLength(bytes.length);
      for (const secret of Object.values(secrets)) expect(tells(kept, secret)).toBe(false);
      for (const made of ["\xde\xca\xde\x01", "udta", "keys", "gpmd", files.vendorMark]) {
        expect(tells(bytes, made)).toBe(true);
        expect(tells(kept, made)).toBe(false);
      }
      const plain = files.mp4({ brand, duration: 5 });
      const pictures = plain.subarray(-5 * 16);
      expect(tells(kept, new TextDecoder("latin1").decode(pictures))).toBe(true);
    },
  );

  it("in boxes tell nothing in subtitles, where drones write their places", async () => {
    const bytes = files.mp4({ location: true });
    bytes.set(files.bytesOf("sbtl"), words(bytes).search(/(?<=hdlr[^]{8})meta/));
    const { kept } = await accepted(bytes);
    expect(tells(kept, secrets.location)).toBe(false);
  });

  it("in boxes tell nothing between their samples, where cameras of cars write their places", async () => {
    const bytes = files.ready("mp4");
    const plain = (await accepted(bytes)).kept;
    const data = words(bytes).lastIndexOf("mdat");
    const size = new DataView(bytes.buffer).getUint32(data - 4);
    const rest = bytes.subarray(data - 4 + size);
    const places = `\0\0\x40\0freeGPS ${secrets.location}`;
    const longer = joined(bytes.subarray(0, data - 4 + size), places, rest);
    new DataView(longer.buffer).setUint32(data - 4, size + places.length);
    const { kept } = await accepted(longer);
    expect(tells(kept, secrets.location)).toBe(false);
    expect(kept.subarray(data, data - 4 + size)).toEqual(plain.subarray(data, data - 4 + size));
    expect(plain.subarray(data, data - 4 + size)).toEqual(bytes.subarray(data, data - 4 + size));
  });

  it("in fragments tell nothing of places", async () => {
    const { box, fullBox } = files;
    const uint32 = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
    const fragment = (start: Uint8Array, run: (offset: number) => Uint8Array) => {
      const moof = (offset: number) => box("moof", fullBox("mfhd", uint32(9)), box("traf", start, run(offset)));
      return joined(moof(moof(0).length + 8), box("mdat", secrets.location, secrets.place));
    };
    const sizes = [secrets.location.length, secrets.place.length];
    const [first = 0, second = 0] = sizes;
    const places = [
      // Each sample has a size; all have the same.
      fragment(box("tfhd", uint32(0x20000), uint32(9)), (offset) =>
        box("trun", uint32(0x201), uint32(2), uint32(offset), uint32(first), uint32(second)),
      ),
      fragment(box("tfhd", uint32(0x10), uint32(9), uint32(first + second)), (offset) =>
        box("trun", uint32(1), uint32(1), uint32(offset)),
      ),
    ];
    const plain = files.ready("fragmentedMp4");
    const { kept, ...video } = await accepted(joined(plain, ...places));
    expect(kept.subarray(0, plain.length)).toEqual((await accepted(plain)).kept);
    expect(video).toMatchObject({ kind: "video", type: "video/mp4", width: 64, height: 48 });
    for (const secret of [secrets.location, secrets.place]) expect(tells(kept, secret)).toBe(false);
  });

  it("of WebM lose tags, titles, dates and attachments, and nothing moves", async () => {
    for (const name of ["webm", "mkv"] as const) {
      const bytes = files.ready(name);
      expect(tells(bytes, secrets.comment)).toBe(true);
      const { kept } = await accepted(bytes);
      expect(kept).toHaveLength(bytes.length);
      for (const secret of Object.values(secrets)) expect(tells(kept, secret)).toBe(false);
    }
  });

  it("are looked at without being read", async () => {
    const bytes = files.mp4({ padding: 30 * 1024 * 1024 });
    const source = sourceOf(bytes);
    const inspection = await inspect(source, { type: "video/mp4", filename: "a.mp4", size: bytes.length });
    expect(inspection).toMatchObject({ ok: true, file: { duration: 2 } });
    expect(source.reads).toBeLessThan(10);
    expect(source.bytesRead).toBeLessThan(1024 * 1024);
  });

  it("are blanked in chunks that share their memory", async () => {
    const secret = joined(secrets.comment, new Uint8Array(10 * 1024 * 1024));
    const bytes = joined(files.mp4(), files.box("uuid", secret));
    const inspection = await inspectBytes(bytes);
    if (!inspection.ok) throw new Error(inspection.refusal.detail);
    const { pieces } = inspection.file;
    const buffers = new Set(pieces.flatMap((piece) => ("bytes" in piece ? [piece.bytes.buffer] : [])));
    expect([...buffers].reduce((sum, buffer) => sum + buffer.byteLength, 0)).toBeLessThan(256 * 1024);
    expect(tells(assembled(bytes, pieces), secrets.comment)).toBe(false);
  });

  it("whose source fails are not called damaged", async () => {
    const bytes = files.mp4();
    const broken = { size: bytes.length, read: () => Promise.reject(new Error("the store is away")) };
    const look = inspect(broken, { type: "video/mp4", filename: "a.mp4", size: bytes.length });
    await expect(look).rejects.toThrow("the store is away");
    const source = sourceOf(bytes);
    let reads = 0;
    const failing = {
      size: bytes.length,
      read: (from: number, to: number) => (++reads > 1 ? broken.read() : source.read(from, to)),
    };
    await expect(inspect(failing, { type: "video/mp4", filename: "a.mp4", size: bytes.length })).rejects.toThrow(
      "the store is away",
    );
  });
});

describe("downloads", () => {
  it.each<[string, Uint8Array, string]>([
    ["pdf", files.pdf(), "application/pdf"],
    ["zip", files.zip(), "application/zip"],
    ["an empty zip", files.zip({}), "application/zip"],
    ["docx", files.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["odt", files.odt(), "application/vnd.oasis.opendocument.text"],
    ["epub", files.epub(), "application/epub+zip"],
    ["text", files.bytesOf("Ch\xc3\xa0o b\xe1\xba\xa1n"), "text/plain"],
    ["html", files.html(), "text/plain"],
    ["rtf", files.bytesOf("{\\rtf1 Words}"), "application/rtf"],
    ["gzip", joined(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), new Uint8Array(40)), "application/gzip"],
  ])("keep every byte: %s", async (_, bytes, type) => {
    const file = await accepted(bytes);
    expect(file).toMatchObject({ kind: "file", type, width: null, height: null, duration: null });
    expect(file.kept).toEqual(bytes);
  });
});
