/** Reports and cases as the contract shows them. Pure. */
import type { CaseDetail, ModerationCase, ReportedMedia, ReportFiled } from "../../../contract/moderation.ts";
import { presentMedia } from "../../../r2/media-view.ts";
import { presentCard } from "../../pipeline/cards.ts";
import { readMedia } from "../../pipeline/media.ts";
import { audienceOf, type Showing } from "../../pipeline/showing.ts";
import type { CaseRow, ReportedMediaRow, ReportRow } from "./store.ts";

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

export function presentCaseDetail(
  row: CaseRow,
  reports: readonly ReportRow[],
  reported: ReportedMediaRow | null,
  showing: Showing,
): CaseDetail {
  const media = presentReported(reported, showing);
  return {
    ...presentCase(row),
    ...(media && { media }),
    reports: reports.map(({ id, reporter, reason, detail, createdAt }) => ({
      id,
      reporter: presentCard(reporter),
      reason,
      detail,
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}

/** Who judges a media sees it because it was reported, whoever else may. */
function presentReported(reported: ReportedMediaRow | null, showing: Showing): ReportedMedia | null {
  const facts = readMedia(reported?.facts ?? null);
  if (!reported || !facts) return null;
  return {
    media: presentMedia(facts, audienceOf(showing, [])),
    owner: presentCard(reported.owner),
    shownBy: reported.shownBy,
  };
}
