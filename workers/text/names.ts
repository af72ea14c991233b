/** How names are compared and looked up. Pure. */

/** The form of a name that comparisons and indexes use: compatibility characters unified (NFKC, UAX #15) and without case. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** Keys that begin with `prefix`, as a half-open range for an index; SQLite orders text by code point. */
export function prefixRange(prefix: string): { from: string; to: string } {
  return { from: prefix, to: `${prefix}\u{10FFFF}` };
}
