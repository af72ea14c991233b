import type { MouseEvent } from "react";
import type { Media } from "../../../../contract/media.ts";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { AltBadge } from "./AltBadge.tsx";
import { Picture } from "./Picture.tsx";
import { mayMove } from "./sources.ts";
import { durationWords } from "./words.ts";

interface Props {
  media: Media;
  /** `Photo 2 of 5`, without the description. */
  label: string;
  sizes: string;
  fit?: "cover" | "contain" | "down";
  /** How many more there are than are shown. */
  more?: number;
  eager?: boolean;
  onOpen: (event: MouseEvent<HTMLElement>) => void;
  /** The first sign that it may be opened. */
  onNear?: () => void;
  className?: string;
}

/** A picture, or the poster of a video, that opens large. */
export function Tile({
  media,
  label,
  sizes,
  fit = "cover",
  more = 0,
  eager = false,
  onOpen,
  onNear,
  className,
}: Props) {
  const { alt, kind } = media;
  return (
    <div className={cx("relative min-h-0 min-w-0 overflow-hidden", className)}>
      <button
        type="button"
        aria-label={[label, alt, more > 0 ? `and ${more} more` : ""].filter(Boolean).join(", ")}
        onClick={onOpen}
        onPointerEnter={onNear}
        onFocus={onNear}
        className="block size-full cursor-zoom-in! focus-visible:outline-2 focus-visible:-outline-offset-4 focus-visible:outline-on-night"
      >
        <Picture
          media={media}
          sizes={sizes}
          fit={fit}
          eager={eager}
          className={kind === "video" ? "bg-night!" : undefined}
        />
        {kind === "video" && <PlayBadge />}
        {more > 0 && (
          <span
            aria-hidden="true"
            className="absolute inset-0 grid place-items-center bg-night/60 text-2xl font-semibold text-on-night"
          >
            +{more}
          </span>
        )}
      </button>
      {more === 0 && alt !== "" && <AltBadge alt={alt} />}
      <Fact media={media} />
    </div>
  );
}

function PlayBadge() {
  return (
    <span className="absolute inset-0 grid place-items-center">
      <span className="grid size-14 place-items-center rounded-full bg-night/75 ps-1 text-on-night">
        <Icon name="play" size={24} filled />
      </span>
    </span>
  );
}

/** How long a video takes; that a picture moves once it is opened. */
function Fact({ media }: { media: Media }) {
  const words = mayMove(media)
    ? "GIF"
    : media.kind === "video" && media.duration !== undefined
      ? durationWords(media.duration)
      : null;
  if (words === null) return null;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute end-2 bottom-2.5 rounded-[5px] bg-night/75 px-1.5 text-[0.6875rem] leading-5 font-bold text-on-night tabular-nums"
    >
      {words}
    </span>
  );
}
