/** What a post or message brings: pictures and videos beside each other, recordings and files in rows below. */
import { lazy, Suspense, useState } from "react";
import { lazyPart, loadPart } from "../../lib/load-part.ts";
import type { Media } from "../../../../contract/media.ts";
import { cx } from "../../lib/cx.ts";
import { gridLayout, singleLayout, sorted } from "./layout.ts";
import { Tile } from "./Tile.tsx";
import { useLightbox } from "./use-lightbox.ts";
import { labelOf } from "./words.ts";

const load = () => loadPart(() => import("./Lightbox.tsx"));
const Lightbox = lazy(load);
const MediaRow = lazyPart(() => import("./MediaRow.tsx"));
const VideoPlayer = lazyPart(() => import("./VideoPlayer.tsx"));

/** Width in CSS pixels on wide screens (on phones pictures are as wide as they are), and how many tiles there are at most. */
const places = {
  list: { width: 548, most: 5, eager: false, className: "" },
  page: { width: 600, most: 5, eager: true, className: "" },
  message: { width: 416, most: 4, eager: false, className: "max-w-[26rem]" },
} as const;

interface Props {
  /** Of what shows these media: it names the gallery in the browser's history. */
  id: string;
  media: readonly Media[];
  /** `list`: under a post among others. `page`: under a post by itself, at once. `message`: smaller. */
  place: keyof typeof places;
  className?: string;
}

export function Gallery({ id, media, place, className }: Props) {
  const { views, rows } = sorted(media);
  if (media.length === 0) return null;
  return (
    <div className={cx("grid grid-cols-[minmax(0,1fr)] gap-2", places[place].className, className)}>
      {views.length > 0 && <Views id={id} views={views} place={place} />}
      {rows.map((each) => (
        // As high as the row will be.
        <Suspense key={each.id} fallback={<div className={each.kind === "audio" ? "h-[6.75rem]" : "h-[3.625rem]"} />}>
          <MediaRow media={each} />
        </Suspense>
      ))}
    </div>
  );
}

function Views({ id, views, place }: Pick<Props, "id" | "place"> & { views: readonly Media[] }) {
  const { width, most, eager } = places[place];
  const { index, open, close } = useLightbox(id);
  const [only] = views;
  const grid = gridLayout(views, most);
  const label = (position: number) => labelOf(views, position);
  return (
    <>
      {grid === null ? (
        only !== undefined && <Single media={only} place={place} onOpen={() => open(0)} />
      ) : (
        <div className={cx("grid w-full gap-0.5 overflow-hidden rounded-card bg-line", edge, grid.className)}>
          {grid.tiles.map(({ media, className, part, more }, position) => (
            <Tile
              key={media.id}
              media={media}
              label={label(position)}
              sizes={sizesOf(width, part)}
              more={more}
              eager={eager}
              onOpen={() => open(position)}
              onNear={() => void load()}
              className={className}
            />
          ))}
        </div>
      )}
      {index !== null && (
        <Suspense fallback={null}>
          <Lightbox views={views} start={index} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

/** Paper on paper would have no end. */
const edge =
  "relative after:pointer-events-none after:absolute after:inset-0 after:rounded-card after:ring-1 after:ring-line after:ring-inset";

interface SingleProps extends Pick<Props, "place"> {
  media: Media;
  onOpen: () => void;
}

/** One picture or video with its own proportions. An empty drawing with the same ones holds its place open. */
function Single({ media, place, onOpen }: SingleProps) {
  const { width, eager } = places[place];
  const box = singleLayout(media);
  const narrow = place === "message" && box.height > box.width;
  // A video plays where it stands; its poster waits for nothing else to be loaded.
  const [asked, setAsked] = useState(false);
  return (
    <div className={cx("w-full overflow-hidden rounded-card", edge, narrow && "max-w-[18rem]")}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true" className="block w-full" />
      {media.kind === "video" && (asked || media.urls.poster === undefined) ? (
        <Suspense fallback={<div className="absolute inset-0 bg-night" />}>
          <VideoPlayer media={media} autoPlay={asked} className="absolute inset-0 size-full" />
        </Suspense>
      ) : (
        <Tile
          media={media}
          label={media.kind === "video" ? "Play video" : labelOf([media], 0)}
          sizes={sizesOf(width, 1)}
          fit={box.fit}
          eager={eager}
          onOpen={media.kind === "video" ? () => setAsked(true) : onOpen}
          onNear={media.kind === "video" ? undefined : () => void load()}
          className="absolute! inset-0"
        />
      )}
    </div>
  );
}

function sizesOf(width: number, part: number): string {
  return `(width < 44rem) ${Math.ceil(part * 100)}vw, ${Math.ceil(width * part)}px`;
}
