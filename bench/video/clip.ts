/** A film as a phone makes it: H.264 with more bits than anybody should have to download. The browser encodes it. */
import { writeFileSync } from "node:fs";
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";
import type { Page } from "playwright-core";

export interface Clip {
  seconds: number;
  width: number;
  height: number;
  framesPerSecond: number;
  /** Bits per second. */
  bitrate: number;
}

interface Frame {
  key: boolean;
  base64: string;
}

/** Frames that go from the page to here at once. */
const batch = 60;
/** H.264, high profile, level 4.2. */
const codec = "avc1.64002a";

/** Writes the clip as an MP4 file. The page has to stand on a secure origin, as WebCodecs wants it. */
export async function makeClip(page: Page, clip: Clip, path: string): Promise<void> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: clip.framesPerSecond });
  await output.start();
  await page.evaluate(startFilming, { ...clip, codec });
  const length = 1 / clip.framesPerSecond;
  const count = clip.seconds * clip.framesPerSecond;
  let description: Uint8Array | undefined;
  for (let index = 0; index < count;) {
    const filmed = await page.evaluate(film, { from: index, to: Math.min(count, index + batch) });
    if (filmed.description !== null) description ??= Buffer.from(filmed.description, "base64");
    for (const { key, base64 } of filmed.frames) {
      const packet = new EncodedPacket(Buffer.from(base64, "base64"), key ? "key" : "delta", index * length, length);
      const decoderConfig = {
        codec,
        codedWidth: clip.width,
        codedHeight: clip.height,
        ...(description && { description }),
      };
      await source.add(packet, { decoderConfig });
      index += 1;
    }
  }
  await output.finalize();
  if (!target.buffer) throw new Error("the clip was not written");
  writeFileSync(path, Buffer.from(target.buffer));
}

interface Camera {
  draw: (index: number) => VideoFrame;
  encoder: VideoEncoder;
  frames: Frame[];
  description: string | null;
}

declare global {
  // Lives in the page, between two calls.
  var camera: Camera | undefined;
}

/** Runs in the page: a landscape that passes by, with grain, so that every picture differs from the last one everywhere. */
function startFilming({ width, height, framesPerSecond, bitrate, codec: wanted }: Clip & { codec: string }): void {
  const toBase64 = (bytes: Uint8Array) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };
  const frames: Frame[] = [];
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ key: chunk.type === "key", base64: toBase64(bytes) });
      const description = metadata?.decoderConfig?.description;
      if (description !== undefined && camera !== undefined) {
        const buffer = ArrayBuffer.isView(description) ? description.buffer : description;
        camera.description ??= toBase64(new Uint8Array(buffer));
      }
    },
    error: (error) => reportError(error),
  });
  encoder.configure({ codec: wanted, width, height, bitrate, framerate: framesPerSecond, latencyMode: "realtime" });
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext("2d");
  const grain = new OffscreenCanvas(width, height);
  const noise = grain.getContext("2d");
  if (!drawing || !noise) throw new Error("no canvas");
  const image = noise.createImageData(width, height);
  let state = 1;
  for (let at = 0; at < image.data.length; at += 4) {
    state = (state * 48_271) % 2_147_483_647;
    image.data.fill(state & 255, at, at + 3);
    image.data[at + 3] = 28;
  }
  noise.putImageData(image, 0, 0);
  const draw = (index: number) => {
    drawing.fillStyle = "#9fc3d0";
    drawing.fillRect(0, 0, width, height);
    for (let hill = 0; hill < 60; hill++) {
      drawing.fillStyle = `hsl(${(hill * 37) % 360} 35% ${25 + (hill % 5) * 10}%)`;
      const x = (((hill * 191 - index * (2 + (hill % 7))) % (width + 400)) + width + 400) % (width + 400);
      drawing.beginPath();
      drawing.ellipse(x - 200, height * (0.3 + (hill % 10) / 14), 160, 40 + (hill % 9) * 14, 0, 0, 2 * Math.PI);
      drawing.fill();
    }
    drawing.drawImage(grain, (index * 37) % 64, (index * 23) % 64, width - 64, height - 64, 0, 0, width, height);
    return new VideoFrame(canvas, { timestamp: (index * 1_000_000) / framesPerSecond });
  };
  globalThis.camera = { draw, encoder, frames, description: null };
}

/** Runs in the page. */
async function film({
  from,
  to,
}: {
  from: number;
  to: number;
}): Promise<{ frames: Frame[]; description: string | null }> {
  if (camera === undefined) throw new Error("there is no camera");
  for (let index = from; index < to; index++) {
    const frame = camera.draw(index);
    camera.encoder.encode(frame, { keyFrame: index === from });
    frame.close();
  }
  await camera.encoder.flush();
  return { frames: camera.frames.splice(0), description: camera.description };
}
