/** Who asks: the access token is verified without storage and held against the short list of what was revoked. */
import { gt, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { revocations } from "../../db/schema.ts";
import type { Config } from "../env.ts";
import type { Viewer } from "../scope.ts";
import { unauthenticated } from "./context.ts";
import { accessSeconds, verifyAccess } from "./tokens.ts";

/** How old an isolate's list may be: a session that ended elsewhere stops working here within this many milliseconds. */
export const revocationMaxAge = 20_000;

let known: { at: number; subjects: Map<string, number> } | null = null;
/** Counts what was written here, so that a list that was read before it is not kept. */
let writes = 0;

async function load(db: Database): Promise<Map<string, number>> {
  const writesBefore = writes;
  const rows = await db
    .select({ subject: revocations.subject, notBefore: revocations.notBefore })
    .from(revocations)
    .where(gt(revocations.expiresAt, Date.now()));
  const subjects = new Map(rows.map((row) => [row.subject, row.notBefore]));
  if (writes === writesBefore) known = { at: Date.now(), subjects };
  return subjects;
}

async function revoked(db: Database): Promise<Map<string, number>> {
  // Each request that finds the list too old reads it itself: a promise shared with another request would never settle once that
  // request's client goes away.
  return known && Date.now() - known.at < revocationMaxAge ? known.subjects : load(db);
}

/** Makes this isolate read the list anew; called after writing to it. */
export function forgetRevocations(): void {
  writes += 1;
  known = null;
}

/** Milliseconds that a revocation must be kept: every token that it could refuse has expired then. */
export const revocationMillis = (accessSeconds + 60) * 1000;

/** The database's own time when a statement runs: what was read before it is older, whichever machine read it. */
export const commitTime = sql<number>`CAST(round(unixepoch('subsec') * 1000) AS INTEGER)`;

/** The viewer of an `Authorization` header, null without one. Throws `unauthenticated` for a token that does not count (any more). */
export async function viewerOf(header: string | undefined, config: Config, db: Database): Promise<Viewer | null> {
  if (header === undefined) return null;
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1];
  const viewer = token ? await verifyAccess(config, token) : null;
  if (!viewer) throw unauthenticated("Your sign-in has expired or is not valid. Sign in again.");
  await refuseRevoked(viewer, db);
  return viewer;
}

/** Throws `unauthenticated` when the viewer's session, or all that the person had, ended after their token was issued. */
export async function refuseRevoked(viewer: Viewer, db: Database): Promise<void> {
  const list = await revoked(db);
  const notBefore = Math.max(list.get(viewer.id) ?? 0, list.get(viewer.sessionId) ?? 0);
  if (viewer.issuedAt < notBefore) throw unauthenticated("This session has ended. Sign in again.");
}
