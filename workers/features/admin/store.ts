/** Totals, accounts and the audit trail in the database. */
import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { Role } from "../../../contract/roles.ts";
import { cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { type AccountStatus, auditLog, credentials, totals, users, type UserRow } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";

/** Names of the totals that triggers keep. */
export const totalNames = [
  "people",
  "follows",
  "posts",
  "comments",
  "messages",
  "media",
  "openCases",
  "outboxWaiting",
  "outboxParked",
] as const;
export type TotalName = (typeof totalNames)[number];

export async function readTotals(db: Database): Promise<Map<string, number>> {
  const rows = await db.select().from(totals).where(isOneOf(totals.name, totalNames));
  return new Map(rows.map((row) => [row.name, row.value]));
}

/** Sorts behind every id: where a list begins that goes from new to old. With a bound the index is searched, not walked. */
const newest = "~";

const accountColumns = {
  card: cardColumns(users),
  usernameKey: users.usernameKey,
  imported: users.imported,
  createdAt: users.createdAt,
  lastSeenAt: users.lastSeenAt,
  email: credentials.email,
  emailVerifiedAt: credentials.emailVerifiedAt,
};

/** An account as administrators see it. */
export function selectAccount(db: Database, id: string) {
  return db
    .select(accountColumns)
    .from(users)
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(eq(users.id, id));
}
export type AccountRow = Awaited<ReturnType<typeof selectAccount>>[number];

export interface AccountFilter {
  role?: Role | undefined;
  status?: AccountStatus | undefined;
}

/** Accounts, newest first, older than `before` (an id). */
export async function accountsByAge(
  db: Database,
  filter: AccountFilter,
  before: string | null,
  limit: number,
): Promise<AccountRow[]> {
  return db
    .select(accountColumns)
    .from(users)
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(and(matches(filter), lt(users.id, before ?? newest)))
    .orderBy(desc(users.id))
    .limit(limit);
}

/** Accounts whose username key lies in a range, by that key, after `after`. */
export async function accountsByUsername(
  db: Database,
  filter: AccountFilter,
  range: { from: string; to: string },
  after: string | null,
  limit: number,
): Promise<AccountRow[]> {
  return db
    .select(accountColumns)
    .from(users)
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(
      and(
        matches(filter),
        after === null ? sql`${users.usernameKey} >= ${range.from}` : sql`${users.usernameKey} > ${after}`,
        sql`${users.usernameKey} < ${range.to}`,
      ),
    )
    .orderBy(users.usernameKey)
    .limit(limit);
}

/** The account with this address, compared without case, if it fits the filter. */
export async function accountsByEmail(db: Database, filter: AccountFilter, emailKey: string): Promise<AccountRow[]> {
  return db
    .select(accountColumns)
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.userId))
    .where(and(eq(credentials.emailKey, emailKey), matches(filter)));
}

function matches({ role, status }: AccountFilter): SQL | undefined {
  return and(role && eq(users.role, role), status && eq(users.status, status));
}

/** What an administrator can change of an account. */
export type AccountChange = Partial<Pick<UserRow, "role" | "status" | "verified">>;

/**
 * Changes an account that is still as it was `before`, on behalf of somebody who is still an active administrator. As nobody changes
 * their own role or status, an administrator is always left.
 */
export function updateAccount(
  db: Database,
  actorId: string,
  id: string,
  before: Pick<UserRow, "role" | "status">,
  change: AccountChange,
): Statement {
  return db
    .update(users)
    .set({ ...change, version: sql`${users.version} + 1`, updatedAt: Date.now() })
    .where(
      and(
        eq(users.id, id),
        eq(users.role, before.role),
        eq(users.status, before.status),
        sql`EXISTS (SELECT 1 FROM ${users} AS actor WHERE actor.id = ${actorId} AND actor.role = 'admin' AND actor.status = 'active')`,
      ),
    );
}

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
}

/** Entries of the audit trail, newest first, older than `before` (an id). */
export async function auditEntries(db: Database, filter: AuditFilter, before: string | null, limit: number) {
  const { actor, action, target } = filter;
  return db
    .select({
      id: auditLog.id,
      actorId: auditLog.actorId,
      action: auditLog.action,
      targetType: auditLog.targetType,
      targetId: auditLog.targetId,
      before: auditLog.before,
      after: auditLog.after,
      address: auditLog.address,
      requestId: auditLog.requestId,
      createdAt: auditLog.createdAt,
      actor: cardColumns(users),
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(
      and(
        actor === undefined ? undefined : eq(auditLog.actorId, actor),
        action === undefined ? undefined : eq(auditLog.action, action),
        target === undefined ? undefined : eq(auditLog.targetId, target),
        lt(auditLog.id, before ?? newest),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit);
}
export type AuditRow = Awaited<ReturnType<typeof auditEntries>>[number];
