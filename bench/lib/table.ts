/** A table as Markdown that reads well in a terminal, too. Columns whose cells all begin with a digit are set to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = head.map((_, column) => rows.every((row) => /^[\d–]/.test(row[column] ?? "")));
  const width = head.map((name, column) => Math.max(name.length, 3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (numeric[at] ? cell.padStart(width[at] ?? 0) : cell.padEnd(width[at] ?? 0))).join(" | ")} |`;
  const rule = `|${width.map((length, at) => `${"-".repeat(length + 1)}${numeric[at] ? ":" : "-"}`).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

const marker = (name: string, edge: "begin" | "end") => `<!-- ${name}: ${edge} -->`;

/** The page with what stands between the markers of `name` replaced. Throws where the markers are missing. */
export function replaceSection(page: string, name: string, text: string): string {
  const from = page.indexOf(marker(name, "begin"));
  const to = page.indexOf(marker(name, "end"));
  if (from < 0 || to < from) throw new Error(`the page has no section ${name}`);
  return `${page.slice(0, from)}${marker(name, "begin")}\n\n${text.trim()}\n\n${page.slice(to)}`;
}
