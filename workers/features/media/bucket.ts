/** What media have in the bucket: finding it and taking it away. */
import { mediaPrefix, stagingKey } from "../../../r2/keys.ts";
import type { Env } from "../../env.ts";

/** Keys that one call of R2 lists or deletes. */
const keysPerCall = 1000;

/** Deletes everything under a prefix, until a listing finds nothing: what is made of the rest meanwhile goes, too. */
export async function deletePrefix(bucket: R2Bucket, prefix: string): Promise<void> {
  for (;;) {
    const { objects } = await bucket.list({ prefix, limit: keysPerCall });
    if (objects.length === 0) return;
    await bucket.delete(objects.map(({ key }) => key));
  }
}

/** Ends a multipart upload and drops its parts. One that has ended already is left as it is. */
export async function abortUpload({ MEDIA }: Env, mediaId: string, uploadId: string): Promise<void> {
  try {
    await MEDIA.resumeMultipartUpload(stagingKey(mediaId), uploadId).abort();
  } catch (error) {
    if (!isNoSuchUpload(error)) throw error;
  }
}

/** R2 knows no such multipart upload: it was completed, aborted or has expired. */
export function isNoSuchUpload(error: unknown): boolean {
  return error instanceof Error && /\(10024\)|NoSuchUpload/.test(error.message);
}

/** R2 cannot complete an upload because a part is not what it has. */
export function isInvalidPart(error: unknown): boolean {
  return error instanceof Error && /\(100(25|11|48)\)|InvalidPart|EntityTooSmall/.test(error.message);
}

/** Deletes all bytes of a media, those that arrived and those that are served. */
export async function deleteBytes(env: Env, mediaId: string, uploadId: string | null): Promise<void> {
  if (uploadId !== null) await abortUpload(env, mediaId, uploadId);
  await Promise.all([env.MEDIA.delete(stagingKey(mediaId)), deletePrefix(env.MEDIA, mediaPrefix(mediaId))]);
}
