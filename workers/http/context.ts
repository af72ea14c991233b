/** Hono's types for this app, and the way from a Hono context to a scope. */
import type { Context } from "hono";
import type { SiteSettingsValue } from "../../contract/settings.ts";
import type { Database, Meter } from "../../db/client.ts";
import type { Config, Env } from "../env.ts";
import type { Scope, SignedInScope, Viewer } from "../scope.ts";
import { AppError } from "./error.ts";
import type { Gate } from "./gate.ts";
import type { Logger } from "./log.ts";
import { clientAddress, clientPlace } from "./origin.ts";

export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    log: Logger;
    config: Config;
    db: Database;
    meter: Meter;
    settings: SiteSettingsValue;
    /** Path pattern of the matched route, for logs. */
    route: string | undefined;
    viewer: Viewer | null;
    gate: Gate;
  };
}

/** The scope of this request. */
export function scopeOf(c: Context<AppEnv>): Scope {
  const log = c.get("log");
  return {
    env: c.env,
    config: c.get("config"),
    db: c.get("db"),
    meter: c.get("meter"),
    log,
    settings: c.get("settings"),
    viewer: c.get("viewer"),
    origin: {
      requestId: c.get("requestId"),
      address: clientAddress(c.req.raw, c.get("config")),
      userAgent: (c.req.header("User-Agent") ?? "").slice(0, 300),
      place: clientPlace(c.req.raw, c.get("config")),
    },
    gate: c.get("gate"),
    defer: (work) => c.executionCtx.waitUntil(work.catch((error: unknown) => log.error("deferred.failed", error))),
  };
}

/** The scope of a request that must be signed in. Throws `unauthenticated` otherwise. */
export function signedIn(c: Context<AppEnv>): SignedInScope {
  const scope = scopeOf(c);
  if (scope.viewer === null) throw unauthenticated();
  return scope as SignedInScope;
}

/** RFC 6750, section 3: say which scheme would be accepted. */
export function unauthenticated(detail = "This needs you to be signed in."): AppError {
  return new AppError("unauthenticated", detail, { headers: { "WWW-Authenticate": "Bearer" } });
}
