/** Serving bytes: the original, a variant, captions. Who may see a media is asked at every read, before anything leaves. */
import { language } from "../../../../contract/text.ts";
import type { MediaRow } from "../../../../db/schema.ts";
import { captionsKey, originalKey } from "../../../../r2/keys.ts";
import type { Scope } from "../../../scope.ts";
import type { VisibleMedia } from "../visible.ts";
import { answerWith } from "./answer.ts";
import { disposition, servedType } from "./disposition.ts";
import { bytesHeaders } from "./headers.ts";
import { cacheControl, nothingHere, readBeside, type Reading } from "./reading.ts";
import { discard, openStored, type Stored, wantedBy } from "./stored.ts";

/** The file as it was looked at when it came. */
export async function serveOriginal(scope: Scope, request: Request, reading: Reading): Promise<Response> {
  const opening = openStored(scope.env.MEDIA, originalKey(reading.id), wantedBy(request));
  const { visible, opened } = await readBeside(scope, reading, opening, discard);
  return answerOriginal(scope, request, reading, visible, opened);
}

/** Answers with the original. Throws `not_found` where it is gone. */
export async function answerOriginal(
  scope: Scope,
  request: Request,
  reading: Reading,
  visible: VisibleMedia,
  stored: Stored | null,
): Promise<Response> {
  const { filename, type, id } = visible.row;
  const headers = bytesHeaders(scope, {
    type: servedType(type),
    disposition: disposition(filename, type, reading.download),
    cacheControl: cacheControl(reading, visible),
  });
  const reopen = openStored.bind(null, scope.env.MEDIA, originalKey(id));
  return (stored && (await answerWith(request, stored, headers, reopen))) ?? missing(scope, visible.row, "original");
}

/** Captions of a video in a language. */
export async function serveCaptions(scope: Scope, request: Request, reading: Reading, tag: string): Promise<Response> {
  // The language is a part of the key.
  if (!language.safeParse(tag).success) throw nothingHere();
  const key = captionsKey(reading.id, tag);
  const opening = openStored(scope.env.MEDIA, key, wantedBy(request));
  const { visible, opened } = await readBeside(scope, reading, opening, discard);
  if (!visible.row.captions.includes(tag) || opened === null) {
    await opened?.body?.cancel();
    throw nothingHere();
  }
  const headers = bytesHeaders(scope, {
    type: "text/vtt; charset=utf-8",
    disposition: disposition(`${tag}.vtt`, "text/vtt", true),
    cacheControl: "private, no-cache",
  });
  const answer = await answerWith(request, opened, headers, (wanted) => openStored(scope.env.MEDIA, key, wanted));
  return answer ?? missing(scope, visible.row, key);
}

/** The row says that there are bytes: that they are not is a fault, or an erasure that is going on. */
export function missing({ log }: Scope, { id }: Pick<MediaRow, "id">, what: string): never {
  log.error("media.missing", new Error(`nothing is stored for ${what} of ${id}`));
  throw nothingHere();
}
