/** ETags and conditional GETs (RFC 9110, sections 8.8.3 and 13.1.2). */
import type { Context } from "hono";
import type { AppEnv } from "./context.ts";
import { tokenHash } from "./tokens.ts";

/** Gives a 200 answer an ETag made of its bytes, and turns it into 304 where the client has them. */
export async function conditional(c: Context<AppEnv>): Promise<void> {
  if (c.res.status !== 200) return;
  const bytes = await c.res.clone().text();
  const etag = `"${(await tokenHash(bytes)).slice(0, 27)}"`;
  c.header("ETag", etag);
  c.header("Cache-Control", "private, no-cache");
  c.header("Vary", "Authorization", { append: true });
  const known = c.req.header("If-None-Match");
  if (known === undefined) return;
  const matches = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (!matches.includes(etag) && !matches.includes("*")) return;
  const headers = new Headers(c.res.headers);
  headers.delete("Content-Type");
  headers.delete("Content-Length");
  c.res = undefined;
  c.res = new Response(null, { status: 304, headers });
}
