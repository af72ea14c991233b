import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../../api/error.ts";
import { describeError } from "../../lib/describe-error.ts";
import type { RoomConnection } from "../../live/room.ts";
import { toast } from "../../ui/toast.ts";
import type { LogHandle } from "./RoomLog.tsx";
import type { Row } from "./room-rows.ts";

/** Messages that are read at once on the way back to an old one. */
const stride = 100;
const markMs = 2_500;

/** Shows a message and makes it stand out for a moment; reads back to it where it is not loaded. */
export function useJump(room: RoomConnection, rows: readonly Row[], log: RefObject<LogHandle | null>) {
  const [marked, setMarked] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);

  const jumpTo = useCallback(
    async (messageSeq: number) => {
      wanted.current = messageSeq;
      setMarked(null);
      try {
        for (;;) {
          const { firstSeq, atStart } = room.getState();
          // Another jump has begun meanwhile.
          if (wanted.current !== messageSeq) return;
          if (firstSeq <= messageSeq || atStart) break;
          await room.loadOlder(stride);
          if (room.getState().firstSeq === firstSeq && !room.getState().atStart) break;
        }
        setMarked(messageSeq);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        toast(describeError(error).detail, { tone: "danger" });
      }
    },
    [room],
  );

  useEffect(() => {
    if (marked === null) return;
    if (wanted.current === marked) {
      const index = rows.findIndex((row) => row.kind === "message" && row.message.seq === marked);
      wanted.current = null;
      if (index >= 0) log.current?.show(index);
      else toast("That message is not there any more.");
    }
    const timer = setTimeout(() => setMarked(null), markMs);
    return () => clearTimeout(timer);
    // Rows that change while it stands out neither move the reader nor prolong it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [marked]);

  return { marked, jumpTo };
}
