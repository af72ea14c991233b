/** Passwords: hashed and compared by the objects made for it, and counted when they are wrong. */
import { hasherAddress } from "../../../durable-objects/addresses.ts";
import { invalid, overloaded } from "../../http/error.ts";
import { type Ask, giveLimits, takeLimits } from "../../http/gate.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { type Account, findAccount } from "./store.ts";

/** A PHC string of the password. Throws `overloaded` when the queue of hashers is full. */
export async function hashPassword({ env }: Scope, password: string): Promise<string> {
  const answer = await hasherAddress(env).hash(password);
  if (answer.kind === "busy") throw overloaded(answer.retryAfter);
  return answer.phc;
}

/** Whether a password is the stored one, and whether it should be hashed anew. Null takes as long and is never right. */
export async function verifyPassword(
  { env }: Scope,
  password: string,
  stored: string | null,
): Promise<{ ok: boolean; rehash: boolean }> {
  const answer = await hasherAddress(env).verify(password, stored);
  if (answer.kind === "busy") throw overloaded(answer.retryAfter);
  return answer;
}

/**
 * Runs a check that counts against `asks` only when it says no: taken before, so that many at once cannot slip through, and given
 * back after. Throws `rate_limited` without checking when too many have failed.
 */
export async function countFailures<Result extends { ok: boolean }>(
  { env, settings, gate }: Scope,
  asks: Ask[],
  check: () => Promise<Result>,
): Promise<Result> {
  await takeLimits(env, settings.limits, asks, gate);
  let failed = false;
  try {
    const result = await check();
    failed = !result.ok;
    return result;
  } finally {
    if (!failed) await giveLimits(env, settings.limits, asks);
  }
}

/**
 * Asks a signed-in person for the password again; a borrowed session must not be enough for what cannot be taken back.
 * Throws `validation_failed` on `field` when it is wrong.
 */
export async function confirmPassword(scope: SignedInScope, password: string, field: string): Promise<Account> {
  const { viewer, origin } = scope;
  const asks: Ask[] = [{ name: "loginsPerAccount", subject: `${viewer.id} ${origin.address}` }];
  const { ok, account } = await countFailures(scope, asks, async () => {
    const account = await findAccount(scope.db, viewer.id);
    const verdict = await verifyPassword(scope, password, account?.credentials.passwordHash ?? null);
    return { ...verdict, account };
  });
  if (!ok || !account) throw invalid(field, "is not your password");
  return account;
}
