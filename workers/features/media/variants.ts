/** Variants: pictures made of a media at their first use, in the format that the client takes, and kept in the bucket. */
import type { Variant } from "../../../contract/media.ts";
import type { MediaRow } from "../../../db/schema.ts";
import { masterKey, originalKey, posterKey, variantKey } from "../../../r2/keys.ts";
import type { Env } from "../../env.ts";

export type PictureFormat = "avif" | "webp" | "jpeg" | "png";

/** A variant in one format. `moves`: all frames of an animation are kept. */
export interface Picture {
  variant: Variant;
  format: PictureFormat;
  moves: boolean;
}

/** Pixels that a variant has at most; what is smaller stays as it is. `crop` cuts to the shape, the others keep their own. */
const sizes: Record<Variant, { width: number; height: number; fit: "crop" | "scale-down" }> = {
  avatar: { width: 192, height: 192, fit: "crop" },
  thumb: { width: 400, height: 400, fit: "scale-down" },
  feed: { width: 1080, height: 1080, fit: "scale-down" },
  full: { width: 2048, height: 2048, fit: "scale-down" },
  poster: { width: 1280, height: 1280, fit: "scale-down" },
};

/** Pixels of a variant of a picture of this size. */
export function pixelsOf(variant: Variant, width: number, height: number): number {
  const box = sizes[variant];
  if (box.fit === "crop") return box.width * box.height * Math.min(1, width / box.width, height / box.height) ** 2;
  const scale = Math.min(1, box.width / width, box.height / height);
  return width * scale * height * scale;
}

/** Quality, 1 to 100, at which a format looks like the original to the eye. */
const qualities: Record<PictureFormat, number | undefined> = { avif: 60, webp: 80, jpeg: 82, png: undefined };

export const pictureType = (format: PictureFormat) => `image/${format}` as const;

/** What the Images binding may give: in production not always what it was asked for. */
const given = new Set(["image/avif", "image/webp", "image/jpeg", "image/png", "image/gif"]);

type Source = Pick<MediaRow, "id" | "kind" | "hasMaster" | "width" | "height">;

/** Where the picture is that variants are made of. */
export function sourceKey({ id, kind, hasMaster }: Source): string {
  if (kind === "video") return posterKey(id);
  return hasMaster ? masterKey(id) : originalKey(id);
}

/**
 * Makes a variant and keeps it, with the type that it came in: production makes no AVIF of more than 1,200 pixels a side, and leaves
 * animations of more than 50 megapixels as they are (https://developers.cloudflare.com/images/get-started/limits/). Made twice at once, it
 * is written twice, alike. Throws what the Images binding threw; false where there is nothing to make it of.
 */
export async function makeVariant(env: Env, media: Source, { variant, format, moves }: Picture): Promise<boolean> {
  const source = await env.MEDIA.get(sourceKey(media));
  if (source === null) return false;
  const quality = qualities[format];
  const result = await env.IMAGES.input(source.body)
    .transform(boxOf(variant, media))
    .output({ format: pictureType(format), anim: moves, ...(quality !== undefined && { quality }) });
  // R2 takes no stream of unknown length; a variant is small.
  const bytes = await new Response(result.image()).arrayBuffer();
  if (bytes.byteLength === 0) throw new Error(`images: ${variant} of ${media.id} is empty`);
  const contentType = result.contentType();
  if (!given.has(contentType)) throw new Error(`images: ${variant} of ${media.id} is ${contentType}`);
  await env.MEDIA.put(variantKey(media.id, variant, format), bytes, { httpMetadata: { contentType } });
  // Where the media was erased meanwhile, or its poster replaced, the variants may have been listed and deleted before this one was there.
  if ((await env.MEDIA.head(sourceKey(media)))?.etag === source.etag) return true;
  await env.MEDIA.delete(variantKey(media.id, variant, format));
  return false;
}

/** What a variant is fitted into: smaller pictures are cut to the same shape without being enlarged. */
function boxOf(variant: Variant, { width, height }: Source): (typeof sizes)[Variant] {
  const box = sizes[variant];
  if (box.fit !== "crop" || width === null || height === null) return box;
  const scale = Math.min(1, width / box.width, height / box.height);
  return {
    ...box,
    width: Math.max(1, Math.floor(box.width * scale)),
    height: Math.max(1, Math.floor(box.height * scale)),
  };
}

/** Whether an original is a picture that moves: every GIF may, a WebP says so in its header. */
export async function mayMove({ MEDIA }: Env, { id, type }: Pick<MediaRow, "id" | "type">): Promise<boolean> {
  if (type === "image/gif") return true;
  if (type !== "image/webp") return false;
  const head = await MEDIA.get(originalKey(id), { range: { offset: 0, length: webpHeaderBytes } });
  return head !== null && isAnimatedWebp(await head.bytes());
}

const webpHeaderBytes = 21;

/** https://developers.google.com/speed/webp/docs/riff_container: the flag of animation in a `VP8X` chunk, which comes first. */
function isAnimatedWebp(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(12, 16)) === "VP8X" && ((bytes[20] ?? 0) & 0x02) !== 0;
}
