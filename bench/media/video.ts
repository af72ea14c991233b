/** A video of a wanted size: a whole MP4 whose frames are noise, which nothing has to decode here. */
import { randomFillSync } from "node:crypto";
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";

const frameBytes = 256 * 1024;
const framesPerSecond = 30;
/** What a decoder would need to know: VP9, profile 0. */
const decoderConfig = { codec: "vp09.00.40.08", codedWidth: 1920, codedHeight: 1080 };

/** About `bytes` of video. */
export async function makeVideo(bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource("vp9");
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  const frames = Math.floor(bytes / frameBytes);
  for (let frame = 0; frame < frames; frame++) {
    const kind = frame % framesPerSecond === 0 ? "key" : "delta";
    const noise = randomFillSync(new Uint8Array(frameBytes));
    await source.add(new EncodedPacket(noise, kind, frame / framesPerSecond, 1 / framesPerSecond), { decoderConfig });
  }
  await output.finalize();
  if (!target.buffer) throw new Error("the video was not written");
  return new Uint8Array(target.buffer);
}
