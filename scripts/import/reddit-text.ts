/** Texts as they were stored there (Markdown, escaped for HTML) to texts as they are written here. */

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

// Control characters but tab and line feed, and overrides of direction: they are refused here, and showed nothing there.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const invisible = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/** Resolves the entities of one escaping; what was written as an entity then stays one. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** One line of plain text, at most `max` code points. */
export function plainLine(text: string, max: number): string {
  const line = decodeEntities(text).replace(/\s+/g, " ").replace(invisible, "").toWellFormed().trim();
  const points = [...line];
  return points.length <= max
    ? line
    : `${points
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}

/**
 * Markdown. Headings needed no space after their # there, and would become hashtags here; addresses of people and boards were
 * relative.
 */
export function markdownText(text: string): string {
  return decodeEntities(text)
    .replace(/\r\n?/g, "\n")
    .replace(invisible, "")
    .toWellFormed()
    .replace(/^(#{1,6})(?=[^#\s])/gm, "$1 ")
    .replace(/\]\((\/(?:r|u|user)\/[^)\s]*)\)/g, "](https://www.reddit.com$1)")
    .trim();
}

/** Plain text as Markdown that shows it unchanged. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|#]/g, "\\$&")
    .replace(/^(\d+)([.)])(?=\s)/, "$1\\$2")
    .replace(/^([-+])(?=\s)/, "\\$1");
}
