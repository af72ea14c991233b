/** Sessions as their owner sees them. */
import type { Session } from "../../../contract/auth.ts";
import type { SessionRow } from "../../../db/schema.ts";

export function presentSession(row: SessionRow, currentId: string): Session {
  return {
    id: row.id,
    device: row.device,
    place: row.place,
    createdAt: new Date(row.createdAt).toISOString(),
    lastSeenAt: new Date(row.lastSeenAt).toISOString(),
    current: row.id === currentId,
  };
}
