/** Refreshing: each refresh token is good once, but for a retry; whoever comes with an old one ends the session. */
import { commit } from "../../effects/commit.ts";
import { unauthenticated } from "../../http/context.ts";
import { readRefreshToken, refreshMillis, refreshToken, sameText } from "../../http/tokens.ts";
import type { Scope } from "../../scope.ts";
import { type Client, type Grant, grant, whereabouts } from "./grants.ts";
import { judge } from "./rotation.ts";
import { sessionsEnded, socketEndings } from "./socket-endings.ts";
import * as store from "./session-store.ts";
import { touchUser } from "./store.ts";

const refused = () => unauthenticated("Your sign-in has expired or is not valid. Sign in again.");

/** A session with the generation of a refresh token that is genuinely its own. */
export interface PresentedSession extends store.SessionWithPerson {
  generation: number;
}

/** The session of a refresh token, null when the token was never one of its own or came another way than this client's do. */
export async function presentedSession(scope: Scope, token: string, client: Client): Promise<PresentedSession | null> {
  const claimed = readRefreshToken(token);
  const found = claimed && (await store.findSession(scope.db, claimed.sessionId));
  if (!found || found.session.client !== client) return null;
  const genuine = sameText(token, await refreshToken(scope.config, found.session, claimed.generation));
  return genuine ? { ...found, generation: claimed.generation } : null;
}

/** Exchanges a refresh token. Throws `unauthenticated` when it is worth nothing. */
export async function refresh(scope: Scope, token: string, client: Client): Promise<Grant> {
  await scope.gate.admit();
  const now = Date.now();
  let presented = await presentedSession(scope, token, client);
  if (presented && judgePresented(presented, now) === "rotate") {
    const rotated = await rotate(scope, presented, now);
    if (rotated) return rotated;
    // Somebody else was faster with the same token; seen from here, this is a retry now.
    presented = await presentedSession(scope, token, client);
  }
  if (!presented) throw refused();
  switch (judgePresented(presented, now)) {
    case "repeat":
      return grant(scope, presented.session, presented.session.generation, presented.role, now);
    case "reuse":
      await endFamily(scope, presented, now);
      throw refused();
    default:
      throw refused();
  }
}

function judgePresented({ session, status, generation }: PresentedSession, now: number) {
  return judge(session, status, generation, now);
}

async function rotate(
  scope: Scope,
  { session, generation, role }: PresentedSession,
  now: number,
): Promise<Grant | null> {
  const { changed } = await commit(scope, {
    guard: store.rotateSession(scope.db, session.id, generation, {
      rotatedAt: now,
      expiresAt: now + refreshMillis,
      ...whereabouts(scope.origin),
    }),
    writes: [touchUser(scope.db, session.userId, now)],
  });
  return changed ? grant(scope, session, generation + 1, role, now) : null;
}

/** All tokens of the session stop counting: nobody can tell whose were stolen. */
async function endFamily(scope: Scope, { session, generation }: PresentedSession, now: number): Promise<void> {
  const { effect, ended } = socketEndings(session.userId, { sessionIds: [session.id] });
  await commit(scope, {
    guard: store.endSessionOf(scope.db, session.userId, session.id, now),
    writes: [store.revoke(scope.db, session.id, now)],
    audit: {
      action: "session.reuse",
      targetType: "user",
      targetId: session.userId,
      after: { sessionId: session.id, generation },
    },
    effects: [effect],
  });
  await sessionsEnded(scope, ended);
}
