/** JPEG (ITU-T T.81, T.871; EXIF in CIPA DC-008). */
import { concat, fromLatin1, startsWith, uint16 } from "./bytes.ts";
import { orientationOf, orientationTiff, turned } from "./exif.ts";
import { checkSize, type Size } from "./picture-limits.ts";
import type { Walked } from "./picture.ts";
import { Pieces } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { cutOff, damaged, Refused } from "./refused.ts";

const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const;

/** Baseline, extended and progressive with Huffman coding: what decoders of browsers know. */
const shownFrames = new Set([0xc0, 0xc1, 0xc2]);
/** Lossless, hierarchical and arithmetic-coded frames. */
const otherFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
/** Tables (DHT, DAC, DQT, DNL, DRI, DHP, EXP): they have a length, and stay. */
const tables = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd, 0xde, 0xdf]);
const maxSegments = 10_000;

/**
 * Keeps what a decoder needs: JFIF, the colour profile (APP2), Adobe's colour transform (APP14) and, of EXIF, the orientation.
 * Ends with the first end-of-image marker, so that nothing appended comes along.
 */
export async function walkJpeg(reader: Reader): Promise<Walked> {
  const kept = new Pieces();
  let orientation: number | null = null;
  let size: Size | null = null;
  let scans = 0;
  let at = 2;
  for (let segments = 0; ; segments++) {
    if (segments > maxSegments) throw damaged("The JPEG file has more segments than is reasonable.");
    const { code, after } = await nextMarker(reader, at);
    if (code === marker.endOfImage) {
      kept.keep(after - 2, after);
      break;
    }
    const length = uint16(await reader.bytes(after, 2), 0);
    if (length < 2) throw damaged("A segment of the JPEG file has no length.");
    const end = after + length;
    const head = await reader.bytes(after + 2, Math.min(length - 2, 64));
    if (end > reader.size) throw cutOff();

    if (code === marker.startOfScan) {
      if (size === null) throw damaged("The JPEG file has a scan before its frame.");
      scans++;
      at = await endOfScan(reader, end);
      kept.keep(after - 2, at);
      continue;
    }
    if (shownFrames.has(code)) {
      if (size !== null || head.length < 6) throw damaged("The JPEG file has no frame, or more than one.");
      size = { height: uint16(head, 1), width: uint16(head, 3) };
      checkSize(size);
    } else if (otherFrames.has(code)) {
      throw new Refused(
        "type_not_accepted",
        "This kind of JPEG (lossless or arithmetic-coded) is not shown by browsers.",
      );
    } else if (code === marker.app1 && startsWith(head, "Exif\0\0")) {
      orientation ??= orientationOf(await reader.bytes(after + 2, length - 2));
    } else if (!isKnown(code)) {
      throw damaged("The JPEG file has a segment of no known kind.");
    }
    const cut = shortened(code, head);
    if (cut !== null && cut.length < end - after) kept.insert(concat(Uint8Array.of(0xff, code), cut));
    else if (isKept(code, head)) kept.keep(after - 2, end);
    at = end;
  }
  if (size === null || scans === 0) throw damaged("The JPEG file has no picture in it.");

  const pieces = new Pieces();
  pieces.keep(0, 2);
  if (orientation !== null && orientation !== 1) pieces.insert(orientationSegment(orientation));
  pieces.append(kept);
  return { type: "image/jpeg", ...turned(size, orientation ?? 1), pieces: pieces.list };
}

/** The marker at `at`; any number of fill bytes may be before it. */
async function nextMarker(reader: Reader, start: number): Promise<{ code: number; after: number }> {
  if ((await reader.some(start))[0] !== 0xff) throw damaged("The JPEG file has something between its segments.");
  // Whatever is at hand is looked through at once: a file may be nothing but fill bytes.
  for (let at = start + 1; ;) {
    const bytes = await reader.some(at);
    const found = bytes.findIndex((byte) => byte !== 0xff);
    if (found !== -1) return { code: bytes[found] ?? 0, after: at + found + 1 };
    at += bytes.length;
  }
}

/** Where the marker after entropy-coded data is: all but a stuffed zero, a restart or a fill byte after 0xFF ends it. */
async function endOfScan(reader: Reader, start: number): Promise<number> {
  for (let at = start; ;) {
    const bytes = await reader.some(at);
    let found = bytes.indexOf(0xff);
    while (found !== -1 && found + 1 < bytes.length) {
      const code = bytes[found + 1] ?? 0;
      if (code === 0xff) found += 1;
      else if (code === 0 || (code >= 0xd0 && code <= 0xd7)) found = bytes.indexOf(0xff, found + 2);
      else return at + found;
    }
    at += found === -1 ? bytes.length : found;
    // At the end of what is at hand, 0xFF is looked at again with what follows it.
    if (found !== -1) await reader.bytes(at, 2);
  }
}

function isKnown(code: number): boolean {
  return (code >= marker.app0 && code <= marker.app15) || code === marker.comment || tables.has(code);
}

function isKept(code: number, head: Uint8Array): boolean {
  if (shownFrames.has(code) || tables.has(code)) return true;
  if (code === marker.app0) return startsWith(head, "JFIF\0");
  if (code === marker.app2) return startsWith(head, "ICC_PROFILE\0");
  return code === marker.app14 && startsWith(head, "Adobe");
}

/** Length and content of a segment that may have a small picture of its own, or whatever else, behind what a decoder needs; null for others. */
function shortened(code: number, head: Uint8Array): Uint8Array | null {
  // Sides of the small picture end what JFIF has to say (T.871, 10.1).
  if (code === marker.app0 && startsWith(head, "JFIF\0") && head.length >= 14)
    return concat(Uint8Array.of(0, 16), head.subarray(0, 12), new Uint8Array(2));
  if (code === marker.app14 && startsWith(head, "Adobe") && head.length >= 12)
    return concat(Uint8Array.of(0, 14), head.subarray(0, 12));
  return null;
}

function orientationSegment(orientation: number): Uint8Array {
  const body = concat(fromLatin1("Exif\0\0"), orientationTiff(orientation));
  return concat(Uint8Array.of(0xff, marker.app1, 0, body.length + 2), body);
}
