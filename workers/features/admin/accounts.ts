/** Accounts as administrators find and change them. */
import type { AdminUser, AdminUserQuery, UpdateAdminUser } from "../../../contract/admin.ts";
import type { Page } from "../../../contract/page.ts";
import { cutPage } from "../../../db/cursor.ts";
import { commit, type Statement } from "../../effects/commit.ts";
import { AppError, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import { forgetRevocations } from "../../http/session.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { revokeAccess, sessionEndings, sessionsEnded, socketEndings } from "../auth/actions.ts";
import { nameKey, prefixRange } from "../../text/names.ts";
import * as store from "./store.ts";
import { presentAccount } from "./view.ts";

/**
 * Accounts by role and status: the newest first, or by username where `q` begins one. A `q` with an @ inside is a whole
 * e-mail address.
 */
export async function listAccounts(scope: Scope, query: AdminUserQuery): Promise<Page<AdminUser>> {
  const { q, role, status, limit, cursor } = query;
  const filter = { role, status };
  const wanted = nameKey(q ?? "").replace(/^@/, "");
  if (wanted.includes("@")) {
    const rows = await store.accountsByEmail(scope.db, filter, wanted);
    return { items: rows.map(presentAccount), nextCursor: null };
  }
  if (wanted !== "") {
    const after = readCursor(cursor, ["text"])?.[0] ?? null;
    const rows = await store.accountsByUsername(scope.db, filter, prefixRange(wanted), after, limit + 1);
    return toPage(rows, limit, (row) => row.usernameKey);
  }
  const before = readCursor(cursor, ["id"])?.[0] ?? null;
  return toPage(await store.accountsByAge(scope.db, filter, before, limit + 1), limit, (row) => row.card.id);
}

function toPage(rows: store.AccountRow[], limit: number, position: (row: store.AccountRow) => string): Page<AdminUser> {
  const page = cutPage(rows, limit, (row) => [position(row)]);
  return { items: page.rows.map(presentAccount), nextCursor: page.nextCursor };
}

/**
 * Gives an account another role, suspends or reinstates it, verifies who it is. A suspended account's sessions end; tokens
 * with a former role stop counting and are issued anew at the next refresh. Throws `not_found`, `forbidden` for one's own role or
 * status, `conflict` for an account that is deleted or that was changed by somebody else in the same moment.
 */
export async function updateAccount(scope: SignedInScope, id: string, input: UpdateAdminUser): Promise<AdminUser> {
  const { db, viewer } = scope;
  const [row] = await store.selectAccount(db, id);
  if (!row) throw notFound("account");
  const { reason, ...wanted } = input;
  const change = differences(row.card, wanted);
  if (change.role === undefined && change.status === undefined && change.verified === undefined) {
    await scope.gate.admit();
    return presentAccount(row);
  }
  if (row.card.status === "deleted") throw new AppError("conflict", "This account has been deleted by its owner.");
  if (id === viewer.id && (change.role !== undefined || change.status !== undefined)) {
    throw new AppError("forbidden", "Your own role and status are for another administrator to change.");
  }
  const { effect, ended } = socketEndings(id);
  const suspends = change.status === "suspended";
  const { results } = await commit(scope, {
    guard: store.updateAccount(db, viewer.id, id, row.card, change),
    required: new AppError(
      "conflict",
      "This account, or your own, has just been changed by somebody else. Look again.",
    ),
    writes: [...accessChanges(scope, id, change), store.selectAccount(db, id)],
    audit: {
      action: "account.administer",
      targetType: "user",
      targetId: id,
      before: differences(change, row.card),
      after: { ...change, ...(reason && { reason }) },
    },
    effects: suspends ? [effect] : [],
  });
  if (suspends) await sessionsEnded(scope, ended);
  else forgetRevocations();
  const [after] = results.at(-1) as store.AccountRow[];
  if (!after) throw notFound("account");
  return presentAccount(after);
}

/** The fields of `to` that `from` has otherwise, as far as an administrator can change them. */
function differences(from: store.AccountChange, to: store.AccountChange): store.AccountChange {
  return {
    ...(to.role !== undefined && to.role !== from.role && { role: to.role }),
    ...(to.status !== undefined && to.status !== from.status && { status: to.status }),
    ...(to.verified !== undefined && to.verified !== from.verified && { verified: to.verified }),
  };
}

/** What a change means for somebody who is signed in. */
function accessChanges(scope: Scope, id: string, change: store.AccountChange): Statement[] {
  if (change.status === "suspended") return sessionEndings(scope, id);
  return change.role === undefined ? [] : [revokeAccess(scope, id)];
}
