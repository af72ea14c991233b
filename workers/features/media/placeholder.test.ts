import { env } from "cloudflare:workers";
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from "thumbhash";
import { describe, expect, it } from "vitest";
import { bytesOf, jpegWithGps, png, pngDeflateBomb, svg } from "../../../tests/harness/media-files.ts";
import { placeholderOf } from "./placeholder.ts";

async function placeholder(bytes: Uint8Array, type: string) {
  const reasons: unknown[] = [];
  const body = new Response(bytes).body;
  if (!body) throw new Error("no body");
  const hash = await placeholderOf(env.IMAGES, body, type, (reason) => reasons.push(reason));
  return { hash: hash === null ? null : Uint8Array.from(atob(hash), (character) => character.charCodeAt(0)), reasons };
}

describe("placeholders", () => {
  it("have the colour and the shape of the picture", async () => {
    const { hash } = await placeholder(png({ width: 400, height: 200, colour: [200, 40, 40] }), "image/png");
    const { r, g, a } = thumbHashToAverageRGBA(hash ?? []);
    expect(r).toBeGreaterThan(g * 2);
    expect(a).toBe(1);
    expect(thumbHashToApproximateAspectRatio(hash ?? [])).toBeGreaterThan(1.5);
  });

  it("are turned as the picture is shown", async () => {
    const { hash } = await placeholder(jpegWithGps({ width: 400, height: 200, orientation: 6 }), "image/jpeg");
    expect(thumbHashToApproximateAspectRatio(hash ?? [])).toBeLessThan(1);
  });

  it("are small", async () => {
    const { hash } = await placeholder(png({ width: 1600, height: 1200 }), "image/png");
    expect(hash?.length).toBeLessThan(30);
  });

  it("are not asked for an SVG", async () => {
    expect(await placeholder(svg(), "image/svg+xml")).toEqual({ hash: null, reasons: [] });
  });

  it("are none for what cannot be opened, and say why", async () => {
    const { hash, reasons } = await placeholder(bytesOf("no picture at all"), "image/png");
    expect(hash).toBeNull();
    expect(reasons).toHaveLength(1);
  });

  it("are unharmed by pixels that inflate to far more than the header says", async () => {
    const { hash } = await placeholder(pngDeflateBomb(), "image/png");
    expect(hash).not.toBeNull();
  });
});
