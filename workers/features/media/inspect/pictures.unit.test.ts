import { describe, expect, it } from "vitest";
import * as files from "../../../../tests/harness/media-files.ts";
import { accepted, inspectBytes, tells } from "../../../../tests/harness/media-inspection.ts";
import { orientationOf } from "./exif.ts";

const { joined, secrets } = files;

function tellsNothing(kept: Uint8Array): void {
  for (const secret of Object.values(secrets)) expect(tells(kept, secret)).toBe(false);
}

describe("pictures", () => {
  it.each<[string, Uint8Array, string]>([
    ["png", files.png(), "image/png"],
    ["jpeg", files.jpeg(), "image/jpeg"],
    ["gif", files.gif({ width: 64, height: 48 }), "image/gif"],
    ["animated gif", files.ready("gifAnimated"), "image/gif"],
    ["lossless webp", files.ready("webpLossless"), "image/webp"],
    ["lossy webp", files.ready("webpLossy"), "image/webp"],
    ["animated webp", files.ready("webpAnimated"), "image/webp"],
    ["animated png", files.pngOfFrames(3), "image/png"],
  ])("without metadata stay as they are: %s", async (_, bytes, type) => {
    const picture = await accepted(bytes, type);
    expect(picture).toMatchObject({ kind: "image", type, width: 64, height: 48, duration: null, needsMaster: false });
    expect(picture.kept).toEqual(bytes);
  });

  it.each<[string, Uint8Array, string]>([
    ["png", files.pngWithGps(), "image/png"],
    ["jpeg", files.jpegWithGps(), "image/jpeg"],
    ["webp", files.webpWithGps(), "image/webp"],
    ["avif", files.ready("avif"), "image/avif"],
    ["heic", files.ready("heic"), "image/heic"],
    ["gif", files.gif({ width: 64, height: 48, extensions: [files.gifExtension(0xfe, secrets.comment)] }), "image/gif"],
  ])("tell nothing of places, times, devices and people: %s", async (_, bytes, type) => {
    expect(Object.values(secrets).some((secret) => tells(bytes, secret))).toBe(true);
    const picture = await accepted(bytes, type);
    expect(picture).toMatchObject({ kind: "image", type, width: 64, height: 48, needsMaster: type === "image/heic" });
    tellsNothing(picture.kept);
  });

  it.each([
    ["jpeg", files.jpegWithGps, 6],
    ["jpeg", files.jpegWithGps, 3],
    ["webp", files.webpWithGps, 8],
  ] as const)("keep their orientation, and nothing else of EXIF: %s, %o, %i", async (_, make, orientation) => {
    const picture = await accepted(make({ orientation }));
    const turned = orientation >= 5;
    expect(picture).toMatchObject(turned ? { width: 48, height: 64 } : { width: 64, height: 48 });
    tellsNothing(picture.kept);
    const exif = picture.kept.findIndex(
      (byte, at) => byte === 0x4d && tells(picture.kept.subarray(at, at + 4), "MM\0*"),
    );
    expect(orientationOf(picture.kept.subarray(exif))).toBe(orientation);
  });

  it("of PNG keep the orientation that EXIF says", async () => {
    const exif = files.pngChunk("eXIf", joined("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"));
    const plain = files.png({ chunks: [exif] });
    const picture = await accepted(plain);
    expect(picture).toMatchObject({ width: 48, height: 64 });
    expect(picture.kept).toEqual(plain);
  });

  it("keep colour profiles", async () => {
    const profile = files.jpegSegment(0xe2, "ICC_PROFILE\0\x01\x01colours");
    const adobe = files.jpegSegment(0xee, "Adobe\0\x64\0\0\0\0\x01");
    expect(tells((await accepted(files.jpegWithGps({ segments: [profile] }))).kept, "ICC_PROFILE")).toBe(true);
    expect((await accepted(files.jpeg({ segments: [profile, adobe] }))).kept).toEqual(
      files.jpeg({ segments: [profile, adobe] }),
    );
  });

  it("of JPEG keep no small picture of what they were before", async () => {
    const small = joined("\x08\x01", secrets.camera.padEnd(24));
    const jfif = files.jpegSegment(0xe0, joined("JFIF\0\x01\x02\0\0\x01\0\x01", small));
    const adobe = files.jpegSegment(0xee, joined("Adobe\0\x64\0\0\0\0\x01", secrets.comment));
    const { kept } = await accepted(files.jpeg({ segments: [jfif, adobe] }));
    expect(kept).toEqual(
      files.jpeg({
        segments: [
          files.jpegSegment(0xe0, "JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
          files.jpegSegment(0xee, "Adobe\0\x64\0\0\0\0\x01"),
        ],
      }),
    );
  });

  it("of JPEG may have fill bytes before markers", async () => {
    const plain = files.jpeg();
    const filled = joined(plain.subarray(0, 2), Uint8Array.of(0xff, 0xff), plain.subarray(2));
    expect((await accepted(filled)).kept).toEqual(plain);
  });

  it("end where they end", async () => {
    const pictures = [files.png(), files.jpeg(), files.gif(), files.ready("webpLossy")];
    for (const picture of pictures) expect((await accepted(joined(picture, "behind the end"))).kept).toEqual(picture);
    const heic = await accepted(joined(files.ready("heic"), "\0\0\0\x16free", secrets.comment.slice(0, 14)));
    expect(tells(heic.kept, secrets.comment.slice(0, 14))).toBe(false);
  });

  it("of large size take few reads", async () => {
    const bytes = files.png({ width: 2000, height: 1500, chunks: [files.pngChunk("iCCP", new Uint8Array(300_000))] });
    expect(await inspectBytes(bytes)).toMatchObject({ ok: true, file: { width: 2000, height: 1500 } });
  });
});

describe("pictures of items", () => {
  const { box, heif } = files;
  const pixels = "pixels of a picture";
  const { place, camera, comment, location } = secrets;

  it.each<[string, Uint8Array]>([
    [
      "items that describe",
      heif({ items: ["Exif", "mime", "uri ", "rgan", "abcd"].map((type) => ({ type, data: place })) }),
    ],
    [
      "thumbnails of another kind, with EXIF of their own",
      heif({ items: [{ type: "jpeg", data: files.jpegWithGps() }] }),
    ],
    ["names of items", heif({ items: [{ type: "av01", data: pixels, name: place }] })],
    ["XML", heif({ described: [box("xml ", place), box("bxml", camera)] })],
    ["boxes that nobody knows", heif({ described: [box("uuid", place), box("free", camera), box("udta", comment)] })],
    [
      "properties that describe",
      heif({ properties: ["udes", "free", "uuid", "abcd"].map((type) => box(type, place)) }),
    ],
    ["bytes of nothing", heif({ before: location, items: [{ type: "free", data: comment }] })],
  ])("tell nothing in %s", async (_, bytes) => {
    expect(Object.values(secrets).some((secret) => tells(bytes, secret))).toBe(true);
    const { kept, ...picture } = await accepted(bytes, "image/avif");
    expect(picture).toMatchObject({ type: "image/avif", width: 64, height: 48 });
    expect(kept).toHaveLength(bytes.length);
    expect(tells(kept, pixels)).toBe(true);
    tellsNothing(kept);
  });

  it("keep what the pictures that they are made of need", async () => {
    const plain = heif({ items: [{ type: "av01", data: "another picture" }], properties: [box("irot", "\0")] });
    expect((await accepted(plain, "image/avif")).kept).toEqual(plain);
  });
});

describe("SVG pictures", () => {
  const size = async (attributes: string, prolog = "") => {
    const bytes = files.bytesOf(`${prolog}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><g/></svg>`);
    const { width, height, kept } = await accepted(bytes, "image/svg+xml");
    expect(kept).toEqual(bytes);
    return [width, height];
  };

  it.each([
    ['width="64" height="48"', [64, 48]],
    ['width="64px" height="48.4px"', [64, 48]],
    ['width="10mm" height="1in"', [38, 96]],
    ['viewBox="0 0 640 480"', [640, 480]],
    ['width="100%" height="100%" viewBox="0,0,640,480"', [640, 480]],
    ['width="320" viewBox="0 0 640 480"', [320, 240]],
    ['height="240" viewBox="-5 -5 640 480"', [320, 240]],
    ["", [300, 150]],
    ['width="0" height="-3" viewBox="0 0 0 1"', [300, 150]],
    ['width="1e9" height="5e8"', [16_384, 8_192]],
  ])("measure themselves: %s", async (attributes, expected) => {
    expect(await size(attributes)).toEqual(expected);
  });

  it.each([
    ['<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with a program -->\n'],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'],
    ['\n<!DOCTYPE svg [\n <!ENTITY ns_svg "http://www.w3.org/2000/svg">\n <!ATTLIST g id ID #IMPLIED>\n]>\n'],
    ['\xef\xbb\xbf<?xml version="1.0"?>'],
    [`<!--${" a long licence ".repeat(500)}-->`],
  ])("may begin as programs write them: %s", async (prolog) => {
    expect(await size('width="64" height="48"', prolog)).toEqual([64, 48]);
  });

  it("may be in an older encoding that they declare", async () => {
    expect(await size('width="64" height="48" id="caf\xe9"', '<?xml version="1.0" encoding="ISO-8859-1"?>')).toEqual([
      64, 48,
    ]);
  });

  it.each([
    ["attributes without quotes", "<g id=a/>"],
    ["the same attribute twice", '<g id="a" id="b"/>'],
    ["tags that cross", "<g><a></g></a>"],
    ["a reference to nothing", "<text>&nbsp;</text>"],
    ["a bare ampersand", "<text>a & b</text>"],
    ["a comment without end", "<!-- "],
    ["an escape to another alphabet", "<!-- \x1b$B --> \x1b(B -->"],
  ])("must be well-formed: %s", async (_, content) => {
    expect(await inspectBytes(files.svg({ content }), "image/svg+xml")).toMatchObject({
      ok: false,
      refusal: { reason: "damaged" },
    });
  });
});

describe("SVG pictures that use their own elements", () => {
  const look = (content: string, prolog = "") => inspectBytes(files.svg({ content, prolog }), "image/svg+xml");
  /** So many groups, each of which draws the one before ten times. */
  const laughs = (groups: number, use: (id: string) => string) =>
    Array.from({ length: groups }, (_, at) => `<g id="a${at + 1}">${use(`a${at}`).repeat(10)}</g>`).join("");

  it.each<[string, (id: string) => string, string]>([
    ["as they are", (id) => `<use href="#${id}"/>`, ""],
    ["in the older way", (id) => `<use xlink:href=" #${id} "/>`, ""],
    ["as a pattern", (id) => `<rect fill="url(#${id})"/>`, ""],
    ["in a style", (id) => `<rect style="stroke: red; mask: url( '#${id}' )"/>`, ""],
    ["by a number", (id) => `<use href="&#35;${id}"/>`, ""],
    ["by an entity", (id) => `<use href="&x;${id}"/>`, '<!DOCTYPE svg [<!ENTITY x "#">]>'],
  ])("without end are refused: %s", async (_, use, prolog) => {
    expect(await look(`<g id="a0"><rect/></g>${laughs(9, use)}`, prolog)).toMatchObject({
      ok: false,
      refusal: { reason: "too_large_to_show" },
    });
    expect(await look(`<g id="a0"><rect/></g>${laughs(3, use)}`, prolog)).toMatchObject({ ok: true });
  });

  it("may not do so without saying it", async () => {
    const prolog = '<!DOCTYPE svg [<!ATTLIST use href CDATA "#a0">]>';
    expect(await look('<g id="a0"/><use/>', prolog)).toMatchObject({ ok: false, refusal: { reason: "damaged" } });
    const spaces = 'xmlns:x CDATA #FIXED "http://example.com/x#" id ID #IMPLIED';
    expect(await look("<g/>", `<!DOCTYPE svg [<!ATTLIST svg ${spaces}>]>`)).toMatchObject({ ok: true });
  });

  it("may use one often, or themselves", async () => {
    const letters = `<g id="a"><path/></g>${'<use href="#a"/>'.repeat(100_000)}`;
    expect(await look(letters)).toMatchObject({ ok: true });
    expect(await look('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')).toMatchObject({ ok: true });
  });

  it("may not do so in a row of thousands", async () => {
    const row = Array.from({ length: 50_000 }, (_, at) => `<g id="a${at}"><use href="#a${at + 1}"/></g>`);
    expect(await look(row.join(""))).toMatchObject({ ok: false, refusal: { reason: "damaged" } });
  });
});
