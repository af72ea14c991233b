/** One picture: the right size for its place, a placeholder until it is there, and its description where it cannot be. */
import { useCallback, useState } from "react";
import type { Media } from "../../../../contract/media.ts";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { groundOf, usePlaceholder } from "./placeholder.ts";
import { noteSeen, previewOf, seenOf } from "./previews.ts";
import { isDrawing, mayMove, sourcesOf } from "./sources.ts";
import { useFresh } from "./use-fresh.ts";

interface Props {
  media: Media;
  /** How wide it will be, as the browser's `sizes`. */
  sizes: string;
  /** `cover` fills its place and is cut, `contain` shows all of it, `down` never enlarges either. */
  fit?: "cover" | "contain" | "down";
  /** What stands for it in words; the media's own description unless given. */
  alt?: string;
  /** Comes with the page instead of when it is near the screen. */
  eager?: boolean;
  /** The largest there is, which was asked for: it moves even for those who want less motion. */
  full?: boolean;
  className?: string;
}

const fits = { cover: "object-cover", contain: "object-contain", down: "object-scale-down" };

/** Fills its place, which has a size of its own: nothing moves when it comes. */
export function Picture({ media: given, sizes, fit = "cover", alt, eager = false, full = false, className }: Props) {
  const { id } = given;
  const { media, failed, waiting, tries, onError } = useFresh(given);
  const [loaded, setLoaded] = useState<string | null>(null);
  const moves = mayMove(media);
  // Of what moves, the browser may not choose: the smallest variant stands still.
  const sources = sourcesOf(media, moves ? [full ? "full" : "feed"] : undefined);
  const isLoaded = sources !== null && loaded === sources.src;
  // One that is opened large has been seen smaller.
  const preview = previewOf(id) ?? (full ? seenOf(id) : null);
  const colours = usePlaceholder(isLoaded || preview !== null ? undefined : given.placeholder);
  const placeholder = preview ?? colours;
  const words = alt ?? given.alt;
  const src = sources?.src ?? null;
  // One that the browser has already tells nothing any more.
  const look = useCallback(
    (image: HTMLImageElement | null) => {
      if (image?.complete !== true || image.naturalWidth === 0) return;
      setLoaded(src);
      noteSeen(id, image.currentSrc);
    },
    [id, src],
  );
  const gone = sources === null || failed;
  // What was just sent from this device is there without the server.
  if (gone && preview === null) {
    // A video without its poster still plays, and what starts it is named.
    if (given.kind === "video") return <span className={cx("block size-full bg-sunken", className)} />;
    return <Missing alt={words} className={className} />;
  }
  const drawing = isDrawing(media);
  return (
    <span
      className={cx(
        "relative block size-full overflow-hidden",
        drawing ? "bg-paper" : (groundOf(given.placeholder) ?? "bg-sunken"),
        className,
      )}
    >
      {placeholder !== null && !isLoaded && !drawing && (
        <img
          src={placeholder}
          alt={gone ? words : ""}
          className={cx("absolute inset-0 size-full", fits[fit === "down" ? "contain" : fit])}
        />
      )}
      {!gone && (
        <picture key={tries}>
          {moves && !full && media.urls.thumb !== undefined && (
            <source media="(prefers-reduced-motion: reduce)" srcSet={media.urls.thumb} />
          )}
          <img
            ref={look}
            alt={words}
            width={media.width}
            height={media.height}
            // Before the addresses: some browsers begin with them at once.
            loading={eager ? undefined : "lazy"}
            decoding="async"
            sizes={sources.srcSet === undefined ? undefined : sizes}
            srcSet={sources.srcSet}
            src={sources.src}
            onLoad={({ currentTarget }) => {
              setLoaded(sources.src);
              noteSeen(id, currentTarget.currentSrc);
            }}
            onError={onError}
            draggable={false}
            className={cx(
              "absolute inset-0 size-full text-transparent",
              fits[drawing && fit === "cover" ? "contain" : fit],
              drawing && "p-[4%]",
              waiting && "invisible",
            )}
          />
        </picture>
      )}
    </span>
  );
}

/** A picture that cannot be shown says what would be there. */
function Missing({ alt, className }: { alt: string; className: string | undefined }) {
  return (
    <span className={cx("grid size-full place-items-center overflow-hidden bg-sunken p-3 text-muted", className)}>
      <span className="grid max-w-full justify-items-center gap-1.5 text-center text-sm">
        <Icon name="image" size={24} />
        <span dir="auto" className="line-clamp-3">
          {alt === "" ? "This picture cannot be shown" : alt}
        </span>
      </span>
    </span>
  );
}
