/** Telling moderators about something. */
import type { z } from "zod";
import type * as contract from "../../../contract/moderation.ts";
import { http } from "./http.ts";

export type NewReport = z.input<typeof contract.newReport>;
export type ReportReason = z.infer<typeof contract.reportReason>;

export const reportsApi = {
  file: (body: NewReport, idempotencyKey: string) =>
    http.post<z.infer<typeof contract.reportFiled>>("/reports", { body, idempotencyKey }),
};
