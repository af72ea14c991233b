import { createExecutionContext } from "cloudflare:test";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import { masterKey, originalKey } from "../../../r2/keys.ts";
import { bytesOf } from "../../../tests/harness/media-files.ts";
import { heic } from "../../../tests/harness/media-files/heic.ts";
import { env } from "../../../tests/harness/people.ts";
import { systemScope } from "../../effects/consumer.ts";
import { decodeHeif, HeifError } from "./heif.ts";
import { makeMaster } from "./master.ts";

const scope = () => systemScope(env, createExecutionContext(), "test");

/** Red, green and blue of a pixel. */
function pixel(
  { data, width, channels = 3 }: { data: ArrayLike<number>; width: number; channels?: number },
  x: number,
  y: number,
) {
  const at = (y * width + x) * channels;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

function expectColour(actual: readonly number[], expected: readonly number[]): void {
  for (const [i, value] of expected.entries()) expect(Math.abs((actual[i] ?? 0) - value)).toBeLessThan(30);
}

describe("decoding HEIC", () => {
  it("gives the pixels", () => {
    const picture = decodeHeif(heic(), { maxSide: 4096, maxPixels: 1e6 });
    expect(picture).toMatchObject({ width: 96, height: 64 });
    expectColour(pixel(picture, 10, 10), [220, 40, 40]);
    expectColour(pixel(picture, 80, 10), [40, 180, 60]);
    expectColour(pixel(picture, 10, 50), [50, 70, 210]);
    expectColour(pixel(picture, 80, 50), [240, 220, 60]);
  });

  it("scales down on the way", () => {
    const picture = decodeHeif(heic(), { maxSide: 24, maxPixels: 1e6 });
    expect(picture).toMatchObject({ width: 24, height: 16 });
    expectColour(pixel(picture, 2, 2), [220, 40, 40]);
    expectColour(pixel(picture, 21, 13), [240, 220, 60]);
  });

  it("refuses more pixels than there is memory for, and what is no picture", () => {
    expect(() => decodeHeif(heic(), { maxSide: 4096, maxPixels: 96 * 64 - 1 })).toThrow("6144 pixels");
    expect(() => decodeHeif(heic().subarray(0, 300), { maxSide: 4096, maxPixels: 1e6 })).toThrow(HeifError);
    expect(() => decodeHeif(bytesOf("<!doctype html>"), { maxSide: 4096, maxPixels: 1e6 })).toThrow(HeifError);
    expect(() => decodeHeif(new Uint8Array(), { maxSide: 4096, maxPixels: 1e6 })).toThrow(HeifError);
  });
});

describe("a master", () => {
  it("is a JPEG of the original", async () => {
    const id = newId();
    await env.MEDIA.put(originalKey(id), heic());
    expect(await makeMaster(await scope(), id)).toBe(true);
    const master = await env.MEDIA.get(masterKey(id));
    expect(master?.httpMetadata?.contentType).toBe("image/jpeg");
    const png = await env.IMAGES.input((await (master as R2ObjectBody).blob()).stream()).output({
      format: "image/png",
    });
    const decoded = decode(await new Response(png.image()).arrayBuffer());
    expect(decoded).toMatchObject({ width: 96, height: 64 });
    expectColour(pixel(decoded, 80, 10), [40, 180, 60]);
  });

  it("is not there for what nothing opens, and that is no error", async () => {
    const id = newId();
    await env.MEDIA.put(originalKey(id), heic().subarray(0, 400));
    expect(await makeMaster(await scope(), id)).toBe(false);
    expect(await env.MEDIA.head(masterKey(id))).toBeNull();
  });

  it("is asked of bytes that are there", async () => {
    await expect(makeMaster(await scope(), newId())).rejects.toThrow("nothing is stored");
  });
});
