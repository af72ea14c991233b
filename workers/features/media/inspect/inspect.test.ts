import { env } from "cloudflare:workers";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import * as files from "../../../../tests/harness/media-files.ts";
import { accepted, inspectBytes } from "../../../../tests/harness/media-inspection.ts";

/** As the Images binding shows a picture: turned, in eight bits. */
async function shown(bytes: Uint8Array) {
  const { body } = new Response(bytes);
  if (body === null) throw new Error("no body");
  const result = await env.IMAGES.input(body).output({ format: "image/png" });
  const { width, height, channels, data } = decode(await result.response().arrayBuffer());
  return { width, height, channels, data };
}

describe("pictures that are kept", () => {
  it.each<[string, Uint8Array]>([
    ["png", files.pngWithGps()],
    ["jpeg", files.jpegWithGps()],
    ["jpeg on its side", files.jpegWithGps({ orientation: 6 })],
    ["jpeg in a mirror", files.jpegWithGps({ orientation: 5 })],
    ["jpeg with an archive behind it", files.jpegZip()],
    ["photo with a video behind it", files.motionPhoto()],
    ["gif", files.gif({ frames: 3, extensions: [files.gifExtension(0xfe, files.secrets.comment)] })],
    ["webp", files.webpWithGps()],
    ["webp on its side", files.webpWithGps({ orientation: 8 })],
    ["animated webp", files.ready("webpAnimated")],
    ["avif", files.ready("avif")],
  ])("still open and look as before: %s", async (_, bytes) => {
    const { kept, width, height } = await accepted(bytes);
    const [before, after] = [await shown(bytes), await shown(kept)];
    expect(after).toEqual(before);
    expect({ width: after.width, height: after.height }).toEqual({ width, height });
  });
});

describe("inspection in the Worker", () => {
  it.each(["mp4", "webm", "mkv", "m4a", "mp3", "aac", "opus", "flac"] as const)("measures %s", async (name) => {
    const { duration } = await accepted(files.ready(name));
    expect(duration).toBeGreaterThan(0.2);
  });

  it("sees through archives, documents and programs", async () => {
    expect(await accepted(files.docx())).toMatchObject({ kind: "file" });
    expect(await accepted(files.pdf())).toMatchObject({ kind: "file", type: "application/pdf" });
    expect(await accepted(files.html())).toMatchObject({ kind: "file", type: "text/plain" });
    expect(await accepted(files.ready("heic"))).toMatchObject({ kind: "image", needsMaster: true });
    for (const program of [files.exe(), files.elf(), files.wasm(), files.apk(), files.jar(), files.msi()])
      expect(await inspectBytes(program)).toMatchObject({ ok: false, refusal: { reason: "type_not_accepted" } });
  });
});
