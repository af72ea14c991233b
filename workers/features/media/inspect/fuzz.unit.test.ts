import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as files from "../../../../tests/harness/media-files.ts";
import { anything, assembled, inspectBytes, sourceOf } from "../../../../tests/harness/media-inspection.ts";
import { headBytes, inspect, sniffHead } from "./inspect.ts";

const samples: Record<string, Uint8Array> = {
  png: files.pngWithGps({ width: 16, height: 16 }),
  apng: files.pngOfFrames(3),
  jpeg: files.jpegWithGps({ orientation: 6, width: 16, height: 16 }),
  gif: files.gif({ frames: 3, extensions: [files.gifExtension(0xfe, files.secrets.comment)] }),
  webp: files.webpWithGps({ orientation: 3 }),
  animatedWebp: files.ready("webpAnimated"),
  avif: files.ready("avif"),
  heic: files.ready("heic"),
  svg: files.svg({ prolog: '<!DOCTYPE svg [<!ENTITY a "b">]>', content: "<text>&a;</text>" }),
  mp4: files.mp4({ location: true }),
  realMp4: files.ready("mp4"),
  fragmentedMp4: files.ready("fragmentedMp4"),
  webm: files.ready("webm"),
  mkv: files.ready("mkv"),
  mp3: files.ready("mp3"),
  opus: files.ready("opus"),
  flac: files.ready("flac"),
  wav: files.wav({ seconds: 0.1 }),
  zip: files.docx(),
  epub: files.epub(),
  msi: files.msi(),
  pdf: files.pdf(),
};

/** Far more than any of these small files takes. */
const fewReads = 60;

/** Looks at bytes as a client sends them that says nothing, and checks all that must hold whatever they are. */
async function look(bytes: Uint8Array) {
  const source = sourceOf(bytes);
  const inspection = await inspect(source, { type: anything, filename: "file", size: bytes.length });
  expect(source.reads).toBeLessThan(fewReads);
  if (!inspection.ok) {
    expect(inspection.refusal.detail).toMatch(/\.$/);
    return inspection;
  }
  const { width, height, duration } = inspection.file;
  for (const side of [width, height]) if (side !== null) expect(Number.isInteger(side) && side > 0).toBe(true);
  if (duration !== null) expect(duration).toBeGreaterThanOrEqual(0);
  const kept = assembled(bytes, inspection.file.pieces);
  expect(
    await sniffHead(bytes.subarray(0, headBytes), { type: anything, filename: "file", size: bytes.length }),
  ).toMatchObject({
    ok: true,
  });
  return { ...inspection, kept };
}

/** What is kept is accepted again, as the same, and then nothing is left to strip. */
async function expectStrippedOnce(bytes: Uint8Array): Promise<void> {
  const first = await look(bytes);
  if (!first.ok) return;
  const second = await look(first.kept);
  expect(second).toMatchObject({ ok: true, file: { ...first.file, pieces: expect.anything() } });
  if (second.ok) expect(second.kept).toEqual(first.kept);
}

describe.each(Object.entries(samples))("%s", (name, sample) => {
  it("is accepted as it is, and stripped by stripping once", async () => {
    if (name !== "msi") expect(await inspectBytes(sample)).toMatchObject({ ok: true });
    await expectStrippedOnce(sample);
  });

  it("gives an answer wherever it is cut off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sample.length - 1 }), (length) =>
        expectStrippedOnce(sample.subarray(0, length)),
      ),
      { numRuns: 40 },
    );
  });

  it("gives an answer whatever is changed in it", async () => {
    const change = fc.tuple(
      fc.nat({ max: sample.length - 1 }),
      fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = sample.slice();
        for (const [at, value] of changes) changed[at] = value;
        await expectStrippedOnce(changed);
      }),
      { numRuns: 60 },
    );
  });
});

describe("anything", () => {
  it("gives an answer", async () => {
    const heads = Object.values(samples).map((sample) => sample.subarray(0, 64));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(new Uint8Array(), ...heads), fc.uint8Array({ maxLength: 400 }), (head, rest) =>
        expectStrippedOnce(files.joined(head, rest)),
      ),
      { numRuns: 500 },
    );
  });
});
