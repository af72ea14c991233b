/** Sessions: seen by their owner, and ended: one by one, all, or all but one. */
import type { z } from "zod";
import type { sessionList } from "../../../contract/auth.ts";
import { commit, type Statement } from "../../effects/commit.ts";
import { unauthenticated } from "../../http/context.ts";
import { notFound } from "../../http/error.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { presentedSession } from "./refresh.ts";
import * as store from "./session-store.ts";
import { sessionsEnded, socketEndings } from "./socket-endings.ts";
import { presentSession } from "./view.ts";

/** The viewer's open sessions, the newest first. */
export async function listSessions({ db, viewer }: SignedInScope): Promise<z.infer<typeof sessionList>> {
  const rows = await store.findOpenSessions(db, viewer.id, Date.now());
  return { items: rows.map((row) => presentSession(row, viewer.sessionId)), nextCursor: null };
}

/** Ends a session of the viewer's own. Throws `not_found` when they have no such open session. */
export async function endSession(scope: SignedInScope, id: string): Promise<void> {
  await end(scope, scope.viewer.id, id, true);
}

/** Ends the session of the access token, or of the refresh cookie. Throws `unauthenticated` with neither. */
export async function signOut(scope: Scope, cookie: string | undefined): Promise<void> {
  const { viewer } = scope;
  if (viewer) return end(scope, viewer.id, viewer.sessionId, false);
  if (cookie === undefined) throw unauthenticated();
  await scope.gate.admit();
  // A cookie that is worth nothing any more is simply taken away.
  const presented = await presentedSession(scope, cookie, "web");
  if (presented) await end(scope, presented.session.userId, presented.session.id, false);
}

async function end(scope: Scope, userId: string, id: string, mustBeOpen: boolean): Promise<void> {
  const now = Date.now();
  const { effect, ended } = socketEndings(userId, { sessionIds: [id] });
  await commit(scope, {
    guard: store.endSessionOf(scope.db, userId, id, now),
    ...(mustBeOpen && { required: notFound("session") }),
    writes: [store.revoke(scope.db, id, now)],
    audit: { action: "session.end", targetType: "user", targetId: userId, after: { sessionId: id } },
    effects: [effect],
  });
  await sessionsEnded(scope, ended);
}

/**
 * Statements that end a person's sessions, all or all but `except`, and make their access tokens stop counting; for the writes of a
 * `commit`, which takes the effect of `socketEndings` too. After it, call `sessionsEnded`.
 */
export function sessionEndings({ db }: Scope, userId: string, { except }: { except?: string } = {}): Statement[] {
  const now = Date.now();
  const revocation =
    except === undefined ? store.revoke(db, userId, now) : store.revokeOtherSessions(db, userId, except, now);
  return [revocation, store.endSessionsOf(db, userId, now, except)];
}

/**
 * A statement that makes a person's access tokens stop counting while the sessions go on: the next refresh gets tokens with what
 * they may do now. For changed roles, in the writes of a `commit`; then call `forgetRevocations`.
 */
export function revokeAccess({ db }: Scope, userId: string): Statement {
  return store.revoke(db, userId, Date.now());
}
