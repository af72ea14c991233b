/** What a HEIF file says besides its pictures, and all bytes that no picture has, become zeros, so that pictures keep their offsets. */
import { type Box, elsewhereInMediaData, inMediaData } from "./bmff.ts";
import type { Items } from "./heif-items.ts";
import { freed } from "./movie.ts";
import type { Replacements } from "./pieces.ts";

/** What is kept of the box that describes items, and of what is around their properties. */
const keptBoxes = new Set("hdlr dinf pitm iloc iinf iprp iref idat grpl ipco ipma".split(" "));
/** Properties of how pictures are decoded, put together and shown (ISO/IEC 23008-12, 6.5, and those of codecs). All else describes. */
const keptProperties = new Set(
  `ispe pixi colr pasp clap irot imir auxC hvcC lhvC av1C avcC vvcC jpgC a1op a1lx clli mdcv cclv amve reve ndwt
  lsel tols oinf rloc iscl rref prfr cmin cmex`.split(/\s+/),
);

/** `kept` are the types of items that stay. `top` are all boxes of the file. */
export function stripItems(
  replacements: Replacements,
  { byId, boxes, properties, aroundProperties, names, placed }: Items,
  top: readonly Box[],
  kept: ReadonlySet<string>,
): void {
  for (const { from, to } of names) replacements.add(from, to);
  for (const box of [...boxes, ...aroundProperties]) {
    if (!keptBoxes.has(box.type)) freed(replacements, box);
    else if (box.type === "hdlr") replacements.add(Math.min(box.body + 24, box.to), box.to);
  }
  for (const box of properties) if (!keptProperties.has(box.type)) freed(replacements, box);

  const items = [...byId.values()];
  const dropped = items.filter(({ type }) => !kept.has(type)).flatMap(({ extents }) => extents);
  const shown = items.filter(({ type }) => kept.has(type)).flatMap(({ extents }) => extents);
  const data = [...top, ...boxes];
  // Samples of an animation are no items.
  const others = placed && !top.some(({ type }) => type === "moov") ? elsewhereInMediaData(shown, data) : [];
  for (const { from, to } of [...inMediaData(dropped, data), ...others]) replacements.add(from, to);
}
