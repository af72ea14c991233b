/** Signing in with a password. Known and unknown accounts cost the same work and get the same answer. */
import type { z } from "zod";
import type { login as loginShape } from "../../../contract/auth.ts";
import { commit } from "../../effects/commit.ts";
import { unauthenticated } from "../../http/context.ts";
import { AppError } from "../../http/error.ts";
import type { Ask } from "../../http/gate.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { nameKey } from "../../text/names.ts";
import { showingOf } from "../../pipeline/showing.ts";
import { presentMe } from "../people/actions.ts";
import { actingAs, firstGeneration, grant, newSession } from "./grants.ts";
import { countFailures, hashPassword, verifyPassword } from "./passwords.ts";
import type { SignedInAccount } from "./register.ts";
import { insertSession, trimSessions } from "./session-store.ts";
import * as store from "./store.ts";

/** One answer for an unknown account, a wrong password, and an account that is gone. */
const refused = () => unauthenticated("The name or the password is not right.");

/**
 * Signs in. Within the grace period this undoes a deletion. Throws `unauthenticated`, `rate_limited` after too many failures, and
 * `forbidden` for a suspended account, but only to whoever knows its password.
 */
export async function signIn(
  scope: Scope,
  { login, password, client }: z.output<typeof loginShape>,
): Promise<SignedInAccount> {
  const now = Date.now();
  const { ok, rehash, account } = await countFailures(scope, attempts(scope, login), async () => {
    const account = await findUsable(scope, login, now);
    const verdict = await verifyPassword(scope, password, account?.credentials.passwordHash ?? null);
    return { ...verdict, account };
  });
  if (!ok || !account) throw refused();
  if (account.user.status === "suspended") throw new AppError("forbidden", "This account is suspended.");

  const { user } = account;
  const session = newSession(scope, user.id, client, now);
  const own = actingAs(scope, { id: user.id, role: user.role, sessionId: session.id });
  if (user.status === "deleted") await restore(own, now);
  await commit(own, {
    guard: insertSession(scope.db, session),
    // Suspended or deleted since the account was read.
    required: refused(),
    writes: [trimSessions(scope.db, user.id), store.touchUser(scope.db, user.id, now)],
    audit: {
      action: "session.start",
      targetType: "user",
      targetId: user.id,
      after: { sessionId: session.id, device: session.device },
    },
  });
  if (rehash) scope.defer(renewHash(own, account, password));
  return {
    user: presentMe(account, showingOf(own)),
    grant: await grant(scope, session, firstGeneration, user.role, now),
  };
}

/** Failures are counted for what was typed, known or not, so that the limit tells nothing either. */
function attempts({ origin }: Scope, login: string): Ask[] {
  return [
    { name: "loginsPerAccount", subject: `${nameKey(login)} ${origin.address}` },
    { name: "loginsPerAddress", subject: origin.address },
  ];
}

async function findUsable(scope: Scope, login: string, now: number): Promise<store.Account | null> {
  const account = await store.findAccountByLogin(scope.db, login);
  if (account?.user.status === "deleted" && (account.user.eraseAfter ?? 0) <= now) return null;
  return account;
}

async function restore(scope: SignedInScope, now: number): Promise<void> {
  const { id } = scope.viewer;
  await commit(scope, {
    guard: store.restoreAccount(scope.db, id, now),
    required: refused(),
    audit: { action: "account.restore", targetType: "user", targetId: id },
  });
}

/** Stores a hash of today's strength in the place of an older one. What fails here is done at the next sign-in. */
async function renewHash(scope: Scope, { user, credentials }: store.Account, password: string): Promise<void> {
  const passwordHash = await hashPassword(scope, password);
  await commit(scope, {
    guard: store.updatePassword(scope.db, user.id, passwordHash, Date.now(), credentials.passwordHash),
  });
}
