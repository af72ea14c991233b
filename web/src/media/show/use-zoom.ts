/** Pinch, drag, wheel and double click on a picture; swipes where all of it is shown. */
import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import {
  closer,
  fitted,
  type Frame,
  moved,
  type Point,
  type Turn,
  turnOf,
  type View,
  whole,
  zoomed,
  zoomStep,
} from "./zoom.ts";

interface Options {
  /** Pixels of the picture; null for what cannot be zoomed. */
  size: { width: number; height: number } | null;
  onTurn: (turn: Exclude<Turn, null>) => void;
}

export interface Zoom {
  /** What takes the gestures. */
  stage: RefObject<HTMLDivElement | null>;
  /** What is moved and enlarged; it fills the stage and shows the picture within. */
  layer: RefObject<HTMLDivElement | null>;
  scale: number;
  /** One step closer (1) or back (-1). */
  step: (direction: 1 | -1) => void;
  /** Moves what is zoomed; whether there was anything to move. */
  pan: (by: Point) => boolean;
  reset: () => void;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
    onDoubleClick: (event: { clientX: number; clientY: number }) => void;
  };
}

export function useZoom({ size, onTurn }: Options): Zoom {
  const stage = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>(whole);
  /** How far a finger has drawn a whole picture. */
  const [drawn, setDrawn] = useState<Point | null>(null);
  const pointers = useRef(new Map<number, Point>());
  const began = useRef<Point | null>(null);

  useLayoutEffect(() => {
    const style = layer.current?.style;
    if (style === undefined) return;
    const { x, y } = drawn ?? view;
    style.transform = view.scale === 1 && drawn === null ? "" : `translate(${x}px, ${y}px) scale(${view.scale})`;
    style.transition =
      drawn === null && pointers.current.size === 0 ? "transform 160ms cubic-bezier(0.2, 0, 0, 1)" : "none";
  }, [view, drawn, layer]);

  function frame(): Frame {
    const { width = 1, height = 1 } = stage.current?.getBoundingClientRect() ?? {};
    const room = { width, height };
    return { stage: room, picture: size === null ? room : fitted(room, size.width, size.height) };
  }

  /** A point of the window as one from the middle of the stage. */
  function fromMiddle({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const rect = stage.current?.getBoundingClientRect();
    if (rect === undefined) return { x: 0, y: 0 };
    return { x: clientX - rect.left - rect.width / 2, y: clientY - rect.top - rect.height / 2 };
  }

  const zoomTo = (scale: number, at: Point) => {
    if (size !== null) setView((now) => zoomed(now, scale, at, frame()));
  };

  // React listens to wheels passively, and then the page could not be kept from zooming itself.
  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (size === null) return;
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
    setView((now) => zoomed(now, now.scale * factor, fromMiddle(event), frame()));
  });
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const listener = (event: WheelEvent) => onWheel(event);
    element.addEventListener("wheel", listener, { passive: false });
    return () => element.removeEventListener("wheel", listener);
  }, [stage]);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || (event.target as Element).closest("video, a, button") !== null) return;
    pointers.current.set(event.pointerId, fromMiddle(event));
    event.currentTarget.setPointerCapture(event.pointerId);
    if (pointers.current.size === 1) began.current = fromMiddle(event);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = fromMiddle(event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other !== undefined) {
      setDrawn(null);
      began.current = null;
      if (size === null) return;
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      setView((shown) => zoomed(shown, shown.scale * factor, middle, frame()));
    } else if (view.scale > 1) {
      setView((shown) => moved(shown, { x: now.x - before.x, y: now.y - before.y }, frame()));
    } else if (began.current !== null) {
      setDrawn({ x: now.x - began.current.x, y: now.y - began.current.y });
    }
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    if (!pointers.current.delete(event.pointerId)) return;
    const start = began.current;
    began.current = null;
    setDrawn(null);
    if (start === null || view.scale > 1) return;
    const end = fromMiddle(event);
    const rightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const turn =
      event.type === "pointercancel" ? null : turnOf({ x: end.x - start.x, y: end.y - start.y }, rightToLeft);
    if (turn !== null) onTurn(turn);
  }

  return {
    stage,
    layer,
    scale: view.scale,
    step: (direction) => zoomTo(view.scale * (direction === 1 ? zoomStep : 1 / zoomStep), { x: 0, y: 0 }),
    pan: (by) => {
      if (view.scale === 1) return false;
      setView((now) => moved(now, by, frame()));
      return true;
    },
    reset: () => setView(whole),
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onDoubleClick: (event) => zoomTo(view.scale > 1 ? 1 : closer, fromMiddle(event)),
    },
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
