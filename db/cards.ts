/** The columns of a person that cards and rules need, for joins under any alias. */
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { UserRow } from "./schema.ts";

export type CardRow = Pick<
  UserRow,
  | "id"
  | "username"
  | "displayName"
  | "avatarMediaId"
  | "role"
  | "verified"
  | "status"
  | "profileVisibility"
  | "activityVisibility"
>;

/** Selection of a card from `users` or an alias of it. */
export function cardColumns<Table extends Record<keyof CardRow, SQLiteColumn>>(
  table: Table,
): Pick<Table, keyof CardRow> {
  return {
    id: table.id,
    username: table.username,
    displayName: table.displayName,
    avatarMediaId: table.avatarMediaId,
    role: table.role,
    verified: table.verified,
    status: table.status,
    profileVisibility: table.profileVisibility,
    activityVisibility: table.activityVisibility,
  };
}
