/** Media as the API would answer them. */
import type { Media } from "../../contract/media.ts";
import { makeId } from "./web-app.tsx";

/** A picture of 1600 × 1200 that everybody may see. */
export function makePicture(part: Partial<Media> = {}): Media {
  const { id = makeId() } = part;
  const at = `/media/${id}`;
  return {
    id,
    state: "ready",
    kind: "image",
    type: "image/jpeg",
    size: 240_000,
    width: 1600,
    height: 1200,
    alt: "",
    filename: "picture.jpg",
    urls: { original: at, avatar: `${at}/avatar`, thumb: `${at}/thumb`, feed: `${at}/feed`, full: `${at}/full` },
    ...part,
  };
}

/** A video of twelve seconds with a poster. */
export function makeVideo(part: Partial<Media> = {}): Media {
  const { id = makeId() } = part;
  const at = `/media/${id}`;
  return makePicture({
    id,
    kind: "video",
    type: "video/mp4",
    width: 1280,
    height: 720,
    duration: 12,
    filename: "video.mp4",
    urls: { original: at, poster: `${at}/poster`, thumb: `${at}/thumb` },
    ...part,
  });
}

/** A PDF. */
export function makeFile(part: Partial<Media> = {}): Media {
  const { id = makeId() } = part;
  const {
    width: _width,
    height: _height,
    ...file
  } = makePicture({
    id,
    kind: "file",
    type: "application/pdf",
    filename: "timetable.pdf",
    urls: { original: `/media/${id}` },
  });
  return { ...file, ...part };
}
