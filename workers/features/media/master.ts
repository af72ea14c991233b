/** Masters: a JPEG in the place of an original that variants cannot be made of everywhere (HEIC). */
import { encode } from "fast-png";
import { masterKey, originalKey } from "../../../r2/keys.ts";
import type { Scope } from "../../scope.ts";

const type = "image/jpeg";
const quality = 90;
/** Pixels of its longer side: as the Images binding makes it, and where the binding cannot open the picture. */
const maxSide = 4096;
const maxDecodedSide = 2560;
/** Bytes of a file that is opened without the binding; it is in memory twice then. */
const maxFile = 16 * 1024 * 1024;

/** Pixels that there is memory to open without the binding: an isolate of Cloudflare's has 128 MB, Miniflare's are not bounded. */
const maxPixels = { development: 50_000_000, staging: 12_500_000, production: 12_500_000 } as const;

type MasterScope = Pick<Scope, "env" | "config" | "log">;

/**
 * Makes the master of a media from the bytes at `source`. False where nothing opens the picture: it is kept, and served as it came, to
 * clients that show it.
 */
export async function makeMaster(scope: MasterScope, mediaId: string, source = originalKey(mediaId)): Promise<boolean> {
  const jpeg = (await byBinding(scope, mediaId, source)) ?? (await byDecoding(scope, mediaId, source));
  if (jpeg === null) return false;
  await scope.env.MEDIA.put(masterKey(mediaId), jpeg, { httpMetadata: { contentType: type } });
  return true;
}

/** The JPEG that the Images binding makes; null where it cannot, as it has no HEVC decoder on every machine. */
async function byBinding({ env, log }: MasterScope, mediaId: string, source: string): Promise<ArrayBuffer | null> {
  const object = await env.MEDIA.get(source);
  if (object === null) throw new Error(`media: nothing is stored at ${source}`);
  try {
    return await toJpeg(env.IMAGES, object.body);
  } catch (error) {
    log.warn("media.master.binding", { mediaId, reason: String(error) });
    return null;
  }
}

/** The JPEG made of what libheif decodes; null for what it cannot, and for what is too large to. */
async function byDecoding(
  { env, config, log }: MasterScope,
  mediaId: string,
  source: string,
): Promise<ArrayBuffer | null> {
  const { decodeHeif, HeifError } = await import("./heif.ts");
  const object = await env.MEDIA.get(source);
  if (object === null) throw new Error(`media: nothing is stored at ${source}`);
  try {
    if (object.size > maxFile) {
      await object.body.cancel();
      throw new HeifError(`the file has ${object.size} bytes`);
    }
    const { width, height, data } = decodeHeif(await object.bytes(), {
      maxSide: maxDecodedSide,
      maxPixels: maxPixels[config.environment],
    });
    // Passed on at once, so that little compression is enough.
    const png = encode({ width, height, data, channels: 3, depth: 8 }, { zlib: { level: 1 } });
    const { body } = new Response(png);
    return body && (await toJpeg(env.IMAGES, body));
  } catch (error) {
    log.error("media.master.failed", error, { mediaId });
    return null;
  }
}

async function toJpeg(images: ImagesBinding, picture: ReadableStream<Uint8Array>): Promise<ArrayBuffer> {
  const result = await images
    .input(picture)
    .transform({ width: maxSide, height: maxSide, fit: "scale-down" })
    .output({ format: type, quality });
  const jpeg = await new Response(result.image()).arrayBuffer();
  if (jpeg.byteLength === 0) throw new Error("images: the result is empty");
  return jpeg;
}
