/** How much there is to draw in an SVG picture: elements that use others, which use others, make of few bytes what no browser ever finishes. */
import { damaged, Refused } from "./refused.ts";
import type { XmlVisitor } from "./xml.ts";

/** Elements, each as often as it is drawn. */
const maxDrawn = 1_000_000;
/** Elements that use each other in a row. */
const maxChain = 1_000;

/** An element with an id, and those around which no other has one. */
interface Part {
  elements: number;
  parts: Part[];
  /** Ids of what it uses. */
  uses: string[];
  /** Elements that are drawn when it is: null until that is counted, zero while it is, since what uses itself is not drawn. */
  drawn: number | null;
}

const newPart = (): Part => ({ elements: 0, parts: [], uses: [], drawn: null });

/** Follows a document; `check` at its end refuses what draws too much. */
export class DrawingEffort implements XmlVisitor {
  readonly #root = newPart();
  readonly #open: Part[] = [this.#root];
  readonly #named = new Map<string, Part>();

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const around = this.#open.at(-1) ?? this.#root;
    const id = attributes.get("id");
    const part = id === undefined ? around : newPart();
    if (id !== undefined) {
      around.parts.push(part);
      if (!this.#named.has(id)) this.#named.set(id, part);
    }
    this.#open.push(part);
    // Colours of a gradient are not drawn one by one.
    if (!/(?:^|:)stop$/.test(name)) part.elements += 1;
    for (const [attribute, value] of attributes) {
      const used = /^(?:.*:)?href$/.test(attribute) ? /^\s*#(.*?)\s*$/.exec(value)?.[1] : undefined;
      if (used !== undefined) part.uses.push(used);
      else if (value.includes("url"))
        for (const [, painted = ""] of value.matchAll(/url\(\s*["']?#([^"')]*)/g)) part.uses.push(painted.trim());
    }
  }

  close(): void {
    this.#open.pop();
  }

  check(): void {
    if (this.#drawnBy(this.#root, 0) > maxDrawn)
      throw new Refused(
        "too_large_to_show",
        "The picture draws the same over and over, more often than is reasonable.",
      );
  }

  #drawnBy(part: Part, depth: number): number {
    if (part.drawn !== null) return part.drawn;
    if (depth > maxChain) throw damaged("The picture is nested deeper than is reasonable.");
    part.drawn = 0;
    let drawn = part.elements;
    for (const inner of part.parts) drawn += this.#drawnBy(inner, depth + 1);
    for (const id of part.uses) {
      const used = this.#named.get(id);
      if (used) drawn += this.#drawnBy(used, depth + 1);
    }
    part.drawn = drawn;
    return drawn;
  }
}
