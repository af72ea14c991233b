/** The answer that carries stored bytes: conditions and ranges (RFC 9110, sections 13 and 14). */
import { parseRange, resolveRange } from "./range.ts";
import type { Stored, Wanted } from "./stored.ts";

/** Opens the same object once more: for the whole, where a range turns out to be of another version. */
type Reopen = (wanted: Wanted) => Promise<Stored | null>;

/** Answers a GET or HEAD with an object, under the headers given beside its own; null where it is gone meanwhile. */
export async function answerWith(
  request: Request,
  stored: Stored,
  headers: Headers,
  reopen: Reopen,
): Promise<Response | null> {
  if (isKnown(request.headers, stored)) {
    await stored.body?.cancel();
    return new Response(null, { status: 304, headers: withValidators(headers, stored) });
  }
  const isHead = request.method === "HEAD";
  const range = isHead ? null : parseRange(request.headers.get("Range") ?? undefined);
  if (range === null) return whole(stored, headers);
  if (!isSameVersion(request.headers.get("If-Range"), stored)) {
    await stored.body?.cancel();
    const again = await reopen({ head: false, range: null });
    return again && whole(again, headers);
  }
  const bytes = resolveRange(range, stored.size);
  if (bytes === null) {
    await stored.body?.cancel();
    return notSatisfiable(stored, headers);
  }
  const length = bytes.last - bytes.first + 1;
  const described = withLength(withValidators(headers, stored), length);
  described.set("Content-Range", `bytes ${bytes.first}-${bytes.last}/${stored.size}`);
  return new Response(stored.body, { status: 206, headers: described });
}

function whole(stored: Stored, headers: Headers): Response {
  return new Response(stored.body, { headers: withLength(withValidators(headers, stored), stored.size) });
}

function notSatisfiable({ size }: Stored, headers: Headers): Response {
  const described = new Headers(headers);
  described.delete("Content-Disposition");
  described.set("Cache-Control", "no-store");
  described.set("Content-Range", `bytes */${size}`);
  described.set("Content-Type", "text/plain; charset=utf-8");
  return new Response("There are no such bytes.", { status: 416, headers: described });
}

function withValidators(headers: Headers, { etag, modified }: Stored): Headers {
  const described = new Headers(headers);
  described.set("ETag", etag);
  described.set("Last-Modified", modified.toUTCString());
  described.set("Accept-Ranges", "bytes");
  return described;
}

function withLength(headers: Headers, bytes: number): Headers {
  headers.set("Content-Length", String(bytes));
  return headers;
}

/** Whether the client says that it has these bytes. */
function isKnown(request: Headers, { etag, modified }: Stored): boolean {
  const tags = request.get("If-None-Match");
  if (tags !== null) {
    return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  }
  const since = Date.parse(request.get("If-Modified-Since") ?? "");
  return seconds(modified) <= seconds(new Date(since));
}

/** Whether the range is of the version that the client has a part of. Weak tags never match. */
function isSameVersion(condition: string | null, { etag, modified }: Stored): boolean {
  if (condition === null) return true;
  if (condition.includes('"')) return condition.trim() === etag;
  return seconds(modified) === seconds(new Date(Date.parse(condition)));
}

/** HTTP's dates have no fractions. NaN for a date that is none, which equals nothing. */
function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
