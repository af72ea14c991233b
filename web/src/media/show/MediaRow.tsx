import type { ReactNode } from "react";
import type { Media } from "../../../../contract/media.ts";
import { usePlace } from "../../lib/place.ts";
import { Icon } from "../../ui/Icon.tsx";
import { began, ended } from "./playing.ts";
import { noWaits, useFresh } from "./use-fresh.ts";
import { formatName, sizeWords } from "./file-words.ts";
import { durationWords } from "./words.ts";

/** A recording or a file in a row of its own. Loaded with the first of them. */
export default function MediaRow({ media }: { media: Media }) {
  return media.kind === "audio" ? <AudioRow media={media} /> : <FileRow media={media} />;
}

/** A file to download: what it is called, what it is and how large. */
function FileRow({ media }: { media: Media }) {
  return (
    <Row media={media} icon="file" facts={[formatName(media)]}>
      {media.alt !== "" && <Description>{media.alt}</Description>}
    </Row>
  );
}

/** A recording with the browser's own player. */
function AudioRow({ media: given }: { media: Media }) {
  const { media, failed, tries, onError } = useFresh(given, noWaits);
  const { duration } = media;
  return (
    <Row media={media} icon="audio" facts={duration === undefined ? [] : [durationWords(duration)]}>
      {failed ? (
        <p className="px-3 pb-3 text-sm text-muted">This recording cannot be played here.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what is said stands in the description, where there is one
        <audio
          key={tries}
          src={media.urls.original}
          aria-label={media.filename}
          controls
          preload="none"
          onPlay={(event) => began(event.currentTarget)}
          onPause={(event) => ended(event.currentTarget)}
          onError={onError}
          className="block h-11 w-full px-2 pb-2"
        />
      )}
      {media.alt !== "" && <Description>{media.alt}</Description>}
    </Row>
  );
}

interface RowProps {
  media: Media;
  icon: "file" | "audio";
  facts: string[];
  children?: ReactNode;
}

function Row({ media, icon, facts, children }: RowProps) {
  const place = usePlace();
  const { filename, size, urls } = media;
  return (
    <div className="@container overflow-hidden rounded-card border border-line bg-surface">
      <div className="flex min-h-14 items-center gap-3 py-1 ps-3 pe-1">
        {/* With large text on a small screen the name needs its place. */}
        <span className="grid size-10 shrink-0 place-items-center rounded-control bg-sunken text-muted @max-[12rem]:hidden">
          <Icon name={icon} />
        </span>
        <span className="grid min-w-0 flex-1">
          <bdi className="truncate text-[0.9375rem] font-medium">{filename}</bdi>
          <span className="truncate text-sm text-muted tabular-nums">
            {[...facts, sizeWords(size, place)].join(" · ")}
          </span>
        </span>
        <a
          href={urls.original}
          download={filename}
          aria-label={`Download ${filename}`}
          className="grid size-11 shrink-0 place-items-center rounded-full text-muted transition-colors hover:bg-sunken hover:text-text"
        >
          <Icon name="download" />
        </a>
      </div>
      {children}
    </div>
  );
}

function Description({ children }: { children: string }) {
  return (
    <p dir="auto" className="px-3 pb-2.5 text-sm whitespace-pre-line text-muted">
      {children}
    </p>
  );
}
