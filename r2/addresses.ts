/**
 * Addresses of media. Those of what everybody may see are plain and stable; the others carry who may read them, until when, and a
 * signature (HMAC-SHA-256) over both, the media and its epoch. A signature says who was shown the address; whether they still may see
 * the media is asked again at every read.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "../contract/ids.ts";

/** A key of the site's ring; the first signs, all verify. */
export interface AddressKey {
  kid: string;
  secret: string;
}

/** For whom an address was made: a person, or whoever is in a conversation. */
export type Reader = { kind: "person" | "conversation"; id: string };

/** Milliseconds in which addresses made for the same reader stay the same, so that browsers find what they have. */
export const addressStep = 30 * 60_000;

/** When an address made at `now` expires (milliseconds): after 30 to 60 minutes, at the end of a step. */
export function addressExpiry(now: number): number {
  return (Math.floor(now / addressStep) + 2) * addressStep;
}

/** Epoch of addresses that name none. */
const firstEpoch = 1;

/** The address of the original (`what` null), of a variant (`feed`) or of captions (`captions/en`), without a signature. */
export function publicAddress(mediaId: string, epoch: number, what: string | null): string {
  return `${path(mediaId, what)}${epoch === firstEpoch ? "" : `?v=${epoch}`}`;
}

/** The query (`?v=…&r=…`) that opens a media to a reader; the same for the original and everything made of it. */
export function signedQuery(
  keys: readonly AddressKey[],
  mediaId: string,
  epoch: number,
  reader: Reader,
  now: number,
): string {
  const key = keys[0];
  if (!key) throw new Error("no key to sign addresses with");
  const expires = addressExpiry(now);
  const claim = `${key.kid}.${(expires / 1000).toString(36)}.${reader.kind === "person" ? "p" : "c"}${reader.id}`;
  return `?v=${epoch}&r=${claim}.${signature(key, mediaId, epoch, claim)}`;
}

/** What an address claims, once its signature holds; null where it does not, or no longer. `expires` is in milliseconds. */
export function verifyQuery(
  keys: readonly AddressKey[],
  mediaId: string,
  epoch: number,
  signed: string,
  now: number,
): { reader: Reader; expires: number } | null {
  const match = /^(([\w-]+)\.([0-9a-z]{1,9})\.([pc])([0-9A-Z]{26}))\.([\w-]{43})$/.exec(signed);
  if (!match) return null;
  const [, claim = "", kid, seconds = "", kind, id = "", given = ""] = match;
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key || !isId(id)) return null;
  const expected = signature(key, mediaId, epoch, claim);
  const encoder = new TextEncoder();
  if (!timingSafeEqual(encoder.encode(expected), encoder.encode(given))) return null;
  const expires = Number.parseInt(seconds, 36) * 1000;
  if (expires <= now) return null;
  return { reader: { kind: kind === "p" ? "person" : "conversation", id }, expires };
}

function path(mediaId: string, what: string | null): string {
  return what === null ? `/media/${mediaId}` : `/media/${mediaId}/${what}`;
}

function signature(key: AddressKey, mediaId: string, epoch: number, claim: string): string {
  // The prefix keeps these apart from everything else that is signed with the same keys.
  return createHmac("sha256", key.secret).update(`media ${mediaId} ${epoch} ${claim}`).digest("base64url");
}

/** The key ring as it stands in the environment: `kid:secret,kid:secret`. */
export function addressKeys(ring: string): AddressKey[] {
  return ring.split(",").map((entry) => ({ kid: entry.split(":")[0] ?? "", secret: entry.split(":")[1] ?? "" }));
}

/** The address with this path and query: what `presentMedia` puts together. */
export function addressOf(mediaId: string, what: string | null, query: string): string {
  return path(mediaId, what) + query;
}
