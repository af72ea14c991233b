/** Containers of sound alone: few bytes may claim more frames, pages or tags than a demuxer has room for, so they are counted first. */
import { latin1, startsWith, uint16, uint24, uint32 } from "./bytes.ts";
import type { Reader } from "./reader.ts";
import { damaged, Refused } from "./refused.ts";

/** Nearly two hours of sound in frames of 1,024 samples. */
const maxFrames = 300_000;
/** More than a day in pages of a second. */
const maxPages = 100_000;
const maxStreams = 32;
/** Of a packet over several pages: a cover is the largest there is. */
const maxPacketBytes = 8 * 1024 * 1024;
const maxTags = 100;
const maxBlocks = 1_000;
const tagHeaderBytes = 10;
const tagFooter = 0x10;
const frameHeaderBytes = 7;
const streamInfoBytes = 34;

/** Refuses what would take too long to measure, or too much memory. What it is, and whether it is sound, the demuxer says. */
export async function checkSound(reader: Reader): Promise<void> {
  const at = await afterTags(reader);
  const head = await reader.upTo(at, 4);
  if (startsWith(head, "fLaC")) await checkBlocks(reader, at + 4);
  else if (startsWith(head, "OggS")) await checkPages(reader, at);
  else if (isFrame(head)) await checkFrames(reader, at);
}

/** Where the sound begins: behind any number of tags (ID3v2.4, 3.1), of which the size has seven bits a byte. */
async function afterTags(reader: Reader): Promise<number> {
  let at = 0;
  for (let tags = 0; ; tags++) {
    const head = await reader.upTo(at, tagHeaderBytes);
    const [, , , major, revision, flags = 0, ...size] = head;
    const isTag = startsWith(head, "ID3") && major !== 0xff && revision !== 0xff && size.every((byte) => byte < 0x80);
    if (head.length < tagHeaderBytes || !isTag) return at;
    if (tags >= maxTags) throw tooMany("tags");
    at += tagHeaderBytes + size.reduce((sum, byte) => sum * 128 + byte, 0) + (flags & tagFooter ? tagHeaderBytes : 0);
  }
}

/** FLAC's metadata (RFC 9639, 8). Refuses streams that do not say how long they are: for the first frame of one, a demuxer may look for ever. */
async function checkBlocks(reader: Reader, from: number): Promise<void> {
  let at = from;
  for (let blocks = 0; ; blocks++) {
    const head = await reader.upTo(at, 4 + streamInfoBytes);
    if (head.length < 4) return;
    if (blocks >= maxBlocks) throw tooMany("metadata");
    if (((head[0] ?? 0) & 0x7f) === 0) checkStreamInfo(head.subarray(4));
    at += 4 + uint24(head, 1);
    if (((head[0] ?? 0) & 0x80) !== 0) return;
  }
}

/** Twenty bits are the sample rate; after twelve others, thirty-two count the samples: four more would count days (8.2). */
function checkStreamInfo(info: Uint8Array): void {
  const isWhole = info.length === streamInfoBytes;
  if (!isWhole || uint24(info, 10) >>> 4 === 0 || uint32(info, 14) === 0)
    throw damaged("The file does not say how long it is.");
}

/** ADTS (ISO/IEC 13818-7): twelve bits that are set, two of layer that are not. */
function isFrame(head: Uint8Array): boolean {
  return head.length >= 2 && (uint16(head, 0) & 0xfff6) === 0xfff0;
}

/** Refuses frames that are shorter than their header: where one has no length, a demuxer does not get on. */
async function checkFrames(reader: Reader, from: number): Promise<void> {
  let at = from;
  for (let frames = 0; ; frames++) {
    const head = await reader.upTo(at, frameHeaderBytes);
    if (head.length < frameHeaderBytes || !isFrame(head)) return;
    if (frames >= maxFrames) throw tooMany("frames");
    // Thirteen bits over three bytes.
    const length = (uint32(head, 3) >>> 13) & 0x1fff;
    if (length < frameHeaderBytes) throw damaged("A frame of the file is shorter than its own header.");
    at += length;
  }
}

/** Ogg (RFC 3533): a demuxer that looks for the last page of a stream looks at all that are of no stream, again and again. */
async function checkPages(reader: Reader, from: number): Promise<void> {
  const packets = new Map<string, number>();
  let at = from;
  for (let pages = 0; at < reader.size; pages++) {
    const head = await reader.upTo(at, 27);
    if (head.length < 27 || !startsWith(head, "OggS")) throw damaged("The file has something between its pages.");
    if (pages >= maxPages) throw tooMany("pages");
    const stream = latin1(head, 14, 18);
    if (!packets.has(stream) && ((head[5] ?? 0) & 2) === 0) throw damaged("The file has a page of no stream.");
    let packet = packets.get(stream) ?? 0;
    at += 27 + (head[26] ?? 0);
    for (const length of await reader.bytes(at - (head[26] ?? 0), head[26] ?? 0)) {
      packet += length;
      at += length;
      if (packet > maxPacketBytes) throw damaged("A part of the file says to be larger than is reasonable.");
      if (length < 255) packet = 0;
    }
    packets.set(stream, packet);
    if (packets.size > maxStreams) throw tooMany("streams");
  }
}

function tooMany(what: string): Refused {
  return new Refused("too_large_to_show", `The file has more ${what} than is reasonable.`);
}
