import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiError } from "../../api/error.ts";
import { describeError } from "../../lib/describe-error.ts";
import type { RoomConnection } from "../../live/room.ts";
import { toast } from "../../ui/toast.ts";
import type { LogHandle } from "./RoomLog.tsx";
import type { Row } from "./room-rows.ts";

const markMs = 2_500;
/** What comes sooner needs no sign that it is on its way. */
const quietMs = 150;

/** Shows a message and makes it stand out for a moment; `finding` while the stretch in which it stands is read. */
export function useJump(room: RoomConnection, rows: readonly Row[], log: RefObject<LogHandle | null>) {
  const [marked, setMarked] = useState<number | null>(null);
  const [finding, setFinding] = useState(false);
  const wanted = useRef<number | null>(null);

  const jumpTo = useCallback(
    async (messageSeq: number) => {
      wanted.current = messageSeq;
      setMarked(null);
      const sign = setTimeout(() => setFinding(true), quietMs);
      try {
        await room.history.show(messageSeq);
        if (wanted.current === messageSeq) setMarked(messageSeq);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        toast(describeError(error).detail, { tone: "danger" });
      } finally {
        clearTimeout(sign);
        setFinding(false);
      }
    },
    [room],
  );

  // Rows that change while it stands out neither move the reader nor prolong it.
  const arrive = useEffectEvent((messageSeq: number) => {
    if (wanted.current !== messageSeq) return;
    const index = rows.findIndex((row) => row.kind === "message" && row.message.seq === messageSeq);
    wanted.current = null;
    if (index >= 0) log.current?.show(index);
    else toast("That message is not there any more.");
  });

  useEffect(() => {
    if (marked === null) return;
    arrive(marked);
    const timer = setTimeout(() => setMarked(null), markMs);
    return () => clearTimeout(timer);
  }, [marked]);

  return { marked, finding, jumpTo };
}
