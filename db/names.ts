/** How names are compared and looked up. Pure. */

/** The form of a name that comparisons and indexes use: compatibility characters unified (NFKC, UAX #15) and without case. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
