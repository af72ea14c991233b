/** The cookie in which browsers keep the refresh token. */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppEnv } from "../../http/context.ts";
import { AppError } from "../../http/error.ts";
import { hasTrustedOrigin } from "../../http/origin.ts";
import { refreshMillis } from "../../http/tokens.ts";

/**
 * Over https the name has the prefix `__Secure-`: browsers then take it from https only. (`__Host-` would need `Path=/`, and the
 * token would travel with every request.) On http, in development, the prefix is not possible.
 */
function cookieName(c: Context<AppEnv>): string {
  return isHttps(c) ? "__Secure-stoa-refresh" : "stoa-refresh";
}

/** Everywhere but in development the site is on https, whatever a proxy on the way says. */
function isHttps(c: Context<AppEnv>): boolean {
  return c.get("config").environment !== "development" || new URL(c.req.url).protocol === "https:";
}

/**
 * Browsers take `Secure` cookies on http from this very machine, which is as safe as https. Safari (and every browser on iOS) does
 * not, and nobody does from another machine of the network; there the flag would lose the cookie.
 */
function isSecure(c: Context<AppEnv>): boolean {
  if (isHttps(c)) return true;
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(c.req.url).hostname);
  const userAgent = c.req.header("User-Agent") ?? "";
  const isSafari = /\bAppleWebKit\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);
  return isLoopback && !isSafari;
}

function attributes(c: Context<AppEnv>) {
  return { path: "/v1/auth", httpOnly: true, secure: isSecure(c), sameSite: "Strict" } as const;
}

export function setRefreshCookie(c: Context<AppEnv>, token: string): void {
  setCookie(c, cookieName(c), token, { ...attributes(c), maxAge: refreshMillis / 1000 });
}

export function clearRefreshCookie(c: Context<AppEnv>): void {
  deleteCookie(c, cookieName(c), attributes(c));
}

/**
 * The refresh token of the request's cookie. Throws `forbidden` when there is one but the request does not come from a page of the
 * site, or of a configured origin.
 */
export function readRefreshCookie(c: Context<AppEnv>): string | undefined {
  const token = getCookie(c, cookieName(c));
  if (token === undefined) return undefined;
  if (!hasTrustedOrigin(c, c.get("config"), c.get("settings").corsOrigins)) {
    throw new AppError("forbidden", "This request does not come from the site itself.");
  }
  return token;
}
