/** New passwords: chosen by somebody signed in, or with the link of a mail. */
import { commit } from "../../effects/commit.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { badToken } from "./errors.ts";
import { findMailToken, spendMailToken, voidMailTokens } from "./mail-token-store.ts";
import { confirmPassword, hashPassword } from "./passwords.ts";
import { sessionEndings } from "./sessions.ts";
import { sessionsEnded, socketEndings } from "./socket-endings.ts";
import * as store from "./store.ts";

/** Changes the viewer's password; every other session ends. Throws `validation_failed` when the current one is wrong. */
export async function changePassword(
  scope: SignedInScope,
  input: { currentPassword: string; password: string },
): Promise<void> {
  await scope.gate.admit();
  const { db, viewer } = scope;
  await confirmPassword(scope, input.currentPassword, "currentPassword");
  const passwordHash = await hashPassword(scope, input.password);
  const { effect, ended } = socketEndings(viewer.id, { except: viewer.sessionId });
  await commit(scope, {
    guard: store.updatePassword(db, viewer.id, passwordHash, Date.now()),
    writes: [voidMailTokens(db, viewer.id, "reset"), ...sessionEndings(scope, viewer.id, { except: viewer.sessionId })],
    audit: { action: "account.password", targetType: "user", targetId: viewer.id },
    effects: [{ kind: "mail.notice", payload: { userId: viewer.id, about: "password" } }, effect],
  });
  await sessionsEnded(scope, ended);
}

/** Asks for a mail with a link. The same work for any address: whether anybody has it is looked up when the mail is written. */
export async function forgotPassword(scope: Scope, email: string): Promise<void> {
  await commit(scope, { effects: [{ kind: "mail.reset", payload: { email } }] });
}

/**
 * Sets the password of whoever was sent the token, and ends all their sessions. The link came by mail, so the address is confirmed
 * with it. Throws `validation_failed` for a token that does not count.
 */
export async function resetPassword(scope: Scope, input: { token: string; password: string }): Promise<void> {
  await scope.gate.admit();
  const { db } = scope;
  const now = Date.now();
  const row = await findMailToken(db, input.token);
  if (!row || row.purpose !== "reset" || row.usedAt !== null || row.expiresAt <= now) throw badToken();
  const passwordHash = await hashPassword(scope, input.password);
  const { effect, ended } = socketEndings(row.userId);
  await commit(scope, {
    guard: spendMailToken(db, row, now),
    required: badToken(),
    writes: [
      store.updatePassword(db, row.userId, passwordHash, now),
      store.confirmEmail(db, row.userId, row.email, now),
      ...sessionEndings(scope, row.userId),
    ],
    audit: { action: "account.password-reset", targetType: "user", targetId: row.userId },
    effects: [{ kind: "mail.notice", payload: { userId: row.userId, about: "password" } }, effect],
  });
  await sessionsEnded(scope, ended);
}
