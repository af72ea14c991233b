/** Posters: the picture that stands for a video until it plays. */
import type { Media } from "../../../contract/media.ts";
import { posterKey, variantsPrefix } from "../../../r2/keys.ts";
import { commit } from "../../effects/commit.ts";
import { AppError } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { deletePrefix } from "./bucket.ts";
import { inspect } from "./inspect/inspect.ts";
import type { ByteSource, Piece } from "./inspect/types.ts";
import { getMedia, ownVideo } from "./manage.ts";
import { placeholderOf } from "./placeholder.ts";
import * as store from "./store.ts";

/** What variants can be made of. */
const accepted = new Set(["image/jpeg", "image/png", "image/webp", "image/avif"]);

/**
 * Gives a video of one's own a poster, without its metadata, in the place of the one it has. `read` gives the picture, once it is known to
 * be wanted. Throws `unsupported_media_type` for what is no picture, or damaged.
 */
export async function putPoster(
  scope: SignedInScope,
  id: string,
  type: string,
  read: () => Promise<Uint8Array>,
): Promise<Media> {
  const { db, env } = scope;
  await ownVideo(scope, id);
  const bytes = await read();
  const inspection = await inspect(sourceOf(bytes), { type, filename: "poster", size: bytes.length });
  if (!inspection.ok) throw new AppError("unsupported_media_type", inspection.refusal.detail);
  const { file } = inspection;
  if (!accepted.has(file.type)) throw new AppError("unsupported_media_type", "Send a JPEG, PNG, WebP or AVIF picture.");
  const kept = joined(bytes, file.pieces);

  await scope.gate.admit();
  const placeholder = await placeholderOf(env.IMAGES, new Blob([kept]).stream(), file.type, () => {
    throw new AppError("unsupported_media_type", "The picture cannot be opened.");
  });
  await env.MEDIA.put(posterKey(id), kept, { httpMetadata: { contentType: file.type } });
  await deletePrefix(env.MEDIA, variantsPrefix(id));
  await commit(scope, { guard: store.setPoster(db, id, placeholder, Date.now()) });
  return getMedia(scope, id);
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

function joined(bytes: Uint8Array, pieces: readonly Piece[]): Uint8Array {
  const parts = pieces.map((piece) => ("bytes" in piece ? piece.bytes : bytes.subarray(piece.from, piece.to)));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
