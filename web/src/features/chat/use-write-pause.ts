import { useCallback, useSyncExternalStore } from "react";
import { isMessage } from "../../live/room-events.ts";
import type { RoomState } from "../../live/room-state.ts";

type Paused = Pick<RoomState, "items" | "pending" | "viewerId" | "slowModeSeconds" | "mutedUntil" | "role">;

/** When the viewer may write again (milliseconds since the epoch): slow mode, or a moderator asked for silence. */
export function writableAt({ items, pending, viewerId, slowModeSeconds, mutedUntil, role }: Paused): number {
  const muted = mutedUntil === null ? 0 : Date.parse(mutedUntil);
  if (slowModeSeconds === 0 || role !== "member") return muted;
  const own = items.findLast((item) => isMessage(item) && item.senderId === viewerId);
  const last = pending.at(-1)?.createdAt ?? own?.createdAt;
  return Math.max(muted, last === undefined ? 0 : Date.parse(last) + slowModeSeconds * 1000);
}

/** Seconds until the viewer may write again; counts down. */
export function useWritePause(state: RoomState): number {
  const until = writableAt(state);
  const subscribe = useCallback(
    (listener: () => void) => {
      if (until <= Date.now()) return () => undefined;
      const timer = setInterval(listener, 1000);
      return () => clearInterval(timer);
    },
    [until],
  );
  return useSyncExternalStore(
    subscribe,
    () => Math.max(0, Math.ceil((until - Date.now()) / 1000)),
    () => 0,
  );
}
