import { describe, expect, it } from "vitest";
import type { MediaKind, RefusalReason } from "../../../../contract/media.ts";
import * as files from "../../../../tests/harness/media-files.ts";
import { accepted, anything, inspectBytes, sourceOf, tells } from "../../../../tests/harness/media-inspection.ts";
import { headBytes, inspect, sniffHead } from "./inspect.ts";

const { bytesOf, joined, secrets } = files;

type Row = [name: string, bytes: Uint8Array, type: string, filename: string];

const cut = (bytes: Uint8Array, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));

/** An XML document type with entities that grow tenfold, nine times. */
const laughs = `<!DOCTYPE svg [<!ENTITY a0 "ha">${Array.from(
  { length: 9 },
  (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`,
).join("")}]>`;
const blowup = `<!DOCTYPE svg [<!ENTITY a "${"a".repeat(50_000)}">]>`;

/** Changes bytes from so many after a name on. */
function patched(bytes: Uint8Array, name: string, after: number, values: readonly number[]): Uint8Array {
  const at = new TextDecoder("latin1").decode(bytes).indexOf(name);
  const changed = bytes.slice();
  changed.set(values, at + name.length + after);
  return changed;
}

describe("hostile files that are refused", () => {
  const refused: [reason: RefusalReason, rows: Row[]][] = [
    [
      "type_not_accepted",
      [
        ["a program of Windows", files.exe(), "application/octet-stream", "setup.bin"],
        ["a program of Windows named as a picture", files.exe(), "image/png", "photo.png"],
        ["a program of Windows by its name alone", files.png(), "image/png", "photo.png.exe"],
        ["a name with blanks and points after its ending", files.png(), "image/png", "photo.exe . ."],
        ["a name that is turned around", files.png(), "image/png", "photo\u202Egnp.exe"],
        ["a program of Linux", files.elf(), anything, "photo.jpg"],
        ["a program of macOS", files.machO(), anything, "photo.jpg"],
        ["a class of Java", files.javaClass(), "video/mp4", "video.mp4"],
        ["WebAssembly", files.wasm(), "application/pdf", "paper.pdf"],
        ["a shell script", files.shellScript(), "text/plain", "notes.txt"],
        ["a script by its ending", bytesOf("alert(1)"), "text/plain", "notes.txt.js"],
        ["a script by its type", bytesOf("alert(1)"), "text/javascript", "notes"],
        ["an app of Android renamed", files.apk(), "application/zip", "photos.zip"],
        ["an app of Java renamed", files.jar(), "application/zip", "photos.zip"],
        ["an installer of Windows renamed", files.msi(), "application/msword", "letter.doc"],
        ["random bytes", Uint8Array.from({ length: 300 }, (_, at) => (at * 167 + 13) % 256), anything, "data"],
        ["text that is none later on", joined("words ".repeat(2000), "\0\x01\x02"), "text/plain", "notes.txt"],
        ["a bitmap", joined("BM", new Uint8Array(60)), "image/bmp", "picture.bmp"],
      ],
    ],
    [
      "type_mismatch",
      [
        ["HTML as a picture", files.html(), "image/png", "photo.png"],
        ["HTML as an SVG", bytesOf("<html><script>alert(1)</script></html>"), "image/svg+xml", "drawing.svg"],
        ["a picture as a video", files.png(), "video/mp4", "video.mp4"],
        ["a video as a picture", files.mp4(), "image/jpeg", "photo.jpg"],
        ["an archive as a picture", files.zip(), "image/jpeg", "photo.jpg"],
        ["a picture as a document", files.jpeg(), "application/pdf", "paper.pdf"],
        ["an SVG as a document", files.svgWithScript(), "text/plain", "notes.txt"],
        ["a script that begins as a GIF", bytesOf("GIF89a=1;alert(document.domain)"), "image/gif", "a.gif"],
      ],
    ],
    [
      "damaged",
      [
        ["half a JPEG", cut(files.jpeg(), 0.5), "image/jpeg", "photo.jpg"],
        ["a JPEG without its end", files.jpeg().subarray(0, -2), "image/jpeg", "photo.jpg"],
        ["half a PNG", cut(files.png(), 0.5), "image/png", "photo.png"],
        ["a GIF without its trailer", files.gif().subarray(0, -1), "image/gif", "a.gif"],
        ["half a WebP", cut(files.webp(), 0.7), "image/webp", "a.webp"],
        ["half a HEIC", cut(files.ready("heic"), 0.6), "image/heic", "a.heic"],
        ["half an AVIF", cut(files.ready("avif"), 0.6), "image/avif", "a.avif"],
        ["half an MP4", cut(files.ready("mp4"), 0.5), "video/mp4", "a.mp4"],
        [
          "an MP4 without its index",
          joined(files.box("ftyp", "isom", "\0\0\0\0"), files.box("mdat", "x")),
          "video/mp4",
          "a.mp4",
        ],
        ["half a WebM", cut(files.ready("webm"), 0.5), "video/webm", "a.webm"],
        ["half an archive", cut(files.zip(), 0.5), "application/zip", "a.zip"],
        ["half a PDF", cut(files.pdf(), 0.5), "application/pdf", "a.pdf"],
        [
          "a PNG with a chunk that was changed",
          files.png().map((byte, at) => (at === 19 ? 63 : byte)),
          "image/png",
          "a.png",
        ],
        [
          "a PNG that needs what nobody knows",
          files.png({ chunks: [files.pngChunk("CgBI", "")] }),
          "image/png",
          "a.png",
        ],
        ["a PNG without pixels", files.png().subarray(0, 33), "image/png", "a.png"],
        ["a JPEG of no height", files.jpegOfSize(64, 0), "image/jpeg", "a.jpg"],
        ["entities that grow", files.svg({ prolog: laughs, content: "<text>&a9;</text>" }), "image/svg+xml", "a.svg"],
        [
          "an entity used often",
          files.svg({ prolog: blowup, content: `<text>${"&a;".repeat(1000)}</text>` }),
          "image/svg+xml",
          "a.svg",
        ],
        [
          "an entity from a file",
          files.svg({
            prolog: '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            content: "<text>&x;</text>",
          }),
          "image/svg+xml",
          "a.svg",
        ],
        [
          "an entity of parameters",
          files.svg({ prolog: '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://example.com/x.dtd"> %x;]>' }),
          "image/svg+xml",
          "a.svg",
        ],
        ["an SVG that breaks off", cut(files.svg(), 0.9), "image/svg+xml", "a.svg"],
        ["an SVG with an archive behind it", joined(files.svg(), "PK"), "image/svg+xml", "a.svg"],
        ["an SVG nested without end", files.svg({ content: "<g>".repeat(5000) }), "image/svg+xml", "a.svg"],
      ],
    ],
    [
      "too_large_to_show",
      [
        ["a PNG of 900 megapixels", files.pngOfSize(30_000, 30_000), "image/png", "a.png"],
        ["a PNG with a long side", files.pngOfSize(16_385, 1), "image/png", "a.png"],
        ["a PNG of more pixels than there are numbers", files.pngOfSize(0x7fffffff, 0x7fffffff), "image/png", "a.png"],
        ["a JPEG of 4,295 megapixels", files.jpegOfSize(65_535, 65_535), "image/jpeg", "a.jpg"],
        [
          "a GIF of 4,295 megapixels",
          files.gif().map((byte, at) => (at >= 6 && at < 10 ? 255 : byte)),
          "image/gif",
          "a.gif",
        ],
        ["a GIF of 1,001 frames", files.gif({ width: 1, height: 1, frames: 1001 }), "image/gif", "a.gif"],
        ["a PNG of 1,001 frames", files.pngOfFrames(1001), "image/png", "a.png"],
        ["a PNG of 600 frames of a megapixel", files.pngOfFrames(600, 1000, 1000), "image/png", "a.png"],
        ["a video of 25 hours", files.mp4({ duration: 25 * 3600 }), "video/mp4", "a.mp4"],
        [
          "a fragment of two thousand million samples in no bytes",
          patched(files.ready("fragmentedMp4"), "trun", 0, [0, 0, 0, 1, 0x7f, 0xff, 0xff, 0xff]),
          "video/mp4",
          "a.mp4",
        ],
        [
          "a video of four thousand million pictures in another order",
          patched(files.ready("mp4"), "stts", 8, [0xff, 0xff, 0xff, 0xff]),
          "video/mp4",
          "a.mp4",
        ],
        [
          "an SVG of six mebibytes",
          files.svg({ content: `<!--${" ".repeat(6 * 1024 * 1024)}-->` }),
          "image/svg+xml",
          "a.svg",
        ],
      ],
    ],
  ];
  describe.each(refused)("%s", (reason, rows) => {
    it.each(rows)("%s", async (_, bytes, type, filename) => {
      const inspection = await inspectBytes(bytes, type, filename);
      expect(inspection).toMatchObject({ ok: false, refusal: { reason, detail: expect.stringMatching(/\w\.$/) } });
    });
  });
});

describe("hostile files that are harmless once they are kept", () => {
  const zipMark = "PK\x03\x04";
  const kept: [name: string, bytes: Uint8Array, type: string, kind: MediaKind, keptType: string, gone: string[]][] = [
    ["a GIF that is a script, too", files.gifScript(), "image/gif", "image", "image/gif", ["alert"]],
    [
      "a JPEG that is an archive, too",
      files.jpegZip(),
      "image/jpeg",
      "image",
      "image/jpeg",
      [zipMark, secrets.comment],
    ],
    [
      "a JPEG with a video behind it",
      files.motionPhoto(),
      "image/jpeg",
      "image",
      "image/jpeg",
      ["ftyp", ...Object.values(secrets)],
    ],
    ["a PNG that is a page, too", files.pngHtml(), "image/png", "image", "image/png", ["script", "html"]],
    ["a PNG that inflates to 64 mebibytes", files.pngDeflateBomb(), "image/png", "image", "image/png", []],
    ["a page that says that it is one", files.html(), "text/html", "file", "text/plain", []],
    ["a PNG that says it is a JPEG", files.png(), "image/jpeg", "image", "image/png", []],
    ["an SVG with a script", files.svgWithScript(), "image/svg+xml", "image", "image/svg+xml", []],
    ["words that begin like a program", bytesOf("MZ is how programs begin."), "text/plain", "file", "text/plain", []],
    ["words that begin like a bitmap", bytesOf("BM is how bitmaps begin."), "text/plain", "file", "text/plain", []],
  ];
  it.each(kept)("%s", async (_, bytes, type, kind, keptType, gone) => {
    const file = await accepted(bytes, type);
    expect(file).toMatchObject({ kind, type: keptType });
    for (const words of gone) expect(tells(file.kept, words)).toBe(false);
  });
});

describe("the first bytes", () => {
  const sniff = (bytes: Uint8Array, type: string, filename = "file") =>
    sniffHead(bytes.subarray(0, headBytes), { type, filename, size: bytes.length });

  it.each<[string, Uint8Array, string, RefusalReason]>([
    ["a program", files.exe(), "image/png", "type_not_accepted"],
    ["a script", files.shellScript(), "text/plain", "type_not_accepted"],
    ["a page as a picture", files.html(), "image/png", "type_mismatch"],
    ["a picture as a video", files.png(), "video/mp4", "type_mismatch"],
  ])("refuse %s", async (_, bytes, type, reason) => {
    expect(await sniff(bytes, type)).toMatchObject({ ok: false, refusal: { reason } });
  });

  it.each<[string, Uint8Array, string]>([
    ["another picture than declared", files.png(), "image/jpeg"],
    ["sound in a container of videos", files.ready("m4a"), "video/mp4"],
    ["what is of no declared kind", files.jpeg(), anything],
    ["what may be cut off", cut(files.jpeg(), 0.3), "image/jpeg"],
    ["what nobody can tell yet", new Uint8Array(100).fill(0xaa), "audio/mpeg"],
    ["a character that is cut in two", bytesOf("caf\xc3"), "text/plain"],
  ])("let pass %s", async (_, bytes, type) => {
    expect(await sniff(bytes, type)).toMatchObject({ ok: true });
  });

  it("let pass a few letters that may begin anything", async () => {
    for (const [type, letters] of [
      ["audio/mpeg", "ID3"],
      ["audio/wav", "RIFF"],
      ["image/gif", "GIF8"],
    ] as const)
      expect(await sniffHead(bytesOf(letters), { type, filename: "file", size: 5000 })).toMatchObject({ ok: true });
  });
});

describe("sizes", () => {
  it("must be as declared", async () => {
    const png = files.png();
    expect(await inspect(sourceOf(png), { type: "image/png", filename: "a.png", size: png.length + 1 })).toMatchObject({
      ok: false,
      refusal: { reason: "size_mismatch" },
    });
  });

  it("may not be none", async () => {
    expect(await inspectBytes(new Uint8Array())).toMatchObject({ ok: false, refusal: { reason: "damaged" } });
  });
});
