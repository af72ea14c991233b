/** Telling the live ends of people and things what a write changed. Where that must not be missed the outbox does it again. */
import { counterAddress, hubAddress } from "../durable-objects/addresses.ts";
import type { Payload } from "./effects/kinds.ts";
import type { Scope } from "./scope.ts";

/** Closes the sockets of sessions that have ended: the person's own and those in rooms. */
export async function closeSockets(
  { env }: Scope,
  { userId, sessionIds, except, at }: Payload<"sessions.close">,
): Promise<void> {
  await hubAddress(env, userId).endSessions({ sessionIds, except, at });
}

/** Lets nobody hear any more whether a person is there; who still may is let in again by the rules as they are now. */
export async function hidePresence({ env }: Scope, { userId, at }: Payload<"presence.hide">): Promise<void> {
  await hubAddress(env, userId).hidePresence(null, at);
}

/** Has the numbers of a post read again, after the answer; nothing is lost with a call that fails, the next one tells all. */
export function refreshCounts(scope: Scope, postId: string): void {
  scope.defer(counterAddress(scope.env, `post:${postId}`).refresh());
}

/** Has those who watch a post's numbers looked at again, after the answer: who may read it has changed. What is missed ends within minutes. */
export function recheckWatchers(scope: Scope, postId: string): void {
  scope.defer(counterAddress(scope.env, `post:${postId}`).recheck());
}

/** Waits for a call that the outbox repeats anyway; a failure is logged. */
export async function atOnce(scope: Scope, call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    scope.log.error("live.unreachable", error);
  }
}
