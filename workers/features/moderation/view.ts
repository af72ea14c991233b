/** Reports and cases as the contract shows them. Pure. */
import type { CaseDetail, ModerationCase, ReportFiled } from "../../../contract/moderation.ts";
import { presentCard } from "../../pipeline/cards.ts";
import type { CaseRow, ReportRow } from "./store.ts";

export function presentFiled(row: { id: string; createdAt: number }): ReportFiled {
  return { id: row.id, createdAt: new Date(row.createdAt).toISOString() };
}

export function presentCase(row: CaseRow): ModerationCase {
  const { id, targetType, targetId, conversationId, status, priority, reportCount, reasons } = row;
  return {
    id,
    targetType,
    targetId,
    conversationId,
    status,
    priority,
    reportCount,
    reasons,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

export function presentCaseDetail(row: CaseRow, reports: readonly ReportRow[]): CaseDetail {
  return {
    ...presentCase(row),
    reports: reports.map(({ id, reporter, reason, detail, createdAt }) => ({
      id,
      reporter: presentCard(reporter),
      reason,
      detail,
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}
