/** Where a request comes from: client address, coarse place, and whether its Origin may use cookies. */
import type { Context } from "hono";
import type { Config } from "../env.ts";

/**
 * The one place that decides a client's address. Cloudflare overwrites `CF-Connecting-IP`; anywhere else the header is the
 * client's own claim and is not believed.
 */
export function clientAddress(request: Request, config: Config): string {
  if (config.environment === "development") return "127.0.0.1";
  return request.headers.get("CF-Connecting-IP") ?? "unknown";
}

/** City or country as Cloudflare's edge tells it, null where it cannot (as in development, where `cf` is made up). */
export function clientPlace(request: Request, config: Config): string | null {
  if (config.environment === "development") return null;
  const cf = request.cf as { city?: string; country?: string } | undefined;
  const parts = [cf?.city, cf?.country].filter((part) => typeof part === "string" && part !== "");
  return parts.length > 0 ? parts.join(", ") : null;
}

/** Whether `origin` is the site itself or configured. `self` is the origin of the request's own address. */
export function isTrustedOrigin(origin: string, self: string, config: Config, configured: readonly string[]): boolean {
  return origin === self || origin === config.siteOrigin || configured.includes(origin);
}

/**
 * Cross-site request forgery check for calls that a cookie authenticates (OWASP, "Verifying origin"): an Origin must be there
 * and be trusted. Browsers send one with every POST.
 */
export function hasTrustedOrigin(c: Context, config: Config, configured: readonly string[]): boolean {
  const origin = c.req.header("Origin");
  return origin !== undefined && isTrustedOrigin(origin, new URL(c.req.url).origin, config, configured);
}
