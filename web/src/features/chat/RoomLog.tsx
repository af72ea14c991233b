/** The lines of a room. Only those near the screen are in the page; older ones come as one scrolls up, and nothing jumps. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { ApiError } from "../../api/error.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { useRoomContext } from "./room-context.ts";
import type { Row } from "./room-rows.ts";
import { RowLine } from "./RowLine.tsx";
import { useMessageKeys } from "./use-message-keys.ts";

/** Pixels from the end within which one counts as being there. */
const nearEnd = 80;
/** Pixels from the top at which older rows are asked for. */
const nearTop = 900;

export interface LogHandle {
  /** Brings a row into the middle. */
  show(index: number): void;
  toEnd(): void;
}

interface Props {
  label: string;
  rows: readonly Row[];
  /** Whether history is there; before it only what waits to be sent is. */
  loaded: boolean;
  atStart: boolean;
  /** Seq of the message that stands out. */
  marked: number | null;
  /** Messages that came while one was reading further up. */
  newBelow: number;
  onEndChange: (atEnd: boolean) => void;
  ref: Ref<LogHandle>;
}

export function RoomLog({ label, rows, loaded, atStart, marked, newBelow, onEndChange, ref }: Props) {
  const { room } = useRoomContext();
  const scroller = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
  const placed = useRef(false);
  // Null until the place has been taken: nothing counts as read before.
  const [atEnd, setAtEnd] = useState<boolean | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const [olderFailed, setOlderFailed] = useState(false);

  // oxlint-disable-next-line react/incompatible-library -- what it gives is used in this component alone
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => (rows[index]?.kind === "message" ? 52 : 36),
    overscan: 12,
    // What is read stays where it is when older rows come above it; at the end one stays at the end.
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    directDomUpdates: true,
    directDomUpdatesMode: "position",
    paddingStart: 44,
    paddingEnd: 8,
    onChange: (instance) => {
      if (placed.current) setAtEnd(instance.isAtEnd(nearEnd));
    },
  });

  useImperativeHandle(
    ref,
    () => ({
      show: (index) => virtualizer.scrollToIndex(index, { align: "center" }),
      toEnd: () => virtualizer.scrollToEnd(),
    }),
    [virtualizer],
  );

  useEffect(() => onEndChange(atEnd === true), [atEnd, onEndChange]);

  useLayoutEffect(() => {
    if (opened.current || !loaded || rows.length === 0) return;
    opened.current = true;
    const line = rows.findIndex(({ kind }) => kind === "new");
    if (line > 0) virtualizer.scrollToIndex(line, { align: "center" });
    else virtualizer.scrollToEnd();
    requestAnimationFrame(() => {
      placed.current = true;
      setAtEnd(virtualizer.isAtEnd(nearEnd));
    });
  }, [rows, loaded, virtualizer]);

  const loadOlder = useCallback(async () => {
    setOlderFailed(false);
    try {
      await room.loadOlder();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setOlderFailed(true);
    }
  }, [room]);

  const onKeyDown = useMessageKeys({
    scroller,
    rows,
    active,
    onActivate: setActive,
    show: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  });

  const wantsOlder = loaded && !atStart && !olderFailed;
  const lookUp = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    if (wantsOlder && opened.current && top < nearTop) void loadOlder();
  }, [wantsOlder, loadOlder]);
  // Once the place has been taken, and after each stretch: what came may be shorter than the screen.
  useEffect(() => {
    const frame = requestAnimationFrame(lookUp);
    return () => cancelAnimationFrame(frame);
  }, [lookUp, rows.length]);

  return (
    <div className="relative min-h-0 flex-1">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move the focus between its messages */}
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // New messages are read out by the room, not by every row that scrolls into the page.
        aria-live="off"
        onScroll={lookUp}
        onKeyDown={onKeyDown}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard scrolls
        tabIndex={0}
        className="flex h-full flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="mt-auto" />
        <div ref={virtualizer.containerRef} className="relative w-full shrink-0">
          {loaded && !atStart && <OlderLine failed={olderFailed} onRetry={() => void loadOlder()} />}
          {virtualizer.getVirtualItems().map(({ key, index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                data-index={index}
                ref={virtualizer.measureElement}
                className={cx("absolute start-0 top-0 w-full", isActive(row, active) && "z-10")}
              >
                <RowLine row={row} marked={marked} active={active} onActivate={setActive} />
              </div>
            );
          })}
        </div>
      </div>
      {atEnd === false && rows.length > 0 && (
        <Button
          variant="secondary"
          onClick={() => virtualizer.scrollToEnd()}
          className="appear absolute end-4 bottom-3 z-20 rounded-full! shadow-float"
        >
          <Icon name="chevron-down" size={18} />
          {newBelow > 0 ? `${newBelow} new` : "Latest"}
        </Button>
      )}
    </div>
  );
}

function isActive(row: Row, active: number | null): boolean {
  return row.kind === "message" && row.message.seq === active;
}

function OlderLine({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  return (
    <div className="absolute inset-x-0 top-0 grid h-11 place-items-center text-muted">
      {failed ? (
        <Button variant="quiet" size="sm" icon="refresh" onClick={onRetry}>
          Load earlier messages
        </Button>
      ) : (
        <Spinner size={18} />
      )}
    </div>
  );
}
