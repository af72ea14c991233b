/** Reports and cases in the database. The number of reports of a case and their reasons are kept by a trigger. */
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { NewReport, ReportTarget } from "../../../contract/moderation.ts";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { cases, media, mediaRefs, reports, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import { mediaNamed } from "../../pipeline/media.ts";

export type CaseRow = typeof cases.$inferSelect;

/** What a report is about. */
export interface Target {
  targetType: ReportTarget;
  targetId: string;
}

/** Condition for the case of a target that is not decided; there is at most one. The literal lets its partial index serve. */
const isUndecided = ({ targetType, targetId }: Target) =>
  sql`${cases.targetType} = ${targetType} AND ${cases.targetId} = ${targetId} AND ${cases.status} <> 'decided'`;

/** What somebody has reported about a target whose case is not decided. */
export async function findOpenReport(db: Database, reporterId: string, target: Target) {
  const [row] = await db
    .select({ id: reports.id, createdAt: reports.createdAt })
    .from(cases)
    .innerJoin(reports, and(eq(reports.caseId, cases.id), eq(reports.reporterId, reporterId)))
    .where(isUndecided(target));
  return row ?? null;
}

export async function findReport(db: Database, id: string) {
  const [row] = await db
    .select({ id: reports.id, createdAt: reports.createdAt })
    .from(reports)
    .where(eq(reports.id, id));
  return row ?? null;
}

/** Opens a case about the target unless one is undecided. */
export function openCase(
  db: Database,
  id: string,
  { targetType, targetId, conversationId }: Target & Pick<NewReport, "conversationId">,
  now: number,
): Statement {
  return db
    .insert(cases)
    .values({ id, targetType, targetId, conversationId, createdAt: now, updatedAt: now })
    .onConflictDoNothing();
}

/** Puts a report to the target's undecided case. Fails on `reports.case_id` when the reporter has one there. */
export function insertReport(
  db: Database,
  report: { id: string; reporterId: string; createdAt: number } & Omit<NewReport, "detail"> & { detail: string },
): Statement {
  const { id, reporterId, reason, detail, createdAt } = report;
  return db.run(sql`INSERT INTO ${reports} (id, case_id, reporter_id, reason, detail, created_at)
    SELECT ${id}, ${cases.id}, ${reporterId}, ${reason}, ${detail}, ${createdAt} FROM ${cases} WHERE ${isUndecided(report)}`);
}

/** Cases with this status, newest first, older than `before` (an id). */
export async function listCases(
  db: Database,
  status: CaseRow["status"],
  before: string | null,
  limit: number,
): Promise<CaseRow[]> {
  return db
    .select()
    .from(cases)
    .where(and(eq(cases.status, status), before === null ? undefined : lt(cases.id, before)))
    .orderBy(desc(cases.id))
    .limit(limit);
}

export function selectCase(db: Database, id: string) {
  return db.select().from(cases).where(eq(cases.id, id));
}

/** The latest reports of a case with who made them. */
export function selectReports(db: Database, caseId: string, limit: number) {
  const skeleton = db
    .select({
      reportId: sql<string>`${reports.id}`.as("report_id"),
      reporterId: reports.reporterId,
      reason: reports.reason,
      detail: reports.detail,
      createdAt: reports.createdAt,
    })
    .from(reports)
    .where(eq(reports.caseId, caseId))
    .orderBy(desc(reports.id))
    .limit(limit)
    .as("skeleton");
  return db
    .select({
      id: skeleton.reportId,
      reason: skeleton.reason,
      detail: skeleton.detail,
      createdAt: skeleton.createdAt,
      reporter: cardColumns(users),
    })
    .from(skeleton)
    .innerJoin(users, eq(users.id, skeleton.reporterId))
    .orderBy(desc(skeleton.reportId));
}
export type ReportRow = Awaited<ReturnType<typeof selectReports>>[number];

const isOfMedia = (caseId: string) => and(eq(cases.id, caseId), eq(cases.targetType, "media"));

/** The media that a case is about, as JSON of its facts (null where it is gone), and whose it is. */
export function selectMedia(db: Database, caseId: string) {
  return db
    .select({ facts: mediaNamed(cases.targetId).as("facts"), owner: cardColumns(users) })
    .from(cases)
    .innerJoin(media, eq(media.id, cases.targetId))
    .innerJoin(users, eq(users.id, media.ownerId))
    .where(isOfMedia(caseId));
}

/** What shows the media that a case is about. */
export function selectShownBy(db: Database, caseId: string, limit: number) {
  return db
    .select({ kind: mediaRefs.kind, subjectId: mediaRefs.subjectId, itemId: mediaRefs.itemId })
    .from(cases)
    .innerJoin(mediaRefs, eq(mediaRefs.mediaId, cases.targetId))
    .where(isOfMedia(caseId))
    .limit(limit);
}
export interface ReportedMediaRow {
  facts: string | null;
  owner: CardRow;
  shownBy: Awaited<ReturnType<typeof selectShownBy>>;
}
