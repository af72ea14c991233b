/** Ranges of bytes (RFC 9110, section 14). */

/** What a request asks for, before the size is known: from `offset` for at most `length`, or the last `suffix` bytes. */
export type RequestedRange = { offset: number; length?: number } | { suffix: number };

/** The bytes from `first` to `last`, both among them. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * A `Range` field with one range; null for none, and for what may be answered with the whole: other units, several ranges, and what is
 * not well-formed.
 */
export function parseRange(field: string | undefined): RequestedRange | null {
  const match = /^bytes\s*=\s*(\d*)-(\d*)$/i.exec(field?.trim() ?? "");
  if (!match) return null;
  const [, from = "", to = ""] = match;
  if (from === "") return to === "" ? null : { suffix: toCount(to) };
  const offset = toCount(from);
  if (to === "") return { offset };
  return toCount(to) < offset ? null : { offset, length: toCount(to) - offset + 1 };
}

/** The part of `size` bytes that a range means; null for none of them. */
export function resolveRange(range: RequestedRange, size: number): ByteRange | null {
  if ("suffix" in range) {
    return range.suffix === 0 || size === 0 ? null : { first: Math.max(0, size - range.suffix), last: size - 1 };
  }
  if (range.offset >= size) return null;
  return { first: range.offset, last: Math.min(size, range.offset + (range.length ?? size)) - 1 };
}

/** Positions beyond what a number holds exactly are beyond any file as well. */
function toCount(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER - 1);
}
