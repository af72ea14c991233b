/** Leaving: an account is hidden at once and erased after a grace period, in which signing in undoes it. */
import type { z } from "zod";
import type { deletionScheduled } from "../../../contract/auth.ts";
import { commit } from "../../effects/commit.ts";
import { unauthenticated } from "../../http/context.ts";
import { AppError } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { confirmPassword } from "./passwords.ts";
import { sessionEndings } from "./sessions.ts";
import { sessionsEnded, socketEndings } from "./socket-endings.ts";
import * as store from "./store.ts";

const dayMillis = 86_400_000;

/**
 * Hides the viewer's account, ends all its sessions and says when it will be erased. Throws `validation_failed` when the password is
 * wrong, `conflict` for the last administrator, without whom nobody could look after the site.
 */
export async function deleteAccount(
  scope: SignedInScope,
  password: string,
): Promise<z.infer<typeof deletionScheduled>> {
  await scope.gate.admit();
  const { db, viewer, settings } = scope;
  await confirmPassword(scope, password, "password");
  if (viewer.role === "admin" && !(await store.hasOtherAdmin(db, viewer.id))) {
    throw new AppError("conflict", "You are the only administrator. Make somebody else one first.");
  }
  const deletedAt = Date.now();
  const eraseAfter = deletedAt + settings.deletionGraceDays * dayMillis;
  const { effect, ended } = socketEndings(viewer.id);
  await commit(scope, {
    guard: store.scheduleDeletion(db, viewer.id, deletedAt, eraseAfter),
    required: unauthenticated(),
    writes: sessionEndings(scope, viewer.id),
    audit: { action: "account.delete", targetType: "user", targetId: viewer.id, after: { eraseAfter } },
    effects: [{ kind: "mail.notice", payload: { userId: viewer.id, about: "deletion" } }, effect],
  });
  await sessionsEnded(scope, ended);
  return { deletedAt: new Date(deletedAt).toISOString(), erasedAfter: new Date(eraseAfter).toISOString() };
}
