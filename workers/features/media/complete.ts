/** Putting the parts of an upload together. */
import type { Media, UploadedPart } from "../../../contract/media.ts";
import type { MediaRow } from "../../../db/schema.ts";
import { stagingKey } from "../../../r2/keys.ts";
import { AppError, notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { begin } from "./begin.ts";
import { isInvalidPart, isNoSuchUpload } from "./bucket.ts";
import { renew } from "./receive.ts";
import * as store from "./store.ts";
import { presentOwn } from "./view.ts";

/** Parts that an error names before it says how many more there are. */
const namedParts = 20;

/** Says that all parts are there; answers the media as it is when that was said before. Throws `conflict` while some are missing. */
export async function complete(scope: SignedInScope, id: string): Promise<Media> {
  const upload = await store.findUpload(scope.db, scope.viewer.id, id);
  if (!upload) throw notFound("media");
  const { row, parts } = upload;
  if (row.state !== "uploading") return presentOwn(scope, row, parts);
  if (row.uploadId === null || row.partSize === null)
    throw new AppError("conflict", "This file is sent whole; its bytes have not arrived.");
  const missing = missingParts(row, row.partSize, parts);
  if (missing.length > 0) throw new AppError("conflict", `Parts are missing: ${listed(missing)}.`);
  return begin(scope, row, await putTogether(scope, row, row.uploadId, parts));
}

/** Numbers of the parts that have not arrived. */
function missingParts({ size }: MediaRow, partSize: number, parts: readonly UploadedPart[]): number[] {
  const arrived = new Set(parts.map(({ part }) => part));
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1).filter((n) => !arrived.has(n));
}

function listed(numbers: readonly number[]): string {
  const more = numbers.length - namedParts;
  return `${numbers.slice(0, namedParts).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Completes the multipart upload; answers the ETag of the staged bytes. Whoever died right after completing finds them there. */
async function putTogether(
  scope: SignedInScope,
  row: MediaRow,
  uploadId: string,
  parts: readonly { part: number; etag: string }[],
): Promise<string> {
  const { MEDIA } = scope.env;
  const key = stagingKey(row.id);
  try {
    const object = await MEDIA.resumeMultipartUpload(key, uploadId).complete(
      parts.map(({ part, etag }) => ({ partNumber: part, etag })),
    );
    return object.etag;
  } catch (error) {
    const staged = await MEDIA.head(key);
    if (staged?.size === row.size) return staged.etag;
    if (!isNoSuchUpload(error) && !isInvalidPart(error)) throw error;
    await renew(scope, row);
    throw new AppError("conflict", "Some of the parts are no longer there. Send them all again.");
  }
}
