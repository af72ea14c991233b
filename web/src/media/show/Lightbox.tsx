/** Pictures and videos over the whole window, one at a time. Loaded when it is first wanted. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Media } from "../../../../contract/media.ts";
import { cx } from "../../lib/cx.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { LightboxItem } from "./LightboxItem.tsx";
import { sourcesOf } from "./sources.ts";
import { useZoom } from "./use-zoom.ts";
import { labelOf } from "./words.ts";
import { maxScale } from "./zoom.ts";

interface Props {
  views: readonly Media[];
  /** The one that is shown first. */
  start: number;
  onClose: () => void;
}

/** Pixels that an arrow key moves a picture that is zoomed. */
const panStep = 80;

export default function Lightbox({ views, start, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(Math.min(start, views.length - 1));
  const shown = views[index];
  const isPicture = shown?.kind === "image";
  const size = isPicture ? { width: shown.width ?? 1, height: shown.height ?? 1 } : null;
  const { stage, layer, handlers, scale, step, pan, reset } = useZoom({
    size,
    onTurn: (turn) => (turn === "close" ? onClose() : go(index + (turn === "next" ? 1 : -1))),
  });
  useModal(dialog);
  useNeighbours(views, index);
  if (shown === undefined) return null;

  function go(to: number): void {
    const next = Math.min(views.length - 1, Math.max(0, to));
    if (next === index) return;
    reset();
    setIndex(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const inPlayer = event.target instanceof HTMLVideoElement;
    if (event.ctrlKey || event.metaKey || event.altKey || (inPlayer && event.key !== "Home" && event.key !== "End"))
      return;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    // What the page behind does with the same keys it does not do now.
    event.stopPropagation();
    act();
  }

  const backwards = () => (dialog.current === null ? false : getComputedStyle(dialog.current).direction === "rtl");
  const across = (side: 1 | -1) => pan({ x: -side * panStep, y: 0 }) || go(index + (backwards() ? -side : side));
  const keys: Record<string, () => unknown> = {
    ArrowRight: () => across(1),
    ArrowLeft: () => across(-1),
    ArrowUp: () => pan({ x: 0, y: panStep }),
    ArrowDown: () => pan({ x: 0, y: -panStep }),
    PageDown: () => go(index + 1),
    PageUp: () => go(index - 1),
    Home: () => go(0),
    End: () => go(views.length - 1),
    "+": () => step(1),
    "=": () => step(1),
    "-": () => step(-1),
    "0": () => reset(),
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of a dialog, each with a button beside it
    <dialog
      ref={dialog}
      aria-label={views.length === 1 ? labelOf(views, 0) : "Photos and videos"}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="dialog m-0 h-dvh max-h-none w-full max-w-none overflow-hidden bg-night text-on-night open:grid open:grid-rows-[auto_minmax(0,1fr)_auto]"
    >
      <div className="flex items-center gap-1 p-2 pt-[max(0.5rem,env(safe-area-inset-top))]">
        <p className="flex-1 ps-2 text-sm tabular-nums" aria-live="polite">
          <span className="sr-only">{[labelOf(views, index), shown.alt].filter(Boolean).join(": ")}</span>
          <span aria-hidden="true">{views.length > 1 && `${index + 1} / ${views.length}`}</span>
        </p>
        {isPicture && (
          <>
            <Control icon="minus" label="Smaller" disabled={scale <= 1} onClick={() => step(-1)} />
            <Control icon="plus" label="Larger" disabled={scale >= maxScale} onClick={() => step(1)} />
          </>
        )}
        <a href={shown.urls.original} download={shown.filename} aria-label="Download the original" className={control}>
          <Icon name="download" size={22} />
        </a>
        <Control icon="close" label="Close" onClick={onClose} data-close />
      </div>
      <div className="relative min-h-0">
        {/* Gestures with their equals on keys and buttons. */}
        <div
          ref={stage}
          {...handlers}
          className={cx(
            "absolute inset-0 touch-none overflow-hidden select-none",
            isPicture && (scale > 1 ? "cursor-grab" : "cursor-zoom-in"),
          )}
        >
          <div ref={layer} key={shown.id} className="size-full">
            <LightboxItem media={shown} />
          </div>
        </div>
        {views.length > 1 && (
          <>
            <Side
              icon="chevron-left"
              label="Previous"
              disabled={index === 0}
              onClick={() => go(index - 1)}
              className="start-2"
            />
            <Side
              icon="chevron-right"
              label="Next"
              disabled={index === views.length - 1}
              onClick={() => go(index + 1)}
              className="end-2"
            />
          </>
        )}
      </div>
      <div className="px-4 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        {shown.alt !== "" && (
          <p
            dir="auto"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard scrolls long descriptions
            tabIndex={0}
            className="mx-auto max-h-28 max-w-2xl overflow-y-auto overscroll-contain text-center text-[0.9375rem] whitespace-pre-line focus-visible:outline-on-night"
          >
            {shown.alt}
          </p>
        )}
      </div>
    </dialog>
  );
}

const control =
  "grid size-11 shrink-0 place-items-center rounded-full transition-colors hover:bg-on-night/15 focus-visible:outline-on-night disabled:opacity-40";

interface ControlProps {
  icon: IconName;
  label: string;
  disabled?: boolean;
  onClick: () => void;
  className?: string;
  "data-close"?: boolean;
}

/** One that has nothing to do any more keeps the focus, so that the keyboard does not lose its place. */
function Control({ icon, label, disabled = false, onClick, className, ...data }: ControlProps) {
  return (
    <button
      type="button"
      {...data}
      aria-label={label}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      className={cx(control, disabled && "opacity-40", className)}
    >
      <Icon name={icon} size={22} />
    </button>
  );
}

/** Beside the picture, where there is a mouse; fingers swipe. */
function Side({ className, ...rest }: ControlProps) {
  return (
    <Control
      {...rest}
      className={cx("absolute inset-y-0 my-auto bg-night/60 rtl:rotate-180 max-md:pointer-coarse:sr-only", className)}
    />
  );
}

function useModal(dialog: React.RefObject<HTMLDialogElement | null>): void {
  // A layout effect is undone before the element leaves the page: only then `close` gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null || element.open) return;
    element.showModal();
    // The first button makes smaller what is small already.
    element.querySelector<HTMLElement>("[data-close]")?.focus();
    return () => element.close();
  }, [dialog]);
}

/** What comes next is loaded while this one is looked at. */
function useNeighbours(views: readonly Media[], index: number): void {
  useEffect(() => {
    for (const media of [views[index + 1], views[index - 1]]) {
      const sources = media === undefined ? null : sourcesOf(media);
      if (sources === null) continue;
      const image = new Image();
      image.sizes = "100vw";
      if (sources.srcSet !== undefined) image.srcset = sources.srcSet;
      image.src = sources.src;
    }
  }, [views, index]);
}
