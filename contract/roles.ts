/** Who may do what: one table of roles and permission strings. What is not granted is denied. */
import { z } from "zod";

export const roles = ["member", "student", "teacher", "researcher", "parent", "creator", "moderator", "admin"] as const;
export const role = z.enum(roles).meta({ id: "Role" });
export type Role = z.infer<typeof role>;

export const permissions = [
  "account.manage",
  "profile.write",
  "people.relate",
  "post.write",
  "post.react",
  "comment.write",
  "message.write",
  "media.write",
  "report.write",
  "moderation.read",
  "moderation.act",
  "admin.read",
  "admin.users",
  "admin.settings",
  "admin.audit",
  "admin.import",
] as const;
export type Permission = (typeof permissions)[number];

const everyone: readonly Permission[] = [
  "account.manage",
  "profile.write",
  "people.relate",
  "post.write",
  "post.react",
  "comment.write",
  "message.write",
  "media.write",
  "report.write",
];

/** Permissions of each role. */
export const granted: Record<Role, readonly Permission[]> = {
  member: everyone,
  student: everyone,
  teacher: everyone,
  researcher: everyone,
  parent: everyone,
  creator: everyone,
  moderator: [...everyone, "moderation.read", "moderation.act"],
  admin: permissions,
};

/** Whether a role holds a permission. */
export function may(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}
