/** Administration: totals, people, audit trail. */
import { z } from "zod";
import { id } from "./ids.ts";
import { page, pageQuery } from "./page.ts";
import { role } from "./roles.ts";
import { line, time } from "./text.ts";
import { userCard } from "./users.ts";

/** Totals of the whole site; `outbox` are effects of writes that still wait, and those that were given up. */
export const overview = z
  .object({
    people: z.int(),
    posts: z.int(),
    comments: z.int(),
    follows: z.int(),
    messages: z.int(),
    media: z.int(),
    openCases: z.int(),
    outbox: z.object({ waiting: z.int(), parked: z.int() }),
  })
  .meta({ id: "Overview" });
export type Overview = z.infer<typeof overview>;

export const accountStatus = z.enum(["active", "suspended", "deleted"]);
export const adminUser = userCard
  .extend({
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    status: accountStatus,
    imported: z.boolean(),
    createdAt: time,
    lastSeenAt: time.nullable(),
  })
  .meta({ id: "AdminUser" });
export type AdminUser = z.infer<typeof adminUser>;
/** `q` begins a username, or is a whole e-mail address. */
export const adminUserQuery = pageQuery.extend({
  q: z.string().trim().max(254).optional(),
  role: role.optional(),
  status: accountStatus.optional(),
});
export type AdminUserQuery = z.output<typeof adminUserQuery>;
export const adminUserPage = page(adminUser).meta({ id: "AdminUserPage" });
export const updateAdminUser = z
  .strictObject({
    role: role.optional(),
    status: z.enum(["active", "suspended"]).optional(),
    verified: z.boolean().optional(),
    reason: line(0, 500).optional(),
  })
  .meta({ id: "UpdateAdminUser" });
export type UpdateAdminUser = z.infer<typeof updateAdminUser>;

/** One entry of the trail: who did what to what, when, from where, and how it was before and after. */
export const auditEntry = z
  .object({
    id,
    actor: userCard.nullable(),
    action: z.string(),
    targetType: z.string(),
    targetId: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    address: z.string().nullable(),
    requestId: z.string(),
    createdAt: time,
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditQuery = pageQuery.extend({
  actor: id.optional(),
  action: z.string().max(60).optional(),
  target: z.string().max(60).optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;
export const auditPage = page(auditEntry).meta({ id: "AuditPage" });
