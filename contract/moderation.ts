/** Reports, and the cases that moderators see. */
import { z } from "zod";
import { id } from "./ids.ts";
import { media } from "./media.ts";
import { page, pageQuery } from "./page.ts";
import { text, time } from "./text.ts";
import { userCard } from "./users.ts";

export const reportTargets = ["post", "comment", "message", "user", "media"] as const;
export type ReportTarget = (typeof reportTargets)[number];
export const reportReason = z.enum([
  "spam",
  "harassment",
  "hate",
  "violence",
  "sexual",
  "self_harm",
  "misinformation",
  "copyright",
  "impersonation",
  "other",
]);

export type ReportReason = z.infer<typeof reportReason>;

export const newReport = z
  .strictObject({
    targetType: z.enum(reportTargets),
    targetId: id,
    /** Where a message stands; without it, it is looked for in the conversations of who reports. Belongs to messages alone. */
    conversationId: id.optional(),
    reason: reportReason,
    detail: text(0, 2000).optional(),
  })
  .superRefine(({ targetType, conversationId }, ctx) => {
    if (targetType !== "message" && conversationId !== undefined)
      ctx.addIssue({ code: "custom", path: ["conversationId"], message: "belongs to messages" });
  })
  .meta({ id: "NewReport" });
export type NewReport = z.infer<typeof newReport>;
/** Answer to who reports: the report's id, nothing about what others reported. */
export const reportFiled = z.object({ id, createdAt: time }).meta({ id: "ReportFiled" });
export type ReportFiled = z.infer<typeof reportFiled>;

export const caseStatus = z.enum(["open", "claimed", "decided"]);
export const moderationCase = z
  .object({
    id,
    targetType: z.enum(reportTargets),
    targetId: id,
    /** Where a reported message stands. */
    conversationId: id.nullable(),
    status: caseStatus,
    priority: z.int(),
    reportCount: z.int(),
    reasons: z.array(reportReason),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "Case" });
export type ModerationCase = z.infer<typeof moderationCase>;
export const caseQuery = pageQuery.extend({ status: caseStatus.default("open") });
export type CaseQuery = z.output<typeof caseQuery>;
export const casePage = page(moderationCase).meta({ id: "CasePage" });

export const caseReport = z.object({
  id,
  reporter: userCard.nullable(),
  reason: reportReason,
  detail: z.string(),
  createdAt: time,
});
/**
 * A reported media, with addresses for the moderator, and what shows it, at most 100: posts (item `article` for a cover), messages (subject
 * the conversation, item the message), profiles, conversations.
 */
export const reportedMedia = z.object({
  media,
  owner: userCard,
  shownBy: z.array(
    z.object({
      kind: z.enum(["post", "message", "avatar", "cover", "conversation"]),
      subjectId: id,
      itemId: z.string(),
    }),
  ),
});
export type ReportedMedia = z.infer<typeof reportedMedia>;
/** A case with its latest reports, at most 100. `media` is there while a reported media is. */
export const caseDetail = moderationCase
  .extend({ reports: z.array(caseReport), media: reportedMedia.optional() })
  .meta({ id: "CaseDetail" });
export type CaseDetail = z.infer<typeof caseDetail>;
