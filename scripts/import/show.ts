/** What an import shows: how far it is, and at the end what came of it. */
import type { Overview } from "../../contract/admin.ts";
import type { Outcome } from "./send.ts";

const number = new Intl.NumberFormat("en");

/** A line that is written anew on a terminal; elsewhere a line now and then. */
export class ProgressLine {
  readonly #out: NodeJS.WriteStream;
  #shownAt = 0;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
  }

  update(what: string, done: number, all: number, startedAt: number): void {
    const last = done >= all;
    const now = performance.now();
    if (!last && now - this.#shownAt < (this.#out.isTTY ? 100 : 5000)) return;
    this.#shownAt = now;
    const rate = Math.round(done / Math.max(0.001, (now - startedAt) / 1000));
    const percent = all === 0 ? 100 : Math.floor((done / all) * 100);
    const text = `${what.padEnd(8)} ${number.format(done)} of ${number.format(all)} (${percent} %), ${number.format(rate)} per second`;
    if (this.#out.isTTY) this.#out.write(`\r\u001B[K${text}${last ? "\n" : ""}`);
    else this.#out.write(`${text}\n`);
  }
}

const columns = ["", "found", "brought", "already there", "refused", "seconds"];

/** A table of what was found, brought, there already and refused, then the reasons of refusals. */
export function outcomeTable(outcomes: readonly (readonly [string, Outcome])[]): string {
  const rows = outcomes.map(([what, { found, brought, repeated, refused, seconds }]) => [
    what,
    number.format(found),
    number.format(brought),
    number.format(repeated),
    number.format(sum(refused.values())),
    seconds.toFixed(1),
  ]);
  const widths = columns.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  const reasons = outcomes.flatMap(([what, { refused }]) =>
    [...refused]
      .toSorted(([, a], [, b]) => b - a)
      .map(([reason, lines]) => `  ${what}, ${number.format(lines)}: ${reason}`),
  );
  return [line(columns), ...rows.map(line), ...(reasons.length > 0 ? ["", "Refused:", ...reasons] : [])].join("\n");
}

/** The site's totals in one sentence. */
export function totalsLine(overview: Overview): string {
  const { people, follows, posts, comments, messages } = overview;
  const waiting = overview.outbox.waiting;
  const totals = `The site has ${number.format(people)} people, ${number.format(follows)} follows, ${number.format(posts)} posts, ${number.format(comments)} comments and ${number.format(messages)} messages.`;
  return waiting === 0
    ? totals
    : `${totals} Feeds and suggestions are still being filled (${number.format(waiting)} steps to go).`;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
