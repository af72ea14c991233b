/** Markdown to safe HTML. Parsing, rendering and sanitising are libraries'; here are only the site's own rules: mentions, tags, links. */
import type { Element, Root as HtmlRoot } from "hast";
import type { Image, Link, PhrasingContent, Root, RootContent } from "mdast";
import { findAndReplace } from "mdast-util-find-and-replace";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkBreaks from "remark-breaks";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { tagName } from "../../contract/posts.ts";

export interface Rendered {
  /** Safe to put into a page as it is. */
  html: string;
  /** Hashtags in the order they appear, each once, in lower case. */
  tags: string[];
  /** Lower-case usernames that were mentioned and are known, each once. */
  mentions: string[];
}

export interface RenderOptions {
  /** Lower-case usernames to the names as written; only these become links. */
  people?: ReadonlyMap<string, string>;
  /** Ids of pictures that a text may show at their place, as `![words](media:<id>)`. */
  pictures?: readonly string[];
  /** Levels by which headings move down, so that a page keeps one outline. */
  headingShift?: number;
}

// Neither inside a word, an address of mail, nor a path.
const mentionShape = /(?<![\p{L}\p{N}_.@/])@([A-Za-z0-9_][A-Za-z0-9_.]{1,28}[A-Za-z0-9_])/gu;
const tagShape = /(?<![\p{L}\p{M}\p{N}_&/#])#([\p{L}\p{M}\p{N}_]{1,60})/gu;

// The parser's time grows with the square of these, and stacks end; nobody writes so.
const tooDeep = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){40}/m;
const mostTildes = 500;

const pictureScheme = "media:";
/** What stands in rendered HTML for a picture, until whoever shows it puts in an address (`pipeline/article-pictures.ts`). */
export const pictureSource = (id: string) => `/media/${id}/full`;

const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["picture", "source", "section"].includes(name)),
  attributes: {
    a: ["href", ["className", "mention", "tag"], "rel"],
    code: [["className", /^language-./]],
    // Only pictures of the site get this far; see `flatten`.
    img: [["src", new RegExp(`^${pictureSource("[0-9A-Z]{26}")}$`)], "alt"],
    input: [["disabled", true], ["type", "checkbox"], "checked"],
    ol: ["start"],
    td: ["align"],
    th: ["align"],
  },
  protocols: { href: ["http", "https", "mailto"] },
};

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkBreaks);
const renderer = unified()
  .use(remarkRehype)
  .use(() => markOutwardLinks)
  .use(rehypeSanitize, schema)
  .use(rehypeStringify);

/** Usernames that a text may mention, in lower case; a superset of what `renderMarkdown` will find, to be looked up before. */
export function mentionCandidates(source: string): string[] {
  return [...new Set([...source.matchAll(mentionShape)].map((match) => (match[1] ?? "").toLowerCase()))];
}

/** Renders Markdown (CommonMark and GitHub's extensions; a line break is a line break). What nests beyond reason is shown as it is. */
export function renderMarkdown(source: string, options: RenderOptions = {}): Rendered {
  const found = { tags: new Set<string>(), mentions: new Set<string>() };
  const tree = parse(source);
  flatten(tree, options.headingShift ?? 2, new Set(options.pictures));
  link(tree, options.people ?? new Map(), found);
  const html = renderer.stringify(renderer.runSync(tree));
  return { html, tags: [...found.tags], mentions: [...found.mentions] };
}

function parse(source: string): Root {
  if (tooDeep.test(source) || source.split("~").length > mostTildes) {
    return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: source }] }] };
  }
  return parser.runSync(parser.parse(source)) as Root;
}

/** HTML in the source is text, a picture from elsewhere is a link to it, headings move down. */
function flatten(parent: { children: RootContent[] }, headingShift: number, pictures: ReadonlySet<string>): void {
  parent.children = parent.children.map((node): RootContent => {
    if (node.type === "html") return { type: "text", value: node.value };
    if (node.type === "image" && node.url.startsWith(pictureScheme)) return placed(node, pictures);
    if (node.type === "image")
      return { type: "link", url: node.url, children: [{ type: "text", value: node.alt || node.url }] };
    if (node.type === "heading") node.depth = Math.min(6, node.depth + headingShift) as typeof node.depth;
    if ("children" in node) flatten(node, headingShift, pictures);
    return node;
  });
}

/** A picture of the site at its place; only its words where there is no such picture. */
function placed(image: Image, pictures: ReadonlySet<string>): RootContent {
  const id = image.url.slice(pictureScheme.length);
  if (!pictures.has(id)) return { type: "text", value: image.alt ?? "" };
  return { type: "image", url: pictureSource(id), alt: image.alt ?? "" };
}

function link(
  tree: Root,
  people: ReadonlyMap<string, string>,
  found: { tags: Set<string>; mentions: Set<string> },
): void {
  const anchor = (url: string, className: string, text: string): Link => ({
    type: "link",
    url,
    data: { hProperties: { className: [className] } },
    children: [{ type: "text", value: text }] satisfies PhrasingContent[],
  });
  findAndReplace(
    tree,
    [
      [
        mentionShape,
        (text: string, name: string) => {
          const username = people.get(name.toLowerCase());
          if (username === undefined) return false;
          found.mentions.add(name.toLowerCase());
          return anchor(`/people/${username}`, "mention", text);
        },
      ],
      [
        tagShape,
        (text: string, name: string) => {
          const parsed = tagName.safeParse(name);
          if (!parsed.success) return false;
          found.tags.add(parsed.data);
          return anchor(`/tags/${encodeURIComponent(parsed.data)}`, "tag", text);
        },
      ],
    ],
    { ignore: ["link", "linkReference", "code", "inlineCode"] },
  );
}

/** Links that leave the site give nothing away and earn nothing (https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links). */
function markOutwardLinks(parent: HtmlRoot | Element): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    const href = child.properties["href"];
    if (child.tagName === "a" && !(typeof href === "string" && href.startsWith("/"))) {
      child.properties["rel"] = ["nofollow", "noopener", "ugc"];
    }
    markOutwardLinks(child);
  }
}

/** The first words of a Markdown text without its marks, at most `max` code points. */
export function excerptOf(source: string, max = 240): string {
  const words: string[] = [];
  const visit = (node: { type: string; value?: string; children?: unknown[] }): void => {
    if (node.type === "text" || node.type === "inlineCode") words.push(node.value ?? "");
    if (node.type === "break" || node.type === "paragraph" || node.type === "heading") words.push(" ");
    for (const child of (node.children ?? []) as (typeof node)[]) visit(child);
  };
  // Parsing takes its time, and what is far down cannot be among the first words.
  visit(parse(source.slice(0, max * 10).toWellFormed()));
  const plain = words.join("").replaceAll(/\s+/g, " ").trim();
  const points = [...plain];
  return points.length <= max
    ? plain
    : `${points
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}

/** Number of words, by Unicode's word boundaries (UAX 29), so that it holds for scripts without spaces too. */
export function wordCount(source: string): number {
  let count = 0;
  for (const segment of new Intl.Segmenter(undefined, { granularity: "word" }).segment(source))
    if (segment.isWordLike) count += 1;
  return count;
}
