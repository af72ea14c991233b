/** Announcing a file: what is refused before any byte of it is sent. */
import { newId } from "../../../contract/ids.ts";
import { type NewMedia, partBytes, type UploadTarget, wholeBytes } from "../../../contract/media.ts";
import { stagingKey } from "../../../r2/keys.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { abortUpload } from "./bucket.ts";
import { kindOfDeclared } from "./inspect/inspect.ts";
import { displayName } from "./names.ts";
import { inWords } from "./sizes.ts";
import * as store from "./store.ts";
import { uploadAddress } from "./view.ts";

/**
 * Takes a declaration and says where the bytes go. Throws `unsupported_media_type` for what is never accepted, `payload_too_large` for
 * what is larger than the role may send, or than its quota has room for.
 */
export async function declare(scope: SignedInScope, input: NewMedia): Promise<UploadTarget> {
  const { db, env, viewer, settings } = scope;
  const limits = settings.uploads[viewer.role];
  const kind = kindOfDeclared(input.type, input.filename);
  if (kind === null)
    throw new AppError("unsupported_media_type", "Programs and scripts are not accepted. Pack them into an archive.");
  const largest = kind === "video" ? limits.videoBytes : limits.fileBytes;
  if (input.size > largest) {
    const what = kind === "video" ? "A video" : "A file";
    throw new AppError(
      "payload_too_large",
      `${what} may have at most ${inWords(largest)}; this one has ${inWords(input.size)}.`,
    );
  }

  await scope.gate.admit();
  const now = Date.now();
  const id = newId(now);
  const partSize = input.size > wholeBytes ? partBytes : null;
  const uploadId = partSize === null ? null : (await env.MEDIA.createMultipartUpload(stagingKey(id))).uploadId;
  const row = {
    id,
    ownerId: viewer.id,
    kind,
    type: input.type,
    size: input.size,
    filename: displayName(input.filename),
    alt: input.alt ?? "",
    uploadId,
    partSize,
  };
  try {
    await commit(scope, {
      guard: store.insertDeclared(db, row, limits.quotaBytes, now),
      required: new AppError(
        "payload_too_large",
        `There is no room for ${inWords(input.size)} more: you may keep ${inWords(limits.quotaBytes)} altogether. Delete what you no longer need.`,
      ),
      resourceId: id,
    });
  } catch (error) {
    if (uploadId !== null) await abortUpload(env, id, uploadId);
    throw error;
  }
  return targetOf(row);
}

/** Where the bytes of a declared media go: for a declaration that is repeated under its idempotency key. */
export async function findTarget({ db, viewer }: SignedInScope, id: string): Promise<UploadTarget> {
  const row = await store.findOwn(db, viewer.id, id);
  if (!row) throw notFound("media");
  return targetOf(row);
}

function targetOf({ id, partSize }: { id: string; partSize: number | null }): UploadTarget {
  return { id, uploadUrl: uploadAddress(id), ...(partSize !== null && { partSize }) };
}
