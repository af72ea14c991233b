/** How pictures and videos stand beside each other. Pure; by their proportions alone, so that nothing is measured. */
import type { Media } from "../../../../contract/media.ts";
import { isDrawing } from "./sources.ts";

/** Width by height. A single picture keeps its own proportions between these; what lies outside is cut, or shown whole. */
const narrowest = 4 / 5;
const widest = 1.91;
/** Drawings are never cut, and many are long: diagrams from left to right. */
const widestDrawing = 4;
/** At most this part of a picture is cut away; of longer strips and scrolls everything is shown. */
const mostCut = 0.3;
/** Pictures narrower than this (pixels) are not enlarged to fill the column. */
const smallWidth = 320;

export interface SingleLayout {
  /** The place: width and height in any unit. */
  width: number;
  height: number;
  fit: "cover" | "contain" | "down";
}

type Sized = Pick<Media, "width" | "height" | "kind" | "type">;

/** The place of a picture or video that stands alone. */
export function singleLayout({ width, height, kind, type }: Sized): SingleLayout {
  if (width === undefined || height === undefined) return { width: 16, height: 9, fit: "contain" };
  const own = width / height;
  const drawing = isDrawing({ type });
  const box = Math.min(drawing ? widestDrawing : widest, Math.max(narrowest, own));
  const place = { width: 1000, height: Math.round(1000 / box) };
  if (kind === "video") return { ...place, fit: "contain" };
  if (drawing) return { ...place, fit: "contain" };
  if (width < smallWidth) return { width: 1000, height: 524, fit: "down" };
  const cut = 1 - Math.min(own, box) / Math.max(own, box);
  return { ...place, fit: cut > mostCut ? "contain" : "cover" };
}

export interface TileLayout<M> {
  media: M;
  /** Place in the grid, as classes. */
  className: string;
  /** Part of the gallery's width, for `sizes`. */
  part: number;
  /** How many more there are than tiles, on the last one. */
  more: number;
}

export interface GridLayout<M> {
  className: string;
  tiles: TileLayout<M>[];
}

const grids: Record<number, { className: string; tiles: { className: string; part: number }[] }> = {
  2: {
    className: "grid-cols-2 aspect-[3/2]",
    tiles: [
      { className: "", part: 1 / 2 },
      { className: "", part: 1 / 2 },
    ],
  },
  3: {
    className: "grid-cols-2 grid-rows-2 aspect-[3/2]",
    tiles: [
      { className: "row-span-2", part: 1 / 2 },
      { className: "", part: 1 / 2 },
      { className: "", part: 1 / 2 },
    ],
  },
  4: {
    className: "grid-cols-2 grid-rows-2 aspect-[3/2]",
    tiles: Array.from({ length: 4 }, () => ({ className: "", part: 1 / 2 })),
  },
  5: {
    className: "grid-cols-6 grid-rows-[3fr_2fr] aspect-[6/5]",
    tiles: [
      { className: "col-span-3", part: 1 / 2 },
      { className: "col-span-3", part: 1 / 2 },
      ...Array.from({ length: 3 }, () => ({ className: "col-span-2", part: 1 / 3 })),
    ],
  },
};

/** Two or more beside each other; those beyond `most` (4 or 5) are counted on the last tile. */
export function gridLayout<M>(media: readonly M[], most: 4 | 5): GridLayout<M> | null {
  const shown = media.slice(0, most);
  const grid = grids[shown.length];
  if (grid === undefined) return null;
  const more = media.length - shown.length;
  const tiles = grid.tiles.map((tile, index) => ({
    ...tile,
    media: shown[index] as M,
    more: index === shown.length - 1 ? more : 0,
  }));
  return { className: grid.className, tiles };
}

/** What is looked at, and what is listed below it. */
export function sorted(media: readonly Media[]): { views: Media[]; rows: Media[] } {
  const isView = ({ kind }: Media) => kind === "image" || kind === "video";
  return { views: media.filter(isView), rows: media.filter((each) => !isView(each)) };
}
