/** Boxes of video and audio: what tells of place, time, device and person becomes free space, so that samples keep their offsets. */
import { type Box, BoxReader, elsewhereInMediaData, type Extent, fullBox, inMediaData } from "./bmff.ts";
import { fromLatin1, latin1 } from "./bytes.ts";
import { defaultSizes, fragmentExtents, tracksOfFragment } from "./movie-fragments.ts";
import { checkFragment, checkSamples } from "./movie-limits.ts";
import { knownExtents, maxKnownChunks, sampleExtents } from "./movie-samples.ts";
import { replaced, Replacements } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { damaged } from "./refused.ts";
import type { Piece } from "./types.ts";

/** What stays in each container, and what it contains in turn. All else becomes free space. */
const kept: Record<string, ReadonlySet<string>> = {
  movie: new Set(["ftyp", "styp", "moov", "moof", "mdat", "sidx", "ssix", "pdin"]),
  picture: new Set(["ftyp", "meta", "moov", "mdat"]),
  moov: new Set(["mvhd", "trak", "mvex", "iods", "pssh"]),
  trak: new Set(["tkhd", "tref", "edts", "mdia", "tapt", "clip", "matt"]),
  mdia: new Set(["mdhd", "hdlr", "minf", "elng"]),
  minf: new Set(["vmhd", "smhd", "sthd", "nmhd", "gmhd", "hmhd", "hdlr", "dinf", "stbl"]),
  stbl: new Set(
    "stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh stps padb stdp sdtp sbgp sgpd subs saiz saio".split(" "),
  ),
  mvex: new Set(["mehd", "trex", "leva"]),
  moof: new Set(["mfhd", "traf", "pssh"]),
  traf: new Set(["tfhd", "tfdt", "trun", "sbgp", "sgpd", "subs", "saiz", "saio", "senc"]),
};
/**
 * Pictures and sound. Tracks of anything else carry what cameras measure, and so may subtitles: drones write in them where they fly.
 * Captions are files of their own here.
 */
const shownHandlers = new Set(["vide", "soun", "pict", "auxv", "clcp"]);
/** Begin with when they were made and changed. */
const timed = new Set(["mvhd", "tkhd", "mdhd"]);

/** What is kept of a video or audio file. Refuses one without its index. */
export async function stripMovie(reader: Reader): Promise<Piece[]> {
  const boxes = new BoxReader(reader);
  const top = await boxes.children(0, reader.size);
  if (!top.some(({ type }) => type === "moov"))
    throw damaged("The file does not say what is in it: it may have been cut off.");
  const movie = new MovieStrip(boxes, top);
  await movie.strip("movie");
  return replaced(reader.size, movie.replacements.list);
}

const free = fromLatin1("free");
const maxDropped = 100_000;
const maxLeftOver = 20_000;
/** Of a description of pictures (12.1.3), to the end of the name of what encoded them. */
const namedEntryBytes = 74;

export class MovieStrip {
  readonly replacements = new Replacements();
  readonly #boxes: BoxReader;
  readonly #top: readonly Box[];
  /** Numbers of the tracks that are kept, and bytes of a sample in fragments. */
  readonly #tracks = new Set<number>();
  #sampleSizes: ReadonlyMap<number, number> = new Map();
  /** Their samples; null where it is not certain where these are. */
  #shown: Extent[] | null = [];
  /** Samples of the others. */
  readonly #dropped: Extent[] = [];

  /** `top` are all boxes of the file. */
  constructor(boxes: BoxReader, top: readonly Box[]) {
    this.#boxes = boxes;
    this.#top = top;
  }

  async strip(file: "movie" | "picture"): Promise<void> {
    this.replacements.add(this.#top.at(-1)?.to ?? 0, this.#boxes.reader.size);
    // Fragments do not say what their tracks are.
    await this.#each(
      file,
      this.#top.toSorted((a, b) => Number(b.type === "moov") - Number(a.type === "moov")),
    );
    for (const { from, to } of inMediaData(this.#dropped, this.#top)) this.replacements.add(from, to);
    if (file === "movie") this.#blankLeftOver();
  }

  /** Dashboard cameras write where they drive between samples, and editors leave what they took out. */
  #blankLeftOver(): void {
    if (this.#shown === null || this.#top.some(({ type }) => type === "moof")) return;
    const left = elsewhereInMediaData(this.#shown, this.#top).filter(({ from, to }) => to > from);
    // So many are the spaces of a program that aligns its samples.
    if (left.length <= maxLeftOver) for (const { from, to } of left) this.replacements.add(from, to);
  }

  async #each(container: string, boxes: readonly Box[]): Promise<void> {
    for (const box of boxes) {
      if (!kept[container]?.has(box.type)) freed(this.replacements, box);
      else if (box.type === "trak") await this.#track(box);
      else if (kept[box.type]) await this.#container(box);
      else if (timed.has(box.type)) await this.#untime(box);
      else if (box.type === "hdlr") this.replacements.add(Math.min(box.body + 24, box.to), box.to);
    }
  }

  async #track(box: Box): Promise<void> {
    const children = await this.#boxes.children(box.body, box.to);
    const media = await this.#boxes.within(children, "mdia");
    const information = await this.#boxes.within(media, "minf");
    const table = await this.#boxes.within(information, "stbl");
    const handler = media.find(({ type }) => type === "hdlr");
    if (handler === undefined) throw damaged("A track of the file does not say what it is.");
    if (shownHandlers.has(latin1(await this.#boxes.reader.bytes(handler.body + 8, 4)))) {
      this.#tracks.add(await this.#numberOf(children));
      await this.#keep(table);
      await this.#unname(information, table);
      await this.#each("trak", children);
      return;
    }
    this.#drop(await sampleExtents(this.#boxes.reader, table));
    freed(this.replacements, box);
  }

  async #numberOf(track: readonly Box[]): Promise<number> {
    const header = track.find(({ type }) => type === "tkhd");
    if (header === undefined) throw damaged("A track of the file does not say what it is.");
    const { version, cursor } = await fullBox(this.#boxes.reader, header);
    cursor.take(version === 1 ? 16 : 8);
    return cursor.uint32();
  }

  /** Encoders name cameras in descriptions of samples, and QuickTime the folder of a file in its own reference to it. */
  async #unname(information: readonly Box[], table: readonly Box[]): Promise<void> {
    const references = await this.#boxes.within(information, "dinf");
    for (const { body, to } of await this.#entries(references, "dref")) this.replacements.add(body + 4, to);
    if (!information.some(({ type }) => type === "vmhd")) return;
    for (const { body, to } of await this.#entries(table, "stsd")) {
      if (to - body < namedEntryBytes) continue;
      this.replacements.add(body + 12, body + 16);
      this.replacements.add(body + 42, body + namedEntryBytes);
    }
  }

  /** What a box lists after its version, flags and count. */
  async #entries(boxes: readonly Box[], type: string): Promise<Box[]> {
    const list = boxes.find((box) => box.type === type);
    return list === undefined ? [] : this.#boxes.children(list.body + 8, list.to);
  }

  async #keep(table: readonly Box[]): Promise<void> {
    const extents = this.#shown && (await knownExtents(this.#boxes.reader, table));
    const isKnown = extents !== null && (this.#shown?.length ?? 0) + extents.length <= maxKnownChunks;
    if (!isKnown) this.#shown = null;
    else for (const extent of extents) this.#shown?.push(extent);
  }

  #drop(extents: readonly Extent[]): void {
    for (const extent of extents) this.#dropped.push(extent);
    if (this.#dropped.length > maxDropped) throw damaged("The file has metadata in more places than is reasonable.");
  }

  async #fragment(box: Box, children: readonly Box[]): Promise<void> {
    const { reader } = this.#boxes;
    const tracks = await tracksOfFragment(this.#boxes, children);
    await checkFragment(reader, tracks);
    for (const { box: traf, track, extents } of await fragmentExtents(reader, box, tracks, this.#sampleSizes)) {
      if (this.#tracks.has(track)) continue;
      this.#drop(extents);
      freed(this.replacements, traf);
    }
  }

  async #container(box: Box): Promise<void> {
    const children = await this.#boxes.children(box.body, box.to);
    if (box.type === "stbl") await checkSamples(this.#boxes.reader, children);
    if (box.type === "mvex") this.#sampleSizes = await defaultSizes(this.#boxes.reader, children);
    if (box.type === "moof") await this.#fragment(box, children);
    await this.#each(box.type, children);
  }

  /** Times are of four bytes each, in version 1 of eight. */
  async #untime(box: Box): Promise<void> {
    const [version] = await this.#boxes.reader.bytes(box.body, 1);
    this.replacements.add(box.body + 4, Math.min(box.body + 4 + (version === 1 ? 16 : 8), box.to));
  }
}

/** Makes free space of a box. */
export function freed(replacements: Replacements, { from, body, to }: Box): void {
  replacements.add(from + 4, from + 8, free);
  replacements.add(body, to);
}
