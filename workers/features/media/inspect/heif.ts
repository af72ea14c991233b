/** HEIC and AVIF (ISO/IEC 23008-12; AV1 Image File Format). */
import { BoxReader, contentsOf, type Box } from "./bmff.ts";
import { Cursor } from "./cursor.ts";
import { type Item, type Items, readItems } from "./heif-items.ts";
import { stripItems } from "./heif-strip.ts";
import { MovieStrip } from "./movie.ts";
import { sampleCount } from "./movie-samples.ts";
import { checkFrames, checkSize, type Size } from "./picture-limits.ts";
import type { Walked } from "./picture.ts";
import { replaced } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { damaged, Refused } from "./refused.ts";

/** Coded pictures, and what they are called. */
const codecs: Record<string, string> = {
  av01: "image/avif",
  hvc1: "image/heic",
  hev1: "image/heic",
  lhv1: "image/heic",
};
/** Pictures put together from others. */
const derived = new Set(["grid", "iovl", "iden"]);
/** Besides these, what tells how a picture is shown on brighter screens. All other items describe, or have metadata of their own. */
const kept = new Set([...Object.keys(codecs), ...derived, "tmap"]);

/** Zeros take the place of EXIF and XMP, so that pictures keep their offsets. Orientation is a property of its own here. */
export async function walkHeif(reader: Reader): Promise<Walked> {
  const boxes = new BoxReader(reader);
  const top = await boxes.children(0, reader.size);
  const meta = top.find(({ type }) => type === "meta");
  if (meta === undefined) throw damaged("The picture does not say what is in it.");
  const items = await readItems(boxes, meta);
  const primary = items.byId.get(items.primary);
  if (primary === undefined) throw damaged("The picture has no main item.");
  const type = typeOf(primary, items);
  for (const item of items.byId.values()) await checkItem(reader, item);
  const size = await shownSize(reader, primary);

  const movie = new MovieStrip(boxes, top);
  await movie.strip("picture");
  await checkSequence(boxes, top, size);
  stripItems(movie.replacements, items, top, kept);
  return { type, ...size, pieces: replaced(reader.size, movie.replacements.list) };
}

/** Counts the frames of an animation: samples of tracks of pictures. */
async function checkSequence(boxes: BoxReader, top: readonly Box[], size: Size): Promise<void> {
  let frames = 0;
  for (const track of await boxes.within(top, "moov")) {
    if (track.type !== "trak") continue;
    const media = await boxes.within(await boxes.children(track.body, track.to), "mdia");
    frames += await sampleCount(boxes.reader, await boxes.within(await boxes.within(media, "minf"), "stbl"));
  }
  checkFrames(frames, size);
}

/** A derived picture is what its first part is. */
function typeOf(primary: Item, { byId }: Items): string {
  let item: Item | undefined = primary;
  for (let depth = 0; item && derived.has(item.type) && depth < 8; depth++) item = byId.get(item.parts[0] ?? -1);
  const type = codecs[item?.type ?? ""];
  if (type === undefined || primary.extents.length === 0)
    throw new Refused("type_not_accepted", "The picture is coded in a way that is not accepted.");
  return type;
}

/** Refuses items with too many pixels, whether shown or not: decoders may make room for them. */
async function checkItem(reader: Reader, item: Item): Promise<void> {
  const declared = await declaredSize(reader, item);
  if (declared) checkSize(declared);
  if (item.type !== "grid") return;
  const [data] = item.extents;
  if (data === undefined || declared === null) throw damaged("The picture's tiles are not described.");
  const cursor = new Cursor(await reader.upTo(data.from, Math.min(data.to - data.from, 12)));
  cursor.uint8();
  const wide = (cursor.uint8() & 1) === 1;
  const tiles = (cursor.uint8() + 1) * (cursor.uint8() + 1);
  const next = () => (wide ? cursor.uint32() : cursor.uint16());
  if (next() !== declared.width || next() !== declared.height || tiles !== item.parts.length)
    throw damaged("The picture's tiles contradict its size.");
}

async function declaredSize(reader: Reader, item: Item): Promise<Size | null> {
  const property = item.properties.find(({ type }) => type === "ispe");
  if (property === undefined) return null;
  const cursor = await contentsOf(reader, property);
  cursor.uint32();
  return { width: cursor.uint32(), height: cursor.uint32() };
}

/** Cut and turned as the properties say, each in its turn. */
async function shownSize(reader: Reader, item: Item): Promise<Size> {
  let size = await declaredSize(reader, item);
  if (size === null) throw damaged("The picture does not say how large it is.");
  for (const property of item.properties) {
    if (property.type === "clap") size = await apertureOf(reader, property, size);
    else if (property.type === "irot" && (await contentsOf(reader, property)).uint8() % 2 === 1)
      size = { width: size.height, height: size.width };
  }
  return size;
}

/** The clean aperture, as fractions; one that is not within the picture is none. */
async function apertureOf(reader: Reader, property: Box, size: Size): Promise<Size> {
  const cursor = await contentsOf(reader, property);
  const width = Math.round(cursor.uint32() / cursor.uint32());
  const height = Math.round(cursor.uint32() / cursor.uint32());
  const within = width >= 1 && width <= size.width && height >= 1 && height <= size.height;
  return within ? { width, height } : size;
}
