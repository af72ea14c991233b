/** Addresses: confirming one's own, and changing to another. */
import type { z } from "zod";
import type { verified } from "../../../contract/auth.ts";
import { commit } from "../../effects/commit.ts";
import { conflict } from "../../http/error.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { badToken } from "./errors.ts";
import { findMailToken, type MailTokenRow, spendMailToken, voidMailTokens } from "./mail-token-store.ts";
import { confirmPassword } from "./passwords.ts";
import * as store from "./store.ts";

type Verified = z.infer<typeof verified>;

/** Asks for the mail that confirms an address once more. The same work for any address, as for a forgotten password. */
export async function resendVerification(scope: Scope, email: string): Promise<void> {
  await commit(scope, { effects: [{ kind: "mail.reverify", payload: { email } }] });
}

/**
 * Asks the new address to confirm itself; until it does, the old one stays. Throws `validation_failed` when the password is wrong,
 * `conflict` for an address that somebody has.
 */
export async function changeEmail(
  scope: SignedInScope,
  input: { currentPassword: string; email: string },
): Promise<void> {
  await scope.gate.admit();
  const { db, viewer } = scope;
  const { credentials } = await confirmPassword(scope, input.currentPassword, "currentPassword");
  if (credentials.emailKey === store.emailKey(input.email)) throw conflict("email", "is your address already");
  const { path, message } = store.takenValues["credentials.email_key"];
  if (await store.findAccountByEmail(db, input.email)) throw conflict(path, message);
  await commit(scope, {
    guard: store.updatePendingEmail(db, viewer.id, input.email, Date.now()),
    audit: { action: "account.email-request", targetType: "user", targetId: viewer.id },
    effects: [{ kind: "mail.change", payload: { userId: viewer.id } }],
  });
}

/**
 * Confirms the address that a token was sent to, a new one thereby taking the place of the old. Repeating it answers the same.
 * Throws `validation_failed` for a token that does not count, `conflict` when somebody else has the new address by now.
 */
export async function verifyEmail(scope: Scope, token: string): Promise<Verified> {
  await scope.gate.admit();
  const now = Date.now();
  const row = await findMailToken(scope.db, token);
  if (!row || row.purpose === "reset") throw badToken();
  if (row.usedAt === null) {
    if (row.expiresAt <= now) throw badToken();
    await (row.purpose === "change" ? adopt(scope, row, now) : confirm(scope, row, now));
  } else if (!(await isConfirmed(scope, row))) throw badToken();
  return { email: row.email, verified: true };
}

async function confirm(scope: Scope, row: MailTokenRow, now: number): Promise<void> {
  await commit(scope, {
    guard: store.confirmEmail(scope.db, row.userId, row.email, now),
    required: badToken(),
    writes: [spendMailToken(scope.db, row, now)],
    audit: { action: "account.email-verify", targetType: "user", targetId: row.userId },
  });
}

async function adopt(scope: Scope, row: MailTokenRow, now: number): Promise<void> {
  const { db } = scope;
  await commit(scope, {
    guard: store.adoptEmail(db, row.userId, row.email, now),
    required: badToken(),
    // Links that lie in the old mailbox must not open the account any more.
    writes: [
      spendMailToken(db, row, now),
      voidMailTokens(db, row.userId, "reset"),
      voidMailTokens(db, row.userId, "verify"),
    ],
    audit: { action: "account.email", targetType: "user", targetId: row.userId },
    effects: [{ kind: "mail.notice", payload: { userId: row.userId, about: "email" } }],
    conflicts: store.takenValues,
  });
}

async function isConfirmed(scope: Scope, row: MailTokenRow): Promise<boolean> {
  const account = await store.findAccount(scope.db, row.userId);
  return account?.credentials.email === row.email && account.credentials.emailVerifiedAt !== null;
}
