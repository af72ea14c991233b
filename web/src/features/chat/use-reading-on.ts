import { type RefObject, useCallback, useEffect, useState } from "react";
import { ApiError } from "../../api/error.ts";
import { useRoomContext } from "./room-context.ts";

/** Pixels from an end of what is loaded at which one reads on there. */
const near = 900;

interface Options {
  scroller: RefObject<HTMLElement | null>;
  /** Whether the log has taken its place; nothing is read before. */
  placed: RefObject<boolean>;
  rowCount: number;
  /** Whether more lies before, and after, what is loaded. */
  moreBefore: boolean;
  moreAfter: boolean;
}

interface End {
  failed: boolean;
  load: () => Promise<void>;
}

/** Reads on before and after the lines that are loaded, as one comes near their ends. `look` is for every scroll. */
export function useReadingOn({ scroller, placed, rowCount, moreBefore, moreAfter }: Options) {
  const { history } = useRoomContext().room;
  const before = useEnd(useCallback(() => history.loadOlder(), [history]));
  const after = useEnd(useCallback(() => history.loadNewer(), [history]));
  const wantsBefore = moreBefore && !before.failed;
  const wantsAfter = moreAfter && !after.failed;
  const loadBefore = before.load;
  const loadAfter = after.load;

  const look = useCallback(() => {
    const element = scroller.current;
    if (element === null || !placed.current) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    if (wantsBefore && scrollTop < near) void loadBefore();
    if (wantsAfter && scrollHeight - clientHeight - scrollTop < near) void loadAfter();
  }, [scroller, placed, wantsBefore, wantsAfter, loadBefore, loadAfter]);
  // Once the place has been taken, and after each stretch: what came may be shorter than the screen.
  useEffect(() => {
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [look, rowCount]);

  return { before, after, look };
}

function useEnd(read: () => Promise<void>): End {
  const [failed, setFailed] = useState(false);
  const load = useCallback(async () => {
    setFailed(false);
    try {
      await read();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed(true);
    }
  }, [read]);
  return { failed, load };
}
