/**
 * What stands before a write: its rate limits and its idempotency key. Both are asked while the action reads what it needs, so they
 * cost no hop of their own; `commit` waits for `admit` before anything is written.
 */
import type { Limit, LimitName } from "../../contract/limits.ts";
import { idempotencyKeys } from "../../db/schema.ts";
import type { Database } from "../../db/client.ts";
import { and, eq } from "drizzle-orm";
import { limiterAddress } from "../../durable-objects/addresses.ts";
import type { Env } from "../env.ts";
import { AppError } from "./error.ts";

/** Thrown by `admit` when this key has done its work already; the route answers that resource again. */
export class Replay extends Error {
  readonly resourceId: string;
  constructor(resourceId: string) {
    super("replay");
    this.resourceId = resourceId;
  }
}

/** An `Idempotency-Key` with whom and what it belongs to; `bodyHash` is SHA-256 of the body as sent. */
export interface IdempotencyClaim {
  userId: string;
  key: string;
  operation: string;
  bodyHash: string;
}

/** One rate to count against: a limit's name and whom it counts. */
export interface Ask {
  name: LimitName;
  subject: string;
}

export interface LimitState {
  name: LimitName;
  limit: Limit;
  remaining: number;
  resetSeconds: number;
}

export class Gate {
  readonly claim: IdempotencyClaim | null;
  states: LimitState[] = [];
  readonly #admission: Promise<void>;

  constructor(admission: (gate: Gate) => Promise<void>, claim: IdempotencyClaim | null) {
    this.claim = claim;
    this.#admission = admission(this);
    // The action may fail before anybody waits; that failure is the answer then, and this one must not go unhandled.
    this.#admission.catch(() => undefined);
  }

  /** Resolves when the call may go on. Throws `rate_limited`, `idempotency_mismatch`, `conflict` or `Replay`. */
  admit(): Promise<void> {
    return this.#admission;
  }
}

/** A gate without limits, for effects and for calls that ask for themselves. */
export function openGate(): Gate {
  return new Gate(async () => undefined, null);
}

/** Counts one use against each limit. Throws `rate_limited`, with `Retry-After`, when any of them is used up; then none is counted. */
export async function takeLimits(env: Env, limits: Record<LimitName, Limit>, asks: Ask[], gate?: Gate): Promise<void> {
  const bySubject = Map.groupBy(asks, (ask) => ask.subject);
  const answers = await Promise.all(
    [...bySubject].map(async ([subject, group]) => {
      const answer = await limiterAddress(env, subject).take(
        group.map((ask) => ({ key: `${ask.name}:${subject}`, limit: limits[ask.name] })),
      );
      return { group, answer };
    }),
  );
  for (const { group, answer } of answers) {
    group.forEach((ask, i) => {
      const state = answer.states[i];
      if (state && gate)
        gate.states.push({
          name: ask.name,
          limit: limits[ask.name],
          remaining: state.remaining,
          resetSeconds: state.resetSeconds,
        });
    });
  }
  const refused = answers.filter(({ answer }) => !answer.allowed);
  if (refused.length > 0) {
    const wait = Math.max(1, ...refused.flatMap(({ answer }) => answer.states.map((state) => state.retryAfterSeconds)));
    throw new AppError("rate_limited", `That was a lot in a short time. Try again in ${wait} seconds.`, {
      headers: { "Retry-After": String(Math.ceil(wait)), ...(gate && limitHeaders(gate)) },
    });
  }
}

/** Gives back what `takeLimits` counted, for limits that count only failures. */
export async function giveLimits(env: Env, limits: Record<LimitName, Limit>, asks: Ask[]): Promise<void> {
  const bySubject = Map.groupBy(asks, (ask) => ask.subject);
  await Promise.all(
    [...bySubject].map(([subject, group]) =>
      limiterAddress(env, subject).give(
        group.map((ask) => ({ key: `${ask.name}:${subject}`, limit: limits[ask.name] })),
      ),
    ),
  );
}

/** `RateLimit` and `RateLimit-Policy` fields (draft-ietf-httpapi-ratelimit-headers). */
export function limitHeaders(gate: Gate): Record<string, string> {
  if (gate.states.length === 0) return {};
  return {
    RateLimit: gate.states
      .map((state) => `"${state.name}";r=${state.remaining};t=${Math.ceil(state.resetSeconds)}`)
      .join(", "),
    "RateLimit-Policy": gate.states
      .map((state) => `"${state.name}";q=${state.limit.max};w=${state.limit.seconds}`)
      .join(", "),
  };
}

/** When requests with a key began, in milliseconds. */
const running = new Map<string, number>();
/** Milliseconds after which a request counts as dropped: one whose client goes away is ended within half a minute. */
const claimLasts = 60_000;

/**
 * Claims a key for the time of the request, which is held open meanwhile: whoever repeats it after a cut connection finds its result. Throws
 * `conflict` while another request with it runs in this isolate; across isolates the row's primary key decides.
 */
export function holdClaim(
  claim: IdempotencyClaim,
  ctx: Pick<ExecutionContext, "waitUntil">,
  now: number = Date.now(),
): () => void {
  const name = `${claim.userId} ${claim.key}`;
  const since = running.get(name);
  if (since !== undefined && now - since < claimLasts)
    throw new AppError("conflict", "The first request with this idempotency key is still running.");
  running.set(name, now);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  ctx.waitUntil(ended);
  return () => {
    if (running.get(name) === now) running.delete(name);
    end();
  };
}

/** Looks the key up. Throws `Replay` when it is done, `idempotency_mismatch` when it was used for something else. */
export async function checkClaim(db: Database, claim: IdempotencyClaim): Promise<void> {
  const [row] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.userId, claim.userId), eq(idempotencyKeys.key, claim.key)));
  if (!row) return;
  if (row.operation !== claim.operation || row.bodyHash !== claim.bodyHash) {
    throw new AppError(
      "idempotency_mismatch",
      "This idempotency key was used with another request. Use a new key for a new request.",
    );
  }
  throw new Replay(row.resourceId);
}
