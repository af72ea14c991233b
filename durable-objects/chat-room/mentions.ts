/** Names in a text: `@ada` means whoever has that username. Pure. */

const most = 50;
const name = /(?<![\w@.])@([A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?)/g;

/** The names that a text mentions, in lower case, each once, at most 50. */
export function mentionedNames(text: string): string[] {
  if (!text.includes("@")) return [];
  const names = new Set<string>();
  for (const [, found = ""] of text.matchAll(name)) {
    if (found.length >= 3) names.add(found.toLowerCase());
    if (names.size === most) break;
  }
  return [...names];
}
