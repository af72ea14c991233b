import { useEffect, useRef } from "react";
import { announce } from "../../lib/announce.ts";
import { lineOf } from "../../media/show/words.ts";
import { isMessage } from "../../live/room-events.ts";
import type { RoomState } from "../../live/room-state.ts";

/** Messages that come within this time are told together. */
const gatherMs = 1_200;

/** Reads out what others write as it comes: one message with its words, several by their number. */
export function useAnnouncements({ items, loaded, viewerId }: RoomState, nameOf: (userId: string) => string): void {
  const toldUpTo = useRef<number | null>(null);
  const last = items.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (!loaded) return;
    if (toldUpTo.current === null) {
      toldUpTo.current = last;
      return;
    }
    const after = toldUpTo.current;
    if (last <= after) return;
    const timer = setTimeout(() => {
      toldUpTo.current = last;
      const fresh = items.filter(isMessage).filter(({ seq, senderId }) => seq > after && senderId !== viewerId);
      const [only] = fresh;
      if (only === undefined) return;
      announce(fresh.length > 1 ? `${fresh.length} new messages` : `${nameOf(only.senderId)}: ${lineOf(only)}`);
    }, gatherMs);
    return () => clearTimeout(timer);
  }, [items, loaded, last, viewerId, nameOf]);
}
