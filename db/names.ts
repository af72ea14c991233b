/** How names are compared and looked up. Pure. */

/** The form of a name that comparisons and indexes use: compatibility characters unified (NFKC, UAX #15) and without case. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** The words of a name key. Names part at spaces and these; the view `words_of_channels` does the same in SQL. */
export function nameWords(key: string): string[] {
  return key.split(/[ #\-_.,:;/\\()[\]"&+@!?|*~]+/).filter((word) => word !== "");
}
