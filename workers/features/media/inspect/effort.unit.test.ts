/** Files that are cheap to send and dear to look at: an answer has to come before a test gives up, in the memory that an isolate has. */
import { describe, expect, it } from "vitest";
import type { RefusalReason } from "../../../../contract/media.ts";
import * as files from "../../../../tests/harness/media-files.ts";
import { inspectBytes } from "../../../../tests/harness/media-inspection.ts";

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
