/** Taking the bytes of an upload: counted and sniffed while they pass, stored as they come, never held whole. */
import { type Media, maxRequestBytes, type UploadedPart } from "../../../contract/media.ts";
import type { MediaRow } from "../../../db/schema.ts";
import { stagingKey } from "../../../r2/keys.ts";
import { commit } from "../../effects/commit.ts";
import { isArmed } from "../../effects/faults.ts";
import type { Env } from "../../env.ts";
import { AppError, invalid, notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { begin } from "./begin.ts";
import { abortUpload, deleteBytes, isNoSuchUpload } from "./bucket.ts";
import { headBytes, sniffHead } from "./inspect/inspect.ts";
import type { Refusal } from "./inspect/types.ts";
import { inWords } from "./sizes.ts";
import * as store from "./store.ts";
import { pump } from "./stream.ts";
import { presentOwn } from "./view.ts";

/** The bytes of a request: `length` is what it says of them itself, null when it says nothing. */
export interface Incoming {
  body: ReadableStream<Uint8Array> | null;
  length: number | null;
}

/** What bytes are until they were looked at. */
const unknownType = { httpMetadata: { contentType: "application/octet-stream" } };

/**
 * Takes all bytes of an upload, or those of a part, and answers the media, or the part. Sending again replaces; once the bytes are looked
 * at, the media is answered as it is. Throws `not_found` for anybody else's, `validation_failed` for bytes that are not as many as they
 * should be, `unsupported_media_type` for what is certainly something else than declared.
 */
export async function receive(
  scope: SignedInScope,
  id: string,
  part: number | undefined,
  incoming: Incoming,
): Promise<Media | UploadedPart> {
  const [upload] = await Promise.all([store.findUpload(scope.db, scope.viewer.id, id), scope.gate.admit()]);
  if (!upload) throw notFound("media");
  const { row, parts } = upload;
  if (row.state !== "uploading") {
    await letPass(incoming, part === undefined ? row.size : (sizeOfPart(row, part) ?? 0));
    return presentOwn(scope, row, parts);
  }
  return part === undefined ? receiveWhole(scope, row, incoming) : receivePart(scope, row, part, incoming);
}

async function receiveWhole(scope: SignedInScope, row: MediaRow, incoming: Incoming): Promise<Media> {
  const { env } = scope;
  if (row.size > maxRequestBytes)
    throw new AppError(
      "payload_too_large",
      `A request may carry ${inWords(maxRequestBytes)}; send this file in parts.`,
    );
  const stored = await refusingLies(scope, row, () =>
    passOn(env, incoming, row.size, row, (bytes) => env.MEDIA.put(stagingKey(row.id), bytes, unknownType)),
  );
  if (row.uploadId !== null) await abortUpload(env, row.id, row.uploadId);
  return begin(scope, row, stored.etag);
}

async function receivePart(
  scope: SignedInScope,
  row: MediaRow,
  part: number,
  incoming: Incoming,
): Promise<UploadedPart | Media> {
  const { db, env, viewer } = scope;
  const size = sizeOfPart(row, part);
  const { uploadId } = row;
  if (size === null || uploadId === null) throw invalid("part", "is none of the parts that this file is sent in");
  try {
    const { etag } = await refusingLies(scope, row, () =>
      passOn(env, incoming, size, part === 1 ? row : null, (bytes) =>
        env.MEDIA.resumeMultipartUpload(stagingKey(row.id), uploadId).uploadPart(part, bytes),
      ),
    );
    const { changed } = await commit(scope, {
      guard: store.putPart(db, row, { part, size, etag }),
      writes: [store.touch(db, row.id, Date.now())],
    });
    if (changed) return { part, size };
  } catch (error) {
    if (!isNoSuchUpload(error)) throw error;
  }
  // The upload was completed, replaced, deleted or has expired while the bytes were on their way.
  const now = await store.findUpload(db, viewer.id, row.id);
  if (!now) throw notFound("media");
  if (now.row.state !== "uploading") return presentOwn(scope, now.row, now.parts);
  await renew(scope, now.row);
  throw new AppError("conflict", "This upload had expired and was begun anew. Send all parts again.");
}

/** Reads bytes that nothing needs any more, `atMost` so many: who is answered before all are sent may take that for a cut connection. */
async function letPass({ body }: Incoming, atMost: number): Promise<void> {
  if (body === null) return;
  let passed = 0;
  for await (const chunk of body) {
    passed += chunk.length;
    if (passed > atMost) break;
  }
}

/** Bytes that a part has to have; null for a number that there is no part of. */
function sizeOfPart({ size, partSize }: Pick<MediaRow, "size" | "partSize">, part: number): number | null {
  if (partSize === null) return null;
  const left = size - (part - 1) * partSize;
  return left <= 0 ? null : Math.min(left, partSize);
}

/** Another multipart upload in the place of one that R2 does not have any more. */
export async function renew({ db, env }: SignedInScope, row: MediaRow): Promise<void> {
  const { uploadId } = await env.MEDIA.createMultipartUpload(stagingKey(row.id));
  await db.batch(store.replaceUpload(db, row, uploadId, Date.now()));
}

/** What was sniffed is certainly not what was declared. */
class Lie extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.name = "Lie";
    this.refusal = refusal;
  }
}

async function refusingLies<Stored>(scope: SignedInScope, row: MediaRow, work: () => Promise<Stored>): Promise<Stored> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Lie)) throw error;
    const guard = store.markRefused(scope.db, row.id, "uploading", error.refusal, Date.now());
    const { changed } = await commit(scope, { guard, writes: [store.deleteParts(scope.db, row.id)] });
    if (changed) await deleteBytes(scope.env, row.id, row.uploadId);
    throw new AppError("unsupported_media_type", error.refusal.detail);
  }
}

/** Only a control fills it. */
const heldInMemory: Uint8Array[] = [];

/** Streams exactly `size` bytes into `keep`; the first ones are looked at when `declared` is given. What fails is not kept. */
async function passOn<Stored>(
  env: Env,
  { body, length }: Incoming,
  size: number,
  declared: MediaRow | null,
  keep: (bytes: ReadableStream) => Promise<Stored>,
): Promise<Stored> {
  if (length !== null && length !== size) throw wrongLength(length, size);
  if (body === null) throw wrongLength(0, size);
  const { readable, writable } = new FixedLengthStream(size);
  const [sent, stored] = await Promise.allSettled([
    sendOn(env, body, size, declared, writable.getWriter()),
    keep(readable),
  ]);
  // Where one fails, so does the other: what was found in the bytes tells why, else what the store says.
  if (sent.status === "rejected" && (isVerdict(sent.reason) || stored.status === "fulfilled")) throw sent.reason;
  if (stored.status === "rejected") throw stored.reason;
  return stored.value;
}

const isVerdict = (error: unknown) => error instanceof AppError || error instanceof Lie;

/** Writes exactly `size` bytes; whatever fails ends the writing, so that nothing of it is kept. */
async function sendOn(
  env: Env,
  body: ReadableStream<Uint8Array>,
  size: number,
  declared: MediaRow | null,
  out: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  let passed = 0;
  try {
    await pump(body, async (chunk) => {
      if (passed === 0 && declared) await sniff(chunk.subarray(0, headBytes), declared);
      passed += chunk.length;
      if (isArmed(env, "media.hold-bytes")) heldInMemory.push(chunk.slice());
      if (passed > size) throw wrongLength(passed, size);
      await out.write(chunk);
    });
    if (passed < size) throw wrongLength(passed, size);
    await out.close();
  } catch (error) {
    // Where the store failed, there is nothing left to end.
    await Promise.allSettled([out.abort(error)]);
    throw error;
  }
}

async function sniff(head: Uint8Array, { type, filename, size }: MediaRow): Promise<void> {
  const verdict = await sniffHead(head, { type, filename, size });
  if (!verdict.ok) throw new Lie(verdict.refusal);
}

function wrongLength(sent: number, expected: number): AppError {
  return invalid("Content-Length", `must be ${expected}, as declared; ${sent} bytes were sent`);
}
