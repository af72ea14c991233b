/** AVIF files put together by hand (ISO/IEC 23008-12), whose pictures no decoder needs to understand. */
import { joined, uint16, uint32 } from "./bytes.ts";
import { box, fullBox } from "./mp4.ts";

export interface HeifItem {
  type: string;
  data: Uint8Array | string;
  name?: string;
}

export interface HeifOptions {
  /** Besides the picture, which is the first. */
  items?: readonly HeifItem[];
  /** Besides its size. */
  properties?: readonly Uint8Array[];
  /** Within the box that describes the items. */
  described?: readonly Uint8Array[];
  /** Bytes that no item has, before those of the items. */
  before?: Uint8Array | string;
  /** In the place of the boxes that say where items are, and which properties they have. */
  locations?: Uint8Array;
  associations?: Uint8Array;
}

/** A picture of 64 × 48, with whatever is to be around it. */
export function heif(options: HeifOptions = {}): Uint8Array {
  const { items = [], before = "" } = options;
  const all = [{ type: "av01", data: "pixels of a picture" }, ...items];
  const fileType = box("ftyp", "avif", uint32(0), "avif", "mif1");
  // The length does not depend on the offsets, so the first writing tells them.
  const start = fileType.length + metaBox(options, all, 0).length + 8 + joined(before).length;
  return joined(fileType, metaBox(options, all, start), box("mdat", before, ...all.map(({ data }) => data)));
}

function metaBox(options: HeifOptions, items: readonly HeifItem[], start: number): Uint8Array {
  const { properties = [], described = [], locations, associations } = options;
  return fullBox(
    "meta",
    fullBox("hdlr", uint32(0), "pict", new Uint8Array(13)),
    fullBox("pitm", uint16(1)),
    fullBox("iinf", uint16(items.length), ...items.map(entryOf)),
    locations ?? fullBox("iloc", uint16(0x4400), uint16(items.length), ...placesOf(items, start)),
    box(
      "iprp",
      box("ipco", fullBox("ispe", uint32(64), uint32(48)), ...properties),
      associations ?? fullBox("ipma", uint32(1), uint16(1), Uint8Array.of(1, 1)),
    ),
    ...described,
  );
}

function entryOf({ type, name = "" }: HeifItem, index: number): Uint8Array {
  return box("infe", uint32(0x2000000), uint16(index + 1), uint16(0), type, `${name}\0`);
}

function placesOf(items: readonly HeifItem[], start: number): Uint8Array[] {
  let at = start;
  return items.map(({ data }, index) => {
    const { length } = joined(data);
    at += length;
    return joined(uint16(index + 1), uint16(0), uint16(1), uint32(at - length), uint32(length));
  });
}
