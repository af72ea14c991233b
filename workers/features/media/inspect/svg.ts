/** SVG (W3C SVG 2). A picture stays itself byte for byte: what is in it is made harmless by how it is served. */
import { startsWith } from "./bytes.ts";
import type { Size } from "./picture-limits.ts";
import type { Walked } from "./picture.ts";
import { untouched } from "./pieces.ts";
import type { Reader } from "./reader.ts";
import { damaged, Refused } from "./refused.ts";
import { DrawingEffort } from "./svg-effort.ts";
import { rootOf, type Root } from "./xml.ts";

const maxBytes = 5 * 1024 * 1024;
/** Of a vector picture the pixels only say how it is laid out: larger ones are scaled. */
const maxSide = 16_384;
/** What browsers take where a document says nothing (CSS 2.2, 10.3.2). */
const defaultSize: Size = { width: 300, height: 150 };

/** Pixels of CSS in each unit (CSS Values 4, 6). Others depend on what is around. */
const pixelsPer: Record<string, number> = {
  "": 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
};

export async function walkSvg(reader: Reader): Promise<Walked> {
  if (reader.size > maxBytes)
    throw new Refused("too_large_to_show", `An SVG picture may have ${maxBytes / 1024 / 1024} MiB at most.`);
  const effort = new DrawingEffort();
  const root = rootOf(decode(await wholeOf(reader)), effort);
  if (root.name.replace(/^.*:/, "") !== "svg") throw new Refused("type_mismatch", "This is not an SVG picture.");
  effort.check();
  return { type: "image/svg+xml", ...sizeOf(root), pieces: untouched(reader.size) };
}

async function wholeOf(reader: Reader): Promise<Uint8Array> {
  const whole = new Uint8Array(reader.size);
  for (let at = 0; at < whole.length;) {
    const bytes = await reader.some(at);
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** UTF-8, unless the document declares a superset of ASCII: of those, only ASCII matters here. */
function decode(bytes: Uint8Array): string {
  if (bytes.some(isControl)) throw damaged("The picture has control characters: it is not well-formed XML.");
  const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    new TextDecoder().decode(bytes.subarray(0, 200)),
  )?.[1];
  const single =
    /^(?:iso-8859-\d+|windows-125\d|us-ascii)$/i.test(encoding ?? "") && !startsWith(bytes, "\xEF\xBB\xBF");
  try {
    return new TextDecoder(single ? "latin1" : "utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw damaged("The picture has characters that are not UTF-8.");
    throw error;
  }
}

/** None of these may be there (XML, 2.2). An escape could begin another alphabet, in which a browser reads other tags than are seen here. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}

function sizeOf({ attributes }: Root): Size {
  const width = pixelsOf(attributes.get("width"));
  const height = pixelsOf(attributes.get("height"));
  const box = viewBoxOf(attributes.get("viewBox"));
  if (width !== null && height !== null) return scaled({ width, height });
  if (box === null) return scaled({ width: width ?? defaultSize.width, height: height ?? defaultSize.height });
  if (width !== null) return scaled({ width, height: (width * box.height) / box.width });
  if (height !== null) return scaled({ width: (height * box.width) / box.height, height });
  return scaled(box);
}

function pixelsOf(length = ""): number | null {
  const [, number, unit = ""] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d{1,2})?|\d+\.)\s*([a-z]*)\s*$/i.exec(length) ?? [];
  const pixels = Number(number) * (pixelsPer[unit.toLowerCase()] ?? Number.NaN);
  return pixels > 0 && Number.isFinite(pixels) ? pixels : null;
}

function viewBoxOf(box = ""): Size | null {
  const numbers = box
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width = 0, height = 0] = numbers;
  return numbers.length === 4 && width > 0 && height > 0 && Number.isFinite(width * height) ? { width, height } : null;
}

/** Whole pixels, at least one, within what may be shown. */
function scaled({ width, height }: Size): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
