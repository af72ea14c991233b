/** Administration as the contract shows it. Pure. */
import type { AdminUser, AuditEntry, Overview } from "../../../contract/admin.ts";
import { presentCard } from "../../pipeline/cards.ts";
import type { AccountRow, AuditRow, TotalName } from "./store.ts";

export function presentOverview(totals: ReadonlyMap<string, number>): Overview {
  const of = (name: TotalName) => totals.get(name) ?? 0;
  return {
    people: of("people"),
    posts: of("posts"),
    comments: of("comments"),
    follows: of("follows"),
    messages: of("messages"),
    media: of("media"),
    openCases: of("openCases"),
    outbox: { waiting: of("outboxWaiting"), parked: of("outboxParked") },
  };
}

export function presentAccount(row: AccountRow): AdminUser {
  return {
    ...presentCard(row.card),
    email: row.email,
    emailVerified: row.emailVerifiedAt !== null,
    status: row.card.status,
    imported: row.imported,
    createdAt: new Date(row.createdAt).toISOString(),
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt).toISOString(),
  };
}

export function presentEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    actor: row.actor && presentCard(row.actor),
    action: row.action,
    targetType: row.targetType,
    targetId: row.targetId,
    before: row.before,
    after: row.after,
    address: row.address,
    requestId: row.requestId,
    createdAt: new Date(row.createdAt).toISOString(),
  };
}
