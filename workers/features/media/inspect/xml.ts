/** As much of XML (W3C, fifth edition) as it takes to say that a document is whole, harmless to parse, and what its root is. */
import { cutOff, damaged } from "./refused.ts";

export interface Root {
  /** With its prefix, if it has one. */
  name: string;
  attributes: ReadonlyMap<string, string>;
}

/** Is told of each element, with the values of its attributes as they are meant. */
export interface XmlVisitor {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(): void;
}

const maxDepth = 1_000;
const predefined: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["apos", "'"],
  ["quot", '"'],
]);

/** The root of a well-formed document. Refuses what breaks off or is not well-formed, and entities that grow or reach outside. */
export function rootOf(document: string, visitor: XmlVisitor): Root {
  return new XmlWalk(document.startsWith("\uFEFF") ? document.slice(1) : document, visitor).root();
}

class XmlWalk {
  readonly #text: string;
  #at = 0;
  #root: Root | null = null;
  readonly #open: string[] = [];
  #entities = predefined;
  readonly #visitor: XmlVisitor;

  constructor(text: string, visitor: XmlVisitor) {
    this.#text = text;
    this.#visitor = visitor;
  }

  root(): Root {
    while (this.#at < this.#text.length) {
      const next = this.#text.indexOf("<", this.#at);
      this.#characters(next === -1 ? this.#text.length : next);
      if (next === -1) break;
      if (this.#has("<!--")) this.#past("-->");
      else if (this.#has("<?")) this.#past("?>");
      else if (this.#has("<![CDATA[") && this.#open.length > 0) this.#past("]]>");
      else if (this.#has("<!DOCTYPE") && this.#root === null) this.#documentType();
      else if (this.#has("</")) this.#endTag();
      else this.#startTag();
    }
    if (this.#root === null || this.#open.length > 0) throw cutOff();
    return this.#root;
  }

  #has(mark: string): boolean {
    return this.#text.startsWith(mark, this.#at);
  }

  #past(mark: string): void {
    this.#at = this.#indexOf(mark) + mark.length;
  }

  #indexOf(mark: string): number {
    const found = this.#text.indexOf(mark, this.#at);
    if (found === -1) throw cutOff();
    return found;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #characters(end: number): void {
    const characters = this.#text.slice(this.#at, end);
    if (this.#open.length === 0 && characters.trim() !== "") throw notWellFormed("has something outside of its root");
    this.#references(characters);
    this.#at = end;
  }

  #references(characters: string): void {
    for (let at = characters.indexOf("&"); at !== -1; at = characters.indexOf("&", at + 1)) {
      const reference = /^&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|([^\s&;<#]{1,100}));/.exec(characters.slice(at, at + 110));
      const name = reference?.[1];
      if (!reference || (name !== undefined && !this.#entities.has(name)))
        throw notWellFormed("refers to something unknown");
    }
  }

  /** The text with what its references stand for, which are known to be well-formed. */
  #meant(text: string): string {
    return text.replaceAll(/&(#x?)?([^;]*);/g, (_, numeric: string | undefined, name: string) => {
      if (numeric === undefined) return this.#entities.get(name) ?? "";
      const code = Number.parseInt(name, numeric === "#" ? 10 : 16);
      return code > 0x10ffff ? "" : String.fromCodePoint(code);
    });
  }

  /** Declared entities may be plain text alone: then they cannot grow, and reach nothing. */
  #documentType(): void {
    const bracket = this.#text.indexOf("[", this.#at);
    const close = this.#indexOf(">");
    if (bracket === -1 || close < bracket) {
      this.#at = close + 1;
      return;
    }
    this.#at = bracket + 1;
    const entities = new Map<string, string>();
    while (this.#match(/\s*\]\s*>/y) === null) {
      this.#match(/\s+/y);
      if (this.#has("<!--")) this.#past("-->");
      else if (this.#has("<?")) this.#past("?>");
      else if (this.#has("<!ENTITY")) this.#entity(entities);
      else if (this.#has("<!ATTLIST")) this.#attributeList();
      else if (this.#match(/<!(?:ELEMENT|NOTATION)(?=\s)(?:[^"'<>%]|"[^"%]*"|'[^'%]*')*>/y) === null)
        throw this.#at < this.#text.length ? notWellFormed("declares something unknown") : cutOff();
    }
    checkGrowth(this.#text, entities);
    this.#entities = new Map([...entities, ...predefined]);
  }

  /** An attribute may have a value where it is not written, but not refer to anything then. */
  #attributeList(): void {
    const list = this.#match(/<!ATTLIST(?=\s)(?:[^"'<>%]|"[^"%]*"|'[^'%]*')*>/y);
    if (list === null) throw this.#at < this.#text.length ? notWellFormed("declares something unknown") : cutOff();
    for (const [value] of list.matchAll(/"[^"]*"|'[^']*'/g))
      if (/^.\s*#|&|url/.test(value)) throw damaged("The picture declares attributes that refer to something.");
  }

  #entity(entities: Map<string, string>): void {
    const declaration = this.#match(/<!ENTITY\s+[^\s%"'<>&]{1,100}\s+(?:"[^"<&%]*"|'[^'<&%]*')\s*>/y);
    const [, name, quoted] = /^<!ENTITY\s+(\S+)\s+([^]*?)\s*>$/.exec(declaration ?? "") ?? [];
    if (name === undefined || quoted === undefined)
      throw damaged("The picture declares entities other than plain text.");
    if (!entities.has(name)) entities.set(name, quoted.slice(1, -1));
  }

  #endTag(): void {
    const name = /^<\/([^\s<>]+)\s*>$/.exec(this.#text.slice(this.#at, this.#indexOf(">") + 1))?.[1];
    if (name === undefined || this.#open.pop() !== name) throw notWellFormed("closes what it did not open");
    this.#visitor.close();
    this.#past(">");
  }

  #startTag(): void {
    const name = this.#match(/<[^\s<>/="'&!?]+/y)?.slice(1);
    if (name === undefined) throw notWellFormed("has a tag without a name");
    if (this.#root !== null && this.#open.length === 0) throw notWellFormed("has more than one root");
    const attributes = this.#attributes();
    this.#root ??= { name, attributes };
    this.#visitor.open(name, attributes);
    if (this.#match(/\/>/y) !== null) return this.#visitor.close();
    if (this.#match(/>/y) === null)
      throw this.#at < this.#text.length ? notWellFormed("has a tag that is not closed") : cutOff();
    if (this.#open.push(name) > maxDepth) throw damaged("The picture is nested deeper than is reasonable.");
  }

  #attributes(): Map<string, string> {
    const attributes = new Map<string, string>();
    for (;;) {
      const space = this.#match(/\s+/y);
      const name = this.#match(/[^\s<>/="'&]+/y);
      if (name === null) return attributes;
      const quote = this.#match(/\s*=\s*["']/y)?.at(-1);
      if (space === null || quote === undefined || attributes.has(name))
        throw notWellFormed("has an attribute that is none");
      const value = this.#text.slice(this.#at, this.#indexOf(quote));
      if (value.includes("<")) throw notWellFormed("has a tag within an attribute");
      this.#references(value);
      attributes.set(name, value.includes("&") ? this.#meant(value) : value);
      this.#past(quote);
    }
  }
}

const maxGrowth = 5 * 1024 * 1024;

/** However often they are used, entities may not make more of a document than this. */
function checkGrowth(text: string, entities: ReadonlyMap<string, string>): void {
  const growing = [...entities].filter(([, value]) => value.length > 0);
  if (growing.length === 0) return;
  let growth = 0;
  for (const [, name = ""] of text.matchAll(/&([^\s&;<#]{1,100});/g)) growth += entities.get(name)?.length ?? 0;
  if (growth > maxGrowth) throw damaged("The picture grows when its entities are read.");
}

function notWellFormed(what: string) {
  return damaged(`The picture ${what}: it is not well-formed XML.`);
}
