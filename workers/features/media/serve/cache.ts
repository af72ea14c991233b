/**
 * The cache of a data centre in front of the bucket, for variants of what everybody may see. It is asked beside the database, and its
 * answer is used only where access was found to be given; entries are named by the epoch, so that none outlives its readers.
 */
import type { Scope } from "../../../scope.ts";
import type { Picture } from "../variants.ts";
import type { Reading } from "./reading.ts";
import { parseRange } from "./range.ts";
import type { Stored } from "./stored.ts";

/** Seconds that an entry stays: bytes of what was deleted do not lie around for longer. */
const keptSeconds = 24 * 3600;

/** The picture as the cache has it; null where it has not, and for requests that are not for a whole picture. */
export async function cachedPicture(
  scope: Scope,
  request: Request,
  reading: Reading,
  picture: Picture,
): Promise<Stored | null> {
  if (!isWhole(request)) return null;
  const found = await caches.default.match(entryName(scope, reading, picture));
  const etag = found?.headers.get("ETag");
  const modified = found?.headers.get("Last-Modified");
  const size = found?.headers.get("Content-Length");
  if (!found?.body || !etag || !modified || !size) {
    await found?.body?.cancel();
    return null;
  }
  const type = found.headers.get("Content-Type");
  return { etag, modified: new Date(modified), size: Number(size), type, body: found.body, cached: true };
}

/** Keeps a picture beside its being answered; what is to be answered then is what this gives back. */
export function keepPicture(
  scope: Scope,
  request: Request,
  reading: Reading,
  picture: Picture,
  stored: Stored,
): Stored {
  if (stored.cached || stored.body === null || !isWhole(request)) return stored;
  const [answered, kept] = stored.body.tee();
  const headers = {
    "Cache-Control": `public, max-age=${keptSeconds}`,
    "Content-Length": String(stored.size),
    "Last-Modified": stored.modified.toUTCString(),
    ETag: stored.etag,
    ...(stored.type !== null && { "Content-Type": stored.type }),
  };
  scope.defer(caches.default.put(entryName(scope, reading, picture), new Response(kept, { headers })));
  return { ...stored, body: answered };
}

function isWhole(request: Request): boolean {
  return request.method === "GET" && parseRange(request.headers.get("Range") ?? undefined) === null;
}

/** Under an address that no route has. */
function entryName({ config }: Scope, { id, epoch }: Reading, { variant, format }: Picture): Request {
  return new Request(`${config.siteOrigin}/media/${id}/cached/${epoch}/${variant}.${format}`);
}
