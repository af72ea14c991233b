/** Our own short-lived tokens: access tokens (JWT, HS256, key ring) and refresh tokens derived by HMAC. */
import jwt from "@tsndr/cloudflare-worker-jwt";
import { roles, type Role } from "../../contract/roles.ts";
import type { Config } from "../env.ts";
import type { Bearer, Viewer } from "../scope.ts";

/** Seconds an access token lives. */
export const accessSeconds = 15 * 60;
/** Milliseconds a refresh token lives; each rotation starts it anew. */
export const refreshMillis = 7 * 24 * 3600 * 1000;
/** Milliseconds in which a retry with the previous refresh token gets the same successor. */
export const retryMillis = 10_000;

const issuer = "stoa";

/** Signs an access token with the first key of the ring. `iat` carries fractions of a second (RFC 7519, NumericDate), so that a revocation orders against it exactly. */
export async function signAccess(config: Config, viewer: Bearer, now = Date.now()): Promise<string> {
  const key = config.tokenKeys[0];
  if (!key) throw new Error("no token key");
  return jwt.sign(
    {
      iss: issuer,
      sub: viewer.id,
      sid: viewer.sessionId,
      role: viewer.role,
      iat: now / 1000,
      exp: Math.floor(now / 1000) + accessSeconds,
    },
    key.secret,
    { algorithm: "HS256", header: { typ: "JWT", kid: key.kid } },
  );
}

/** The viewer that a token names; null when it is malformed, expired, or signed by no key of the ring. */
export async function verifyAccess(config: Config, token: string): Promise<Viewer | null> {
  try {
    const { header } = jwt.decode<Record<string, unknown>, { kid?: string }>(token);
    const key = config.tokenKeys.find((candidate) => candidate.kid === header?.kid);
    if (!key) return null;
    const verified = await jwt.verify<Record<string, unknown>>(token, key.secret, { algorithm: "HS256" });
    if (!verified) return null;
    const { iss, sub, sid, role, iat, exp } = verified.payload as Record<string, unknown>;
    // The library lets a token without `exp` pass; ours always have one.
    if (iss !== issuer || typeof exp !== "number" || exp * 1000 <= Date.now() || typeof iat !== "number") return null;
    if (typeof sub !== "string" || typeof sid !== "string" || !roles.includes(role as Role)) return null;
    return { id: sub, sessionId: sid, role: role as Role, issuedAt: iat * 1000 };
  } catch {
    // The library throws for anything that is not a token at all.
    return null;
  }
}

const encoder = new TextEncoder();

async function hmac(secret: string, message: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message))));
}

/**
 * The refresh token of a session's `generation`. It is computed, never stored: the same generation always gets the same token, so a
 * retried rotation answers alike, and a stolen database holds nothing to sign in with.
 */
export async function refreshToken(
  config: Config,
  session: { id: string; seed: string },
  generation: number,
): Promise<string> {
  return `${session.id}.${generation}.${await hmac(config.refreshKey, `refresh ${session.id} ${generation} ${session.seed}`)}`;
}

/** Session and generation that a refresh token claims; null when it has not the shape of one. */
export function readRefreshToken(token: string): { sessionId: string; generation: number } | null {
  const match = /^([0-9A-Z]{26})\.(\d{1,9})\.[\w-]{43}$/.exec(token);
  return match ? { sessionId: match[1] ?? "", generation: Number(match[2]) } : null;
}

/** A token for a link in a mail: 32 random bytes. Only its hash is stored. */
export function randomToken(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** SHA-256 as base64url, for storing what must not be readable. */
export async function tokenHash(token: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(token))));
}

/** Compares without telling by time how much of it matches. */
export function sameText(a: string, b: string): boolean {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
