/** The lines of a room. Only those near the screen are in the page; older ones come as one scrolls up, and nothing jumps. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import type { Row } from "./room-rows.ts";
import { RowLine } from "./RowLine.tsx";
import { useMessageKeys } from "./use-message-keys.ts";
import { useReadingOn } from "./use-reading-on.ts";
import { useStayAtEnd } from "./use-stay-at-end.ts";

/** Pixels from the end within which one counts as being there. */
const nearEnd = 80;

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
  /** The lines stand further back, and newer ones than these are not among them. */
  isPast: boolean;
  /** Seq of the message that stands out. */
  marked: number | null;
  /** A message further back is looked for. */
  finding: boolean;
  /** New messages further down. */
  newBelow: number;
  onEndChange: (atEnd: boolean) => void;
  /** Shows the newest messages. */
  onNewest: () => void;
  ref: Ref<LogHandle>;
}

export function RoomLog(props: Props) {
  const { label, rows, loaded, atStart, isPast, marked, finding, newBelow, onEndChange, onNewest, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
  const placed = useRef(false);
  // Null until the place has been taken: nothing counts as read before.
  const [atEnd, setAtEnd] = useState<boolean | null>(null);
  const [active, setActive] = useState<number | null>(null);
  // What joins on at the end moves nobody along; at the newest end one stays there. True only once that is shown.
  const [follows, setFollows] = useState(!isPast);
  useEffect(() => setFollows(!isPast), [isPast]);

  // oxlint-disable-next-line react/incompatible-library -- what it gives is used in this component alone
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => estimate(rows[index]),
    overscan: 12,
    // What is read stays where it is when older rows come above it; at the end one stays at the end.
    anchorTo: "end",
    followOnAppend: follows && !isPast,
    scrollEndThreshold: nearEnd,
    directDomUpdates: true,
    directDomUpdatesMode: "position",
    paddingStart: 44,
    paddingEnd: isPast ? 44 : 8,
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

  useStayAtEnd(scroller, nearEnd);

  const onKeyDown = useMessageKeys({
    scroller,
    rows,
    active,
    onActivate: setActive,
    show: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  });

  const { before, after, look } = useReadingOn({
    scroller,
    placed: opened,
    rowCount: rows.length,
    moreBefore: loaded && !atStart,
    moreAfter: loaded && isPast,
  });

  return (
    <div className="relative min-h-0 flex-1">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move the focus between its messages */}
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // New messages are read out by the room, not by every row that scrolls into the page.
        aria-live="off"
        onScroll={look}
        onKeyDown={onKeyDown}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard scrolls
        tabIndex={0}
        className="flex h-full flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="mt-auto" />
        <div ref={virtualizer.containerRef} className="relative w-full shrink-0">
          {loaded && !atStart && <MoreLine words="Load earlier messages" className="top-0" {...before} />}
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
          {loaded && isPast && <MoreLine words="Load later messages" className="bottom-0" {...after} />}
        </div>
      </div>
      {finding && <FindingLine />}
      {(isPast || atEnd === false) && rows.length > 0 && (
        <Button
          variant="secondary"
          onClick={onNewest}
          className="appear absolute end-4 bottom-3 z-20 rounded-full! shadow-float"
        >
          <Icon name="chevron-down" size={18} />
          {wayDown(isPast, newBelow)}
        </Button>
      )}
    </div>
  );
}

/** Pixels that a row may take, until it is drawn; what it shows has its size from the beginning. */
function estimate(row: Row | undefined): number {
  if (row?.kind !== "message" && row?.kind !== "pending") return 36;
  return row.message.media.length > 0 ? 340 : 52;
}

function isActive(row: Row, active: number | null): boolean {
  return row.kind === "message" && row.message.seq === active;
}

function wayDown(isPast: boolean, newBelow: number): string {
  if (!isPast) return newBelow > 0 ? `${newBelow} new` : "Latest";
  if (newBelow === 0) return "Jump to latest";
  return `${newBelow} new ${newBelow === 1 ? "message" : "messages"}, jump to latest`;
}

interface MoreProps {
  words: string;
  failed: boolean;
  load: () => Promise<void>;
  className: string;
}

/** At an end of what is loaded: more is on its way, or can be asked for again. */
function MoreLine({ words, failed, load, className }: MoreProps) {
  return (
    <div className={cx("absolute inset-x-0 grid h-11 place-items-center text-muted", className)}>
      {failed ? (
        <Button variant="quiet" size="sm" icon="refresh" onClick={() => void load()}>
          {words}
        </Button>
      ) : (
        <Spinner size={18} />
      )}
    </div>
  );
}

function FindingLine() {
  return (
    <p
      role="status"
      className="appear absolute inset-x-0 top-3 z-20 mx-auto flex w-fit items-center gap-2 rounded-full bg-raised px-4 py-2 text-sm shadow-float"
    >
      <Spinner size={16} />
      Looking for the message
    </p>
  );
}
