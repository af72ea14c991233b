/** What ends with sessions besides their tokens: the live sockets that they opened. */
import type { Effect, Payload } from "../../effects/kinds.ts";
import { forgetRevocations } from "../../http/session.ts";
import { atOnce, closeSockets } from "../../live.ts";
import type { Scope } from "../../scope.ts";

/** Which sockets close with the sessions that a `commit` ends: the effect for its unit, and what `sessionsEnded` wants afterwards. */
export function socketEndings(
  userId: string,
  { sessionIds, except }: { sessionIds?: string[]; except?: string } = {},
): { effect: Effect; ended: Payload<"sessions.close"> } {
  const ended = { userId, sessionIds: sessionIds ?? null, except: except ?? null, at: Date.now() };
  return { effect: { kind: "sessions.close", payload: ended }, ended };
}

/** After sessions have ended: it holds here at once and elsewhere within moments, and their sockets are closed. */
export async function sessionsEnded(scope: Scope, ended: Payload<"sessions.close">): Promise<void> {
  forgetRevocations();
  await atOnce(scope, closeSockets(scope, ended));
}
