/** WebM and Matroska (RFC 9559): tags, attachments, titles and dates become void, so that clusters keep their offsets. */
import { ElementReader, voidHeader, type Element } from "./ebml.ts";
import { replaced, Replacements } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { damaged } from "./refused.ts";
import type { Piece } from "./types.ts";

const id = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  chapters: 0x1043a770,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
  attachments: 0x1941a469,
  tags: 0x1254c367,
  void: 0xec,
  checksum: 0xbf,
  date: 0x4461,
  title: 0x7ba9,
  segmentFilename: 0x7384,
} as const;

const inSegment = new Set<number>([
  id.seekHead,
  id.info,
  id.tracks,
  id.chapters,
  id.cluster,
  id.cues,
  id.attachments,
  id.tags,
]);
const dropped = new Set<number>([id.attachments, id.tags, id.void, id.checksum]);
/** The checksum would be another one. */
const droppedOfInfo = new Set<number>([id.date, id.title, id.segmentFilename, id.void, id.checksum]);

/** What is kept; what follows the segment is not. Live recordings, whose sizes are unknown, are walked block by block. */
export async function stripMatroska(reader: Reader): Promise<Piece[]> {
  const elements = new ElementReader(reader);
  const header = await elements.at(0, reader.size);
  if (header.id !== id.header || header.to === null) throw damaged("The file has no header.");
  const segment = await elements.at(header.to, reader.size);
  if (segment.id !== id.segment) throw damaged("The file has no content.");
  const end = segment.to ?? reader.size;
  const replacements = new Replacements();
  for (let at = segment.body; at < end;) {
    const element = await elements.at(at, end);
    at = element.to ?? (await endOfCluster(elements, element, end));
    if (element.id === id.info) {
      for (const child of await elements.children(element.body, at))
        if (droppedOfInfo.has(child.id)) makeVoid(replacements, child);
    } else if (dropped.has(element.id)) {
      makeVoid(replacements, { ...element, to: at });
    }
  }
  return replaced(end, replacements.list);
}

/** A cluster of unknown size ends where the next element of its level begins. */
async function endOfCluster(elements: ElementReader, cluster: Element, end: number): Promise<number> {
  if (cluster.id !== id.cluster) throw damaged("An element of the file has no size.");
  let at = cluster.body;
  while (at < end) {
    const element = await elements.at(at, end);
    if (inSegment.has(element.id)) return at;
    if (element.to === null) throw damaged("An element of the file has no size.");
    at = element.to;
  }
  return at;
}

function makeVoid(replacements: Replacements, { from, to }: { from: number; to: number }): void {
  replacements.add(from, to, voidHeader(to - from));
}
