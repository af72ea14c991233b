/** Looking names up by their beginning. Pure. */
export { nameKey, nameWords } from "../../db/names.ts";

/** Keys that begin with `prefix`, as a half-open range for an index; SQLite orders text by code point. */
export function prefixRange(prefix: string): { from: string; to: string } {
  return { from: prefix, to: `${prefix}\u{10FFFF}` };
}
