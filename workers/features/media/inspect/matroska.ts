/** WebM and Matroska (RFC 9559): tags, attachments, titles, names and dates become void, so that clusters keep their offsets. */
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
  track: 0xae,
  chapters: 0x1043a770,
  cluster: 0x1f43b675,
  cues: 0x1c53bb6b,
  attachments: 0x1941a469,
  tags: 0x1254c367,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  trackName: 0x536e,
  codecName: 0x258688,
  codecSettings: 0x3a9697,
  codecInfo: 0x3b4040,
  codecDownload: 0x26b240,
  void: 0xec,
  checksum: 0xbf,
} as const;

const kept = new Set<number>([id.seekHead, id.info, id.tracks, id.chapters, id.cluster, id.cues]);
const inSegment = new Set<number>([...kept, id.attachments, id.tags]);
/** Titles, dates, other files and whatever else is there become void. */
const keptOfInfo = new Set<number>([id.timestampScale, id.duration]);
/** Programs have to be named, but may be named nothing. */
const emptiedOfInfo = new Set<number>([id.muxingApp, id.writingApp]);
/** The checksum would be another one. */
const droppedOfTrack = new Set<number>([
  id.trackName,
  id.codecName,
  id.codecSettings,
  id.codecInfo,
  id.codecDownload,
  id.void,
  id.checksum,
]);

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
    if (element.id === id.info) await stripInfo(elements, replacements, { ...element, to: at });
    else if (element.id === id.tracks) await stripTracks(elements, replacements, { ...element, to: at });
    else if (!kept.has(element.id)) makeVoid(replacements, { ...element, to: at });
  }
  return replaced(end, replacements.list);
}

type Whole = Element & { to: number };

async function stripInfo(elements: ElementReader, replacements: Replacements, info: Whole): Promise<void> {
  for (const child of await elements.children(info.body, info.to)) {
    if (emptiedOfInfo.has(child.id)) replacements.add(child.body, child.to);
    else if (!keptOfInfo.has(child.id)) makeVoid(replacements, child);
  }
}

async function stripTracks(elements: ElementReader, replacements: Replacements, tracks: Whole): Promise<void> {
  for (const track of await elements.children(tracks.body, tracks.to)) {
    if (track.id !== id.track) makeVoid(replacements, track);
    else
      for (const child of await elements.children(track.body, track.to))
        if (droppedOfTrack.has(child.id)) makeVoid(replacements, child);
  }
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
