import { useEffect, useRef } from "react";
import type { Media } from "../../../../contract/media.ts";
import { cx } from "../../lib/cx.ts";
import { watchSight } from "../../lib/on-screen.ts";
import { usePlace } from "../../lib/place.ts";
import { began, ended } from "./playing.ts";
import { noWaits, useFresh } from "./use-fresh.ts";
import { languageName } from "./file-words.ts";

interface Props {
  media: Media;
  /** Begins by itself: only where somebody has just asked for it. */
  autoPlay?: boolean;
  className?: string;
}

/** The browser's own player. Stops when another begins and when it leaves the screen. */
export default function VideoPlayer({ media: given, autoPlay = false, className }: Props) {
  const { media, failed, tries, onError } = useFresh(given, noWaits);
  const element = useRef<HTMLVideoElement>(null);
  const place = usePlace();

  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    const unwatch = watchSight(video, ({ visible }) => {
      if (!visible && !video.paused && document.pictureInPictureElement !== video) video.pause();
    });
    return () => {
      unwatch();
      ended(video);
    };
  }, [tries, failed]);

  // It stands where the button was that asked for it.
  useEffect(() => {
    if (autoPlay) element.current?.focus({ preventScroll: true });
  }, [autoPlay]);

  if (failed) {
    return (
      <p className={cx("grid place-items-center bg-night p-4 text-center text-sm text-on-night", className)}>
        This video cannot be played here.
      </p>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are there where their author gave them
    <video
      key={tries}
      ref={element}
      src={media.urls.original}
      poster={media.urls.poster}
      width={media.width}
      height={media.height}
      aria-label={given.alt === "" ? "Video" : `Video: ${given.alt}`}
      controls
      playsInline
      autoPlay={autoPlay}
      preload="metadata"
      onPlay={(event) => began(event.currentTarget)}
      onPause={(event) => ended(event.currentTarget)}
      onError={onError}
      className={cx("bg-night object-contain", className)}
    >
      {media.captions?.map(({ language, url }) => (
        <track key={language} kind="captions" srcLang={language} label={languageName(language, place)} src={url} />
      ))}
    </video>
  );
}
