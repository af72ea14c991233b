import { expect, test } from "vitest";
import { pictureSize } from "./picture-size.ts";
import { isAccepted, kindOf, typeOf } from "./file-type.ts";

function be(...parts: (string | [bytes: number, value: number])[]): Blob {
  const all = parts.flatMap((part) => {
    if (typeof part === "string") return Array.from(part, (character) => character.codePointAt(0) ?? 0);
    const [bytes, value] = part;
    return Array.from({ length: bytes }, (_, index) => (value >>> (8 * (bytes - 1 - index))) & 255);
  });
  return new Blob([new Uint8Array([...all, ...Array.from({ length: 64 }, () => 0)])]);
}

const png = (...chunks: Parameters<typeof be>) =>
  be("\x89PNG\r\n\x1a\n", [4, 13], "IHDR", [4, 8000], [4, 6000], "\x08\x06\0\0\0", [4, 0], ...chunks);

test("the size of a PNG is in its header, and whether it moves before its pixels", async () => {
  expect(await pictureSize(png([4, 0], "IDAT"))).toEqual({ width: 8000, height: 6000, animated: false });
  expect(await pictureSize(png([4, 8], "acTL", [4, 2], [4, 0], [4, 0], [4, 0], "IDAT"))).toMatchObject({
    animated: true,
  });
});

test("the size of a JPEG is in its frame, behind whatever the camera wrote", async () => {
  const jpeg = be(
    [2, 0xffd8],
    [2, 0xffe1],
    [2, 6],
    "Exif",
    [2, 0xffc4],
    [2, 3],
    "x",
    [2, 0xffc2],
    [2, 17],
    [1, 8],
    [2, 3000],
    [2, 4000],
  );
  expect(await pictureSize(jpeg)).toEqual({ width: 4000, height: 3000, animated: false });
});

test("what is neither has no size here", async () => {
  expect(await pictureSize(be("GIF89a"))).toBeNull();
  expect(await pictureSize(new Blob(["x"]))).toBeNull();
  expect(await pictureSize(be([2, 0xffd8], "rubbish"))).toBeNull();
});

test("files without a type are known by their names", () => {
  expect(typeOf({ name: "IMG_1.HEIC", type: "" })).toBe("image/heic");
  expect(kindOf({ name: "clip.mkv", type: "" })).toBe("video");
  expect(kindOf({ name: "រូបភាព", type: "" })).toBe("file");
  expect(typeOf({ name: "x", type: "" })).toBe("application/octet-stream");
});

test("a list of accepted files is understood as browsers do", () => {
  const accept = "image/*, video/*,.vtt";
  expect(isAccepted({ name: "a.png", type: "image/png" }, accept)).toBe(true);
  expect(isAccepted({ name: "a.HEIC", type: "" }, accept)).toBe(true);
  expect(isAccepted({ name: "en.VTT", type: "" }, accept)).toBe(true);
  expect(isAccepted({ name: "a.pdf", type: "application/pdf" }, accept)).toBe(false);
  expect(isAccepted({ name: "a.pdf", type: "application/pdf" }, undefined)).toBe(true);
});
