/** Making accounts: by registering, and the first administrator's of a deployed site. */
import type { z } from "zod";
import type { register as registerShape, setup as setupShape } from "../../../contract/auth.ts";
import { newId } from "../../../contract/ids.ts";
import type { Me } from "../../../contract/users.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, conflict } from "../../http/error.ts";
import { sameText } from "../../http/tokens.ts";
import type { Scope } from "../../scope.ts";
import { showingOf } from "../../pipeline/showing.ts";
import { presentMe } from "../people/actions.ts";
import { actingAs, firstGeneration, type Grant, grant, newSession } from "./grants.ts";
import { hashPassword } from "./passwords.ts";
import { insertSession } from "./session-store.ts";
import * as store from "./store.ts";

export interface SignedInAccount {
  user: Me;
  grant: Grant;
}

type Registration = z.output<typeof registerShape>;

/**
 * Registers and signs in. In development the first account of an empty site is its administrator. Throws `forbidden` while the site
 * takes no new members, `conflict` for a name or an address that somebody has.
 */
export async function register(scope: Scope, input: Registration): Promise<SignedInAccount> {
  if (!scope.settings.registrationOpen)
    throw new AppError("forbidden", "This site takes no new members at the moment.");
  await scope.gate.admit();
  return createAccount(
    scope,
    input,
    scope.config.environment === "development" ? "first-of-site" : "never",
    "account.register",
  );
}

/**
 * Makes the first administrator. Throws `forbidden` for a wrong token (or where the site has none), `conflict` when there is an
 * administrator already.
 */
export async function setUp(scope: Scope, { token, ...input }: z.output<typeof setupShape>): Promise<SignedInAccount> {
  await scope.gate.admit();
  const expected = scope.config.setupToken;
  if (expected === null || !sameText(token, expected))
    throw new AppError("forbidden", "This is not the set-up token of this site.");
  const taken = conflict("token", "was used: the site has an administrator");
  if (await store.hasAdmin(scope.db)) throw taken;
  return createAccount(scope, input, "first-admin", "site.set-up");
}

async function createAccount(
  scope: Scope,
  input: Registration,
  rule: store.RoleRule,
  action: string,
): Promise<SignedInAccount> {
  const { db } = scope;
  const passwordHash = await hashPassword(scope, input.password);
  const now = Date.now();
  const id = newId(now);
  const session = newSession(scope, id, input.client, now);
  const [person, secrets] = store.insertAccount(
    db,
    { ...input, id, passwordHash, dateOfBirth: input.dateOfBirth ?? null, now },
    rule,
  );
  const own = actingAs(scope, { id, role: "member", sessionId: session.id });
  await commit(own, {
    writes: [person, secrets, insertSession(db, session)],
    audit: { action, targetType: "user", targetId: id },
    effects: [{ kind: "mail.verify", payload: { userId: id } }],
    conflicts: store.takenValues,
  });
  const account = await store.findAccount(db, id);
  if (!account) throw new Error("the account that was just written is not there");
  return {
    user: presentMe(account, showingOf(own)),
    grant: await grant(scope, session, firstGeneration, account.user.role, now),
  };
}
