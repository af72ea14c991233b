import { describe, expect, it } from "vitest";
import * as files from "../../../../tests/harness/media-files.ts";
import { assembled, sourceOf, tells } from "../../../../tests/harness/media-inspection.ts";
import { stripMatroska } from "./matroska.ts";
import { Reader } from "./reader.ts";

const { joined, secrets } = files;

/** An element of at most 126 bytes. */
const element = (id: string, ...content: readonly (Uint8Array | string)[]): Uint8Array => {
  const body = joined(...content);
  return joined(id, Uint8Array.of(0x80 | body.length), body);
};

const timestampScale = element("\x2a\xd7\xb1", "\x0f\x42\x40");
const cluster = element("\x1f\x43\xb6\x75", element("\xe7", "\0"), element("\xa3", "\x81\0\0\x80pictures"));

async function strip(...content: readonly Uint8Array[]): Promise<Uint8Array> {
  const body = joined(...content);
  const size = Uint8Array.of(0x40 | (body.length >>> 8), body.length);
  const bytes = joined(element("\x1a\x45\xdf\xa3", "\x42\x82\x84webm"), "\x18\x53\x80\x67", size, body);
  const kept = assembled(bytes, await stripMatroska(new Reader(sourceOf(bytes))));
  expect(kept).toHaveLength(bytes.length);
  expect(tells(kept, "pictures")).toBe(true);
  return kept;
}

describe("WebM and Matroska", () => {
  it.each<[string, Uint8Array]>([
    ["tags", element("\x12\x54\xc3\x67", secrets.location)],
    ["attachments", element("\x19\x41\xa4\x69", secrets.place)],
    ["elements that nobody knows", element("\x1f\x00\x00\x01", secrets.comment)],
    ["what was overwritten", element("\xec", secrets.comment)],
  ])("tell nothing in %s", async (_, content) => {
    const kept = await strip(element("\x15\x49\xa9\x66", timestampScale), content, cluster);
    for (const secret of Object.values(secrets)) expect(tells(kept, secret)).toBe(false);
  });

  it.each<[string, string]>([
    ["its title", "\x7b\xa9"],
    ["its name", "\x73\x84"],
    ["the name of the file before it", "\x3c\x83\xab"],
    ["the name of the file after it", "\x3e\x83\xbb"],
    ["the program that made it", "\x57\x41"],
    ["the library that made it", "\x4d\x80"],
  ])("do not tell %s", async (_, id) => {
    const kept = await strip(element("\x15\x49\xa9\x66", timestampScale, element(id, secrets.camera)), cluster);
    expect(tells(kept, secrets.camera)).toBe(false);
    expect(tells(kept, "\x0f\x42\x40")).toBe(true);
  });

  it.each<[string, string]>([
    ["name", "\x53\x6e"],
    ["encoder", "\x25\x86\x88"],
  ])("do not tell the %s of a track", async (_, id) => {
    const track = element("\xae", element("\xd7", "\x01"), element(id, secrets.camera), element("\x86", "V_VP8"));
    const kept = await strip(element("\x16\x54\xae\x6b", track), cluster);
    expect(tells(kept, secrets.camera)).toBe(false);
    expect(tells(kept, "V_VP8")).toBe(true);
  });
});
