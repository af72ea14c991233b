/** What no route answers: addresses of the web app get its page, everything else gets 404. */
import type { Context } from "hono";
import type { AppEnv } from "./context.ts";
import { AppError } from "./error.ts";

/** First path segments that are never screens of the web app. */
const notScreens = new Set([
  "v1",
  "api",
  "assets",
  "dev",
  "docs",
  "graphql",
  "media",
  "metrics",
  "oauth",
  ".well-known",
]);

export async function webApp(c: Context<AppEnv>): Promise<Response> {
  const first = c.req.path.split("/")[1] ?? "";
  const isScreen =
    (c.req.method === "GET" || c.req.method === "HEAD") && !notScreens.has(first) && !first.startsWith("@");
  // A dot in the first segment is a file that was not there (`/robots.txt`); further on it may be part of a username.
  if (!isScreen || first.includes(".")) throw new AppError("not_found", "There is nothing at this address.");
  const page = await c.env.ASSETS.fetch(new URL("/", c.req.url));
  return new Response(page.body, { status: page.status, headers: page.headers });
}
