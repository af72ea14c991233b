/** Which addresses a picture is shown from, and how wide each of them is. Pure. */
import type { Media } from "../../../../contract/media.ts";

/** Variants keep the proportions of the original and lie within a square of this many pixels. */
const edges = { thumb: 400, feed: 1080, full: 2048 } as const;
type Stage = keyof typeof edges;

export interface Sources {
  src: string;
  /** Left out where there is one address alone. */
  srcSet?: string;
}

/** Drawings are sharp at any size: their own file is all of their variants. */
export const isDrawing = ({ type }: Pick<Media, "type">): boolean => type === "image/svg+xml";

/** Pictures that may move; their smallest variant does not. */
export const mayMove = ({ kind, type }: Pick<Media, "kind" | "type">): boolean =>
  kind === "image" && type === "image/gif";

/** What the browser may choose from for a picture, or for the poster of a video; null where there is nothing to show. */
export function sourcesOf(
  { urls, type, width, height }: Media,
  stages: readonly Stage[] = ["thumb", "feed", "full"],
): Sources | null {
  if (isDrawing({ type })) return { src: urls.original };
  if (urls.poster !== undefined) return { src: urls.poster };
  const known = stages.flatMap((stage) => {
    const url = urls[stage];
    return url === undefined ? [] : [{ url, width: widthWithin(edges[stage], width, height) }];
  });
  // In the middle: what is right where the browser chooses nothing by itself.
  const src = known[Math.floor(known.length / 2)]?.url;
  if (src === undefined) return null;
  // A picture that is smaller than a variant is the same in all the larger ones.
  const listed = known.filter((each, index) => each.width !== null && each.width !== known[index - 1]?.width);
  if (listed.length < 2) return { src };
  return { src, srcSet: listed.map((each) => `${each.url} ${each.width}w`).join(", ") };
}

function widthWithin(edge: number, width: number | undefined, height: number | undefined): number | null {
  if (width === undefined || height === undefined) return null;
  return Math.max(1, Math.round(width * Math.min(1, edge / Math.max(width, height))));
}
