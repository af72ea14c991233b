/** Cross-origin reads for the site itself and the origins an administrator has configured; nobody else. */
import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "./context.ts";
import { isTrustedOrigin } from "./origin.ts";

export const crossOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  const self = new URL(c.req.url).origin;
  return cors({
    origin: (origin) => (isTrustedOrigin(origin, self, c.get("config"), c.get("settings").corsOrigins) ? origin : null),
    credentials: true,
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"],
    exposeHeaders: ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
    maxAge: 3600,
  })(c, next);
};
