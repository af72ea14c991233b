/** Video and audio in boxes: what tells of place, time, device and person becomes free space, so that samples keep their offsets. */
import { fromLatin1, latin1 } from "./bytes.ts";
import { BoxReader, type Box } from "./bmff.ts";
import { replaced, type Replacement } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { damaged } from "./refused.ts";
import type { Piece } from "./types.ts";

/** What stays in each container, and what it contains in turn. All else becomes free space. */
const kept: Record<string, ReadonlySet<string>> = {
  file: new Set(["ftyp", "styp", "moov", "moof", "mdat", "mfra", "sidx", "ssix", "pdin"]),
  moov: new Set(["mvhd", "trak", "mvex", "iods", "pssh"]),
  trak: new Set(["tkhd", "tref", "edts", "mdia", "tapt", "clip", "matt"]),
  mdia: new Set(["mdhd", "hdlr", "minf", "elng"]),
  moof: new Set(["mfhd", "traf", "pssh"]),
  minf: new Set(["vmhd", "smhd", "sthd", "nmhd", "gmhd", "hmhd", "hdlr", "dinf", "stbl"]),
};
/** Pictures, sound and subtitles; tracks of anything else carry what cameras measure. */
const shownHandlers = new Set(["vide", "soun", "auxv", "subt", "text", "sbtl", "clcp"]);
/** Full boxes that begin with when they were made and changed. */
const timed = new Set(["mvhd", "tkhd", "mdhd"]);

export async function stripBoxes(reader: Reader): Promise<Piece[]> {
  const strip = new BoxStrip(reader);
  await strip.file();
  return replaced(reader.size, strip.replacements);
}

class BoxStrip {
  readonly replacements: Replacement[] = [];
  readonly #boxes: BoxReader;

  constructor(reader: Reader) {
    this.#boxes = new BoxReader(reader);
  }

  async file(): Promise<void> {
    const size = this.#boxes.reader.size;
    const top = await this.#boxes.children(0, size);
    if (size - (top.at(-1)?.to ?? 0) > 0) this.#blank(top.at(-1)?.to ?? 0, size);
    if (!top.some(({ type }) => type === "moov"))
      throw damaged("The file does not say what is in it: it may have been cut off.");
    await this.#each("file", top);
  }

  async #each(container: string, boxes: readonly Box[]): Promise<void> {
    for (const box of boxes) {
      if (!kept[container]?.has(box.type)) this.#free(box);
      else if (box.type === "trak" && !(await this.#isShown(box))) this.#free(box);
      else if (kept[box.type]) await this.#each(box.type, await this.#boxes.children(box.body, box.to));
      else if (timed.has(box.type)) await this.#untime(box);
      else if (box.type === "hdlr") this.#blank(Math.min(box.body + 24, box.to), box.to);
    }
  }

  async #isShown(track: Box): Promise<boolean> {
    const media = (await this.#boxes.children(track.body, track.to)).find(({ type }) => type === "mdia");
    const inMedia = media ? await this.#boxes.children(media.body, media.to) : [];
    const handler = inMedia.find(({ type }) => type === "hdlr");
    if (handler === undefined) throw damaged("A track of the file does not say what it is.");
    return shownHandlers.has(latin1(await this.#boxes.reader.bytes(handler.body + 8, 4)));
  }

  /** Times are of four bytes each, in version 1 of eight. */
  async #untime(box: Box): Promise<void> {
    const [version] = await this.#boxes.reader.bytes(box.body, 1);
    this.#blank(box.body + 4, Math.min(box.body + 4 + (version === 1 ? 16 : 8), box.to));
  }

  #free({ from, body, to }: Box): void {
    this.replacements.push({ from: from + 4, to: from + 8, bytes: fromLatin1("free") });
    this.#blank(body, to);
  }

  #blank(from: number, to: number): void {
    this.replacements.push({ from, to, bytes: new Uint8Array() });
  }
}
