import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { Row } from "./room-rows.ts";

interface Options {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  /** Seq of the message whose tools show. */
  active: number | null;
  onActivate: (messageSeq: number | null) => void;
  /** Brings a row onto the screen. */
  show: (index: number) => void;
}

/** Arrow keys go from message to message inside of the log, whose tools are then next with Tab; Escape lets go. */
export function useMessageKeys({ scroller, rows, active, onActivate, show }: Options) {
  const focusNext = useRef<number | null>(null);

  useEffect(() => {
    if (active === null || focusNext.current !== active) return;
    focusNext.current = null;
    scroller.current?.querySelector<HTMLElement>(`[data-seq="${active}"]`)?.focus({ preventScroll: true });
  }, [active, scroller]);

  return (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    if (target !== scroller.current && target.tagName !== "ARTICLE") return;
    if (event.key === "Escape" && active !== null) {
      onActivate(null);
      scroller.current?.focus({ preventScroll: true });
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = active === null ? rows.length : rows.findIndex((row) => isMessageRow(row) && row.message.seq === active);
    for (let index = at + step; index >= 0 && index < rows.length; index += step) {
      const row = rows[index];
      if (row === undefined || !isMessageRow(row)) continue;
      event.preventDefault();
      focusNext.current = row.message.seq;
      onActivate(row.message.seq);
      show(index);
      return;
    }
  };
}

function isMessageRow(row: Row): row is Extract<Row, { kind: "message" }> {
  return row.kind === "message";
}
