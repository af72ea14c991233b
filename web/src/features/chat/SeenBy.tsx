import type { RoomState } from "../../live/room-state.ts";
import { isMessage } from "../../live/room-events.ts";
import { useNameOf } from "./room-context.ts";

/** People who have read the viewer's newest message, if it is the newest of all. */
export function seenBy({ items, reads, viewerId, pending }: RoomState): string[] {
  const last = items.findLast(isMessage);
  if (last === undefined || last.senderId !== viewerId || last.deleted || pending.length > 0) return [];
  return [...reads].filter(([, upTo]) => upTo >= last.seq).map(([userId]) => userId);
}

/** "Seen by" under one's own newest message. */
export function SeenBy({ userIds, direct }: { userIds: readonly string[]; direct: boolean }) {
  const nameOf = useNameOf();
  if (userIds.length === 0) return null;
  const [first = "", second, ...more] = userIds.map(nameOf);
  const names =
    second === undefined
      ? first
      : more.length === 0
        ? `${first} and ${second}`
        : `${first} and ${more.length + 1} others`;
  return (
    <p className="appear truncate px-4 text-end text-xs leading-5 text-muted md:px-5">
      {direct ? "Seen" : `Seen by ${names}`}
    </p>
  );
}
