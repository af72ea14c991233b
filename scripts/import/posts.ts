/** Posts of the old place as posts of this one. */
import type { ImportInput } from "../../contract/import.ts";
import { codePoints, url as webAddress } from "../../contract/text.ts";
import type { RawPost } from "./dataset.ts";
import { escapeMarkdown, markdownText, plainLine } from "./reddit-text.ts";

type PostInput = Extract<ImportInput, { kind: "post" }>;

/** From this many code points on a text stands as an article, with its title above it; a shorter one goes with its title into a post. */
const articleFrom = 280;

/**
 * What somebody called `author` posted: a link where there is an address and no text, an article where there is a long text, else a text.
 * The topic becomes a hashtag; score and number of comments stay what they were there.
 */
export function postLine(source: string, author: string, raw: RawPost): PostInput {
  return {
    kind: "post",
    source,
    externalId: raw.id,
    author,
    language: "en",
    tags: [raw.topic.toLowerCase()],
    ...(raw.score !== undefined && { score: Math.trunc(raw.score) }),
    ...(raw.comments !== undefined && raw.comments >= 0 && { comments: Math.trunc(raw.comments) }),
    createdAt: new Date(raw.created_at * 1000).toISOString(),
    ...wordsOf(raw),
  };
}

function wordsOf(raw: RawPost): Pick<PostInput, "type" | "content" | "link" | "article"> {
  const title = plainLine(raw.title, 300) || "Untitled";
  const body = markdownText(raw.text);
  if (body === "") {
    const address = raw.url ?? "";
    if (webAddress.safeParse(address).success) return { type: "link", link: { url: address, title } };
    return { type: "text", content: escapeMarkdown(title) };
  }
  if (codePoints(body) >= articleFrom) return { type: "article", article: { title, body } };
  return { type: "text", content: `${escapeMarkdown(title)}\n\n${body}` };
}
