/** The mention or tag that is being typed at the caret. Pure. */

export interface Token {
  kind: "mention" | "tag";
  /** What has been typed after the sign. */
  query: string;
  /** Where the sign stands, and where the caret is. */
  start: number;
  end: number;
}

// As the server reads them: neither inside of a word, an address of mail, nor a path.
const mention = /(?<![\p{L}\p{N}_.@/])@([\p{L}\p{M}\p{N}_.]{0,30})$/u;
// One character at least: a lone # begins a heading.
const tag = /(?<![\p{L}\p{M}\p{N}_&/#])#([\p{L}\p{M}\p{N}_]{1,60})$/u;

export function tokenAt(text: string, caret: number): Token | null {
  const before = text.slice(0, caret);
  for (const [kind, shape] of [
    ["mention", mention],
    ["tag", tag],
  ] as const) {
    const found = shape.exec(before);
    if (found !== null) return { kind, query: found[1] ?? "", start: found.index, end: caret };
  }
  return null;
}

/** The text with the token replaced by `word` and a space, and where the caret goes. */
export function complete(text: string, token: Token, word: string): { text: string; caret: number } {
  const rest = text.slice(token.end);
  const before = `${text.slice(0, token.start)}${word}${rest.startsWith(" ") ? "" : " "}`;
  return { text: before + rest, caret: before.length + (rest.startsWith(" ") ? 1 : 0) };
}
