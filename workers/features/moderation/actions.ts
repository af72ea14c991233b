/** Reports: anybody makes them, moderators read them gathered into cases. */
import { newId } from "../../../contract/ids.ts";
import type { CaseDetail, CaseQuery, ModerationCase, NewReport, ReportFiled } from "../../../contract/moderation.ts";
import type { Page } from "../../../contract/page.ts";
import { cutPage } from "../../../db/cursor.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, invalid, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import { showingOf } from "../../pipeline/showing.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { readableComment } from "../comments/actions.ts";
import { conversationOf, readableMessage } from "../conversations/actions.ts";
import { visibleMedia } from "../media/actions.ts";
import { readablePerson } from "../people/actions.ts";
import { readablePost } from "../posts/actions.ts";
import * as store from "./store.ts";
import { presentCase, presentCaseDetail, presentFiled } from "./view.ts";

/** How many reports a case shows, the latest, and how many things that show a media. */
const shownReports = 100;
const shownReferences = 100;

/**
 * Reports something that the viewer can see. It joins the undecided case of its target or opens one; who has a report there
 * gets that one again. Throws `not_found` for a target that is not there for the viewer.
 */
export async function fileReport(scope: SignedInScope, asked: NewReport): Promise<ReportFiled> {
  const { db, viewer } = scope;
  const input = await located(scope, asked);
  const [known] = await Promise.all([store.findOpenReport(db, viewer.id, input), checkTarget(scope, input)]);
  if (known) {
    await scope.gate.admit();
    return presentFiled(known);
  }
  const now = Date.now();
  const report = { ...input, detail: input.detail ?? "", id: newId(now), reporterId: viewer.id, createdAt: now };
  try {
    await commit(scope, {
      writes: [store.openCase(db, newId(now), input, now), store.insertReport(db, report)],
      audit: {
        action: "report.file",
        targetType: input.targetType,
        targetId: input.targetId,
        after: { reportId: report.id, reason: input.reason },
      },
      resourceId: report.id,
      conflicts: { "reports.case_id": { path: "targetId", message: "is reported by you already" } },
    });
  } catch (error) {
    // The same report came twice at once: the other one stands.
    const first = isConflict(error) ? await store.findOpenReport(db, viewer.id, input) : null;
    if (first === null) throw error;
    return presentFiled(first);
  }
  return presentFiled(report);
}

function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === "conflict";
}

/** The report that an idempotency key made. */
export async function readFiled(scope: SignedInScope, id: string): Promise<ReportFiled> {
  const row = await store.findReport(scope.db, id);
  if (!row) throw notFound("report");
  return presentFiled(row);
}

/** The report with the conversation that its message stands in. */
async function located(scope: SignedInScope, report: NewReport): Promise<NewReport> {
  if (report.targetType !== "message" || report.conversationId !== undefined) return report;
  // Counted before, since many rooms may be asked.
  await scope.gate.admit();
  return { ...report, conversationId: await conversationOf(scope, report.targetId) };
}

/** Throws `not_found` unless the target is there and the viewer may see it, `validation_failed` for oneself. */
async function checkTarget(
  scope: SignedInScope,
  { targetType, targetId, conversationId = "" }: NewReport,
): Promise<void> {
  switch (targetType) {
    case "post":
      await readablePost(scope, targetId);
      return;
    case "comment":
      await readableComment(scope, targetId);
      return;
    case "user":
      if (targetId === scope.viewer.id) throw invalid("targetId", "must be somebody else's");
      await readablePerson(scope, targetId);
      return;
    case "message":
      await readableMessage(scope, conversationId, targetId);
      return;
    case "media":
      await visibleMedia(scope, targetId);
      return;
  }
}

/** Cases with a status, newest first. */
export async function listCases(scope: Scope, { status, limit, cursor }: CaseQuery): Promise<Page<ModerationCase>> {
  const before = readCursor(cursor, ["id"])?.[0] ?? null;
  const page = cutPage(await store.listCases(scope.db, status, before, limit + 1), limit, (row) => [row.id]);
  return { items: page.rows.map(presentCase), nextCursor: page.nextCursor };
}

/** A case with its latest reports, and with the media that it is about. */
export async function readCase(scope: Scope, id: string): Promise<CaseDetail> {
  const { db } = scope;
  const [[row], reports, [media], shownBy] = await db.batch([
    store.selectCase(db, id),
    store.selectReports(db, id, shownReports),
    store.selectMedia(db, id),
    store.selectShownBy(db, id, shownReferences),
  ]);
  if (!row) throw notFound("case");
  return presentCaseDetail(row, reports, media ? { ...media, shownBy } : null, showingOf(scope));
}
