/** Files of characters. All are kept as plain text, whatever language they are in, but for those that run and those that are pictures. */
import type { Content } from "./content.ts";
import type { Reader } from "./reader.ts";
import { Refused } from "./refused.ts";

const byteOrderMark = "\uFEFF";

/** Whether this is UTF-8 without control characters but those of lines, tabs, pages and terminals; a character may be cut at the end. */
export function isText(head: Uint8Array): boolean {
  return new TextCheck().takes(head);
}

/** Text that must be text to its end. */
export async function checkText(reader: Reader): Promise<void> {
  const check = new TextCheck();
  for (let at = 0; at < reader.size;) {
    const bytes = await reader.some(at);
    if (!check.takes(bytes)) throw notText();
    at += bytes.length;
  }
  if (!check.ends()) throw notText();
}

/** What text is, by its first words. */
export function textOf(head: Uint8Array): Content {
  const text = new TextDecoder().decode(head).replace(byteOrderMark, "");
  if (text.startsWith("#!")) return { is: "executable", type: "text/x-shellscript" };
  if (/^(?:Windows Registry Editor|REGEDIT4)/.test(text)) return { is: "executable", type: "application/x-ms-regedit" };
  if (text.startsWith("%PDF-")) return { is: "accepted", kind: "file", type: "application/pdf" };
  if (text.startsWith("{\\rtf")) return { is: "accepted", kind: "file", type: "application/rtf" };
  if (/^<(?:[\w.-]+:)?svg[\s/>]/.test(afterProlog(text)))
    return { is: "accepted", kind: "image", type: "image/svg+xml" };
  return { is: "accepted", kind: "file", type: "text/plain" };
}

/** What comes after XML's declaration, comments, instructions and document type; empty when that is further away. */
function afterProlog(text: string): string {
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    const end = endOfProlog(text, at);
    if (end === null) return text.slice(at);
    if (end === -1) return "";
    at = end;
  }
}

/** Null where something else begins, -1 where it does not end within the text. */
function endOfProlog(text: string, at: number): number | null {
  const closing = (mark: string) => {
    const found = text.indexOf(mark, at);
    return found === -1 ? -1 : found + mark.length;
  };
  if (text.startsWith("<?", at)) return closing("?>");
  if (text.startsWith("<!--", at)) return closing("-->");
  if (!/^<!doctype/i.test(text.slice(at, at + 9))) return null;
  const bracket = text.indexOf("[", at);
  const end = closing(">");
  return bracket === -1 || (end !== -1 && end < bracket) ? end : endOfSubset(text, bracket);
}

function endOfSubset(text: string, bracket: number): number {
  const end = /\]\s*>/g;
  end.lastIndex = bracket;
  return end.test(text) ? end.lastIndex : -1;
}

class TextCheck {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  takes(bytes: Uint8Array): boolean {
    if (bytes.some((byte) => byte < 0x20 && !isLayout(byte))) return false;
    return this.#decodes(bytes, true);
  }

  ends(): boolean {
    return this.#decodes(new Uint8Array(), false);
  }

  #decodes(bytes: Uint8Array, stream: boolean): boolean {
    try {
      this.#decoder.decode(bytes, { stream });
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  }
}

/** Backspace, tab, line feed, page feed, carriage return, escape. */
function isLayout(byte: number): boolean {
  return (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b;
}

function notText(): Refused {
  return new Refused("type_not_accepted", "The file begins as text, but is none: text must be UTF-8 to its end.");
}
