import { expect, test } from "vitest";
import { BlobStream } from "./blob-stream.ts";
import { isFastStart } from "./boxes.ts";
import { planOf, posterTime, type VideoFacts } from "./plan.ts";

const MiB = 1024 * 1024;
const common: VideoFacts = {
  size: 30 * MiB,
  container: "mp4",
  fastStart: true,
  videoCodec: "avc",
  audioCodec: "aac",
  width: 1920,
  height: 1080,
  frameRate: 30,
  duration: 60,
};
const shape = (part: Partial<VideoFacts>) => planOf({ ...common, ...part }, "avc");

test("what plays everywhere already is kept", () => {
  expect(shape({})).toEqual({ do: "keep" });
  expect(shape({ audioCodec: undefined })).toEqual({ do: "keep" });
  expect(shape({ width: 1080, height: 1920, frameRate: 60 })).toEqual({ do: "keep" });
});

test("common pictures in another container, in another order or with other sound are packed anew", () => {
  expect(shape({ container: "other", fastStart: false })).toEqual({ do: "repack" });
  expect(shape({ fastStart: false })).toEqual({ do: "repack" });
  expect(shape({ audioCodec: "opus" })).toEqual({ do: "repack" });
  expect(shape({ audioCodec: null })).toEqual({ do: "repack" });
});

test("a large file whose table of contents stands last is left as it is", () => {
  expect(shape({ fastStart: false, size: 300 * MiB, duration: 600 })).toEqual({ do: "keep" });
});

test("other codecs, more lines and heavy files are converted to H.264 within 1080 lines", () => {
  expect(shape({ videoCodec: "hevc" })).toMatchObject({ do: "convert", codec: "avc" });
  expect(shape({ width: 3840, height: 2160, size: 400 * MiB })).toEqual({
    do: "convert",
    codec: "avc",
    shape: { width: 1920, height: 1080, bitrate: 5_000_000 },
  });
  expect(shape({ width: 2160, height: 3840 })).toMatchObject({ shape: { width: 1080, height: 1920 } });
  expect(shape({ size: 90 * MiB })).toMatchObject({ do: "convert" });
  expect(shape({ size: 120 * MiB, duration: 150 })).toMatchObject({ do: "convert" });
});

test("a converted video has 30 pictures a second at most, even sides, and not a multiple of its bits", () => {
  expect(shape({ videoCodec: "hevc", frameRate: 59.94 })).toMatchObject({ shape: { frameRate: 30 } });
  expect(shape({ videoCodec: "vp9", frameRate: 24 })).not.toHaveProperty("shape.frameRate");
  expect(shape({ videoCodec: "vp9", width: 641, height: 361 })).toMatchObject({ shape: { width: 640, height: 360 } });
  const small = shape({ videoCodec: "vp9", size: 7_500_000, duration: 60 });
  expect(small).toMatchObject({ shape: { bitrate: 1_500_000 } });
});

test("without H.264 open codecs stay, others become VP9; without any encoder everything stays", () => {
  const other = { ...common, videoCodec: "vp9", container: "other" as const };
  expect(planOf(other, "vp9")).toEqual({ do: "keep" });
  expect(planOf({ ...common, videoCodec: "hevc" }, "vp9")).toMatchObject({ do: "convert", codec: "vp9" });
  expect(planOf({ ...common, videoCodec: "hevc" }, null)).toEqual({ do: "keep" });
  expect(planOf({ ...common, container: "other" }, null)).toEqual({ do: "repack" });
});

test("the poster is taken at a tenth of short videos, at a second of longer ones", () => {
  expect(posterTime(4)).toBeCloseTo(0.4);
  expect(posterTime(600)).toBe(1);
});

const box = (type: string, size: number, declared = size) => {
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, declared);
  bytes.set(new TextEncoder().encode(type), 4);
  return bytes;
};

test("an MP4 file begins at once when its table of contents comes before the pictures", async () => {
  expect(await isFastStart(new Blob([box("ftyp", 24), box("moov", 200), box("mdat", 500)]))).toBe(true);
  expect(await isFastStart(new Blob([box("ftyp", 24), box("mdat", 500), box("moov", 200)]))).toBe(false);
  expect(await isFastStart(new Blob([box("ftyp", 24), box("free", 500, 3)]))).toBe(false);
  expect(await isFastStart(new Blob(["no boxes at all"]))).toBe(false);
});

test("a size of eight bytes is understood", async () => {
  const wide = box("wide", 40, 1);
  new DataView(wide.buffer).setBigUint64(8, 40n);
  expect(await isFastStart(new Blob([wide, box("moov", 20)]))).toBe(true);
});

test("what a muxer writes later over the beginning is in the file", async () => {
  const stream = new BlobStream("video/mp4");
  const writer = stream.getWriter();
  const bytes = (text: string) => new TextEncoder().encode(text);
  await writer.write({ type: "write", data: bytes("size????"), position: 0 });
  await writer.write({ type: "write", data: bytes("pictures"), position: 8 });
  await writer.write({ type: "write", data: bytes("0016"), position: 4 });
  await writer.close();
  expect(await stream.blob.text()).toBe("size0016pictures");
  expect(stream.blob.type).toBe("video/mp4");
});
