/** Boxes of video and audio: what tells of place, time, device and person becomes free space, so that samples keep their offsets. */
import { BoxReader, inMediaData, type Box } from "./bmff.ts";
import { fromLatin1, latin1 } from "./bytes.ts";
import { checkFragment, checkSamples } from "./movie-limits.ts";
import { sampleExtents } from "./movie-samples.ts";
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
/** Pictures, sound and subtitles. Tracks of anything else carry what cameras measure. */
const shownHandlers = new Set(["vide", "soun", "pict", "auxv", "subt", "text", "sbtl", "clcp"]);
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

export class MovieStrip {
  readonly replacements = new Replacements();
  readonly #boxes: BoxReader;
  readonly #top: readonly Box[];

  /** `top` are all boxes of the file. */
  constructor(boxes: BoxReader, top: readonly Box[]) {
    this.#boxes = boxes;
    this.#top = top;
  }

  async strip(file: "movie" | "picture"): Promise<void> {
    this.replacements.add(this.#top.at(-1)?.to ?? 0, this.#boxes.reader.size);
    await this.#each(file, this.#top);
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
    const table = await this.#boxes.within(await this.#boxes.within(media, "minf"), "stbl");
    const handler = media.find(({ type }) => type === "hdlr");
    if (handler === undefined) throw damaged("A track of the file does not say what it is.");
    if (shownHandlers.has(latin1(await this.#boxes.reader.bytes(handler.body + 8, 4)))) {
      await this.#each("trak", children);
      return;
    }
    const samples = inMediaData(await sampleExtents(this.#boxes.reader, table), this.#top);
    for (const { from, to } of samples) this.replacements.add(from, to);
    freed(this.replacements, box);
  }

  async #container(box: Box): Promise<void> {
    const children = await this.#boxes.children(box.body, box.to);
    if (box.type === "stbl") await checkSamples(this.#boxes.reader, children);
    if (box.type === "moof") await checkFragment(this.#boxes, children);
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
