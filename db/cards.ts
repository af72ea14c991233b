/** The columns of a person that cards and rules need, for joins under any alias. */
import { users } from "./schema.ts";
import type { UserRow } from "./schema.ts";

export type CardRow = Pick<
  UserRow,
  "id" | "username" | "displayName" | "avatarMediaId" | "role" | "verified" | "status" | "profileVisibility" | "activityVisibility"
>;

type CardTable = Pick<typeof users, keyof CardRow>;

/** Selection of a card from `users` or an alias of it. */
export function cardColumns(table: CardTable) {
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
