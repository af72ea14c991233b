/** A video that a browser makes, to be sent by it. */
import type { Page } from "@playwright/test";
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } from "mediabunny";

const framesPerSecond = 25;
const codec = "vp09.00.10.08";

interface Frame {
  key: boolean;
  base64: string;
}

/** `seconds` of a moving square as WebM with VP9, which not every browser plays. The page has to stand on an origin of the site. */
export async function makeWebm(page: Page, seconds: number, width = 320, height = 180): Promise<Buffer> {
  const frames = await page.evaluate(encodeFrames, { count: seconds * framesPerSecond, width, height, codec });
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource("vp9");
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  const length = 1 / framesPerSecond;
  for (const [index, { key, base64 }] of frames.entries()) {
    const packet = new EncodedPacket(Buffer.from(base64, "base64"), key ? "key" : "delta", index * length, length);
    await source.add(packet, { decoderConfig: { codec, codedWidth: width, codedHeight: height } });
  }
  await output.finalize();
  if (!target.buffer) throw new Error("the video was not written");
  return Buffer.from(target.buffer);
}

/** Runs in the page. */
async function encodeFrames(wanted: { count: number; width: number; height: number; codec: string }): Promise<Frame[]> {
  const { count, width, height } = wanted;
  const frames: Frame[] = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ key: chunk.type === "key", base64: btoa(String.fromCharCode(...bytes)) });
    },
    error: (error) => reportError(error),
  });
  encoder.configure({ codec: wanted.codec, width, height, bitrate: 400_000 });
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext("2d");
  if (!drawing) throw new Error("no canvas");
  for (let index = 0; index < count; index++) {
    drawing.fillStyle = "#1d4e5f";
    drawing.fillRect(0, 0, width, height);
    drawing.fillStyle = "#f2c14e";
    drawing.fillRect((index * 4) % width, height / 3, height / 3, height / 3);
    const frame = new VideoFrame(canvas, { timestamp: (index * 1_000_000) / 25 });
    encoder.encode(frame, { keyFrame: index % 25 === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  return frames;
}
