/** Administration: totals and the audit trail. */
import type { AuditEntry, AuditQuery, Overview } from "../../../contract/admin.ts";
import type { Page } from "../../../contract/page.ts";
import { cutPage } from "../../../db/cursor.ts";
import { readCursor } from "../../http/page.ts";
import type { Scope } from "../../scope.ts";
import { auditEntries, readTotals } from "./store.ts";
import { presentEntry, presentOverview } from "./view.ts";

/** Totals of the whole site. */
export async function readOverview(scope: Scope): Promise<Overview> {
  return presentOverview(await readTotals(scope.db));
}

/** The audit trail, newest first, narrowed down by who acted, what was done and to what. */
export async function listAudit(scope: Scope, { limit, cursor, ...filter }: AuditQuery): Promise<Page<AuditEntry>> {
  const before = readCursor(cursor, ["id"])?.[0] ?? null;
  const page = cutPage(await auditEntries(scope.db, filter, before, limit + 1), limit, (row) => [row.id]);
  return { items: page.rows.map(presentEntry), nextCursor: page.nextCursor };
}
