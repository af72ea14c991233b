/** Finds addresses and names in the plain text of a message. Pure; what comes out is shown as text and links, never as HTML. */

export type Piece = { t: "text" | "link"; text: string } | { t: "mention"; text: string; username: string };

const shapes = /(?<link>https?:\/\/[^\s<>"]+)|(?<![\p{L}\p{N}_.@/])@(?<username>[a-z0-9_.]{3,30})/giu;
/** A sentence's own marks after an address do not belong to it. */
const trailing = /[.,:;!?'")\]]+$/;

export function piecesOf(content: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const text = (end: number) => {
    if (end > done) pieces.push({ t: "text", text: content.slice(done, end) });
    done = end;
  };
  for (const match of content.matchAll(shapes)) {
    const { link, username } = match.groups ?? {};
    const found = link === undefined ? match[0].replace(/\.+$/, "") : withoutTrailing(match[0]);
    if (link !== undefined && !URL.canParse(found)) continue;
    text(match.index);
    done = match.index + found.length;
    if (link !== undefined) pieces.push({ t: "link", text: found });
    else pieces.push({ t: "mention", text: found, username: (username ?? "").replace(/\.+$/, "").toLowerCase() });
  }
  text(content.length);
  return pieces;
}

/** A closing bracket stays where the address has its opening one. */
function withoutTrailing(address: string): string {
  const cut = address.replace(trailing, "");
  return address.startsWith(")", cut.length) && cut.includes("(") ? `${cut})` : cut;
}

const fewEmoji = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** Whether a message is only a few emoji, which are shown large. */
export function isEmojiOnly(content: string): boolean {
  return fewEmoji.test(content.trim());
}
