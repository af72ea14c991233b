/** What a post or message brings: pictures and videos beside each other, recordings and files in rows below. */
import { lazy, Suspense, useState } from "react";
import type { Media } from "../../../../contract/media.ts";
import { cx } from "../../lib/cx.ts";
import { AudioRow, FileRow } from "./FileRow.tsx";
import { gridLayout, singleLayout, sorted } from "./layout.ts";
import { Tile } from "./Tile.tsx";
import { useLightbox } from "./use-lightbox.ts";
import { VideoPlayer } from "./VideoPlayer.tsx";

const load = () => import("./Lightbox.tsx");
const Lightbox = lazy(load);

interface Props {
  /** Of what shows these media: it names the gallery in the browser's history. */
  id: string;
  media: readonly Media[];
  /** Width of the gallery in CSS pixels on wide screens; on phones it is as wide as they are. */
  width: number;
  /** Tiles that are shown of many. */
  most?: 4 | 5;
  /** Pictures come with the page: there is nothing above them. */
  eager?: boolean;
  className?: string;
}

export function Gallery({ id, media, width, most = 5, eager = false, className }: Props) {
  const { views, rows } = sorted(media);
  if (media.length === 0) return null;
  return (
    <div className={cx("grid gap-2", className)}>
      {views.length > 0 && <Views id={id} views={views} width={width} most={most} eager={eager} />}
      {rows.map((each) =>
        each.kind === "audio" ? <AudioRow key={each.id} media={each} /> : <FileRow key={each.id} media={each} />,
      )}
    </div>
  );
}

type ViewsProps = Required<Pick<Props, "id" | "width" | "most" | "eager">> & { views: readonly Media[] };

function Views({ id, views, width, most, eager }: ViewsProps) {
  const { index, open, close } = useLightbox(id);
  const [only] = views;
  const grid = gridLayout(views, most);
  const label = (position: number) => labelOf(views, position);
  return (
    <>
      {grid === null ? (
        only !== undefined && <Single media={only} width={width} eager={eager} onOpen={() => open(0)} />
      ) : (
        <div className={cx("grid w-full gap-0.5 overflow-hidden rounded-card", grid.className)}>
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

interface SingleProps {
  media: Media;
  width: number;
  eager: boolean;
  onOpen: () => void;
}

/** One picture or video with its own proportions. An empty drawing with the same ones holds its place open. */
function Single({ media, width, eager, onOpen }: SingleProps) {
  const place = singleLayout(media);
  // A video plays where it stands; its poster waits for nothing else to be loaded.
  const [asked, setAsked] = useState(false);
  return (
    <div className="relative w-full overflow-hidden rounded-card">
      <svg viewBox={`0 0 ${place.width} ${place.height}`} aria-hidden="true" className="block w-full" />
      {media.kind === "video" && (asked || media.urls.poster === undefined) ? (
        <VideoPlayer media={media} autoPlay={asked} className="absolute inset-0 size-full" />
      ) : (
        <Tile
          media={media}
          label={media.kind === "video" ? "Play video" : labelOf([media], 0)}
          sizes={sizesOf(width, 1)}
          fit={place.fit}
          eager={eager}
          onOpen={media.kind === "video" ? () => setAsked(true) : onOpen}
          onNear={media.kind === "video" ? undefined : () => void load()}
          className="absolute! inset-0"
        />
      )}
    </div>
  );
}

/** `Photo`, `Photo 2 of 5`, `Video 3 of 5`. */
export function labelOf(views: readonly Media[], position: number): string {
  const kind = views[position]?.kind === "video" ? "Video" : "Photo";
  return views.length === 1 ? kind : `${kind} ${position + 1} of ${views.length}`;
}

function sizesOf(width: number, part: number): string {
  return `(width < 44rem) ${Math.ceil(part * 100)}vw, ${Math.ceil(width * part)}px`;
}
