import { describe, expect, it } from "vitest";
import { excerptOf, mentionCandidates, renderMarkdown, wordCount } from "./markdown.ts";

const people = new Map([
  ["ada", "Ada"],
  ["grace.hopper", "grace.hopper"],
]);

describe("renderMarkdown", () => {
  it("renders emphasis, lists, code and line breaks", () => {
    const { html } = renderMarkdown("**bold** and `code`\nnext line\n\n- one\n- two");
    expect(html).toBe(
      "<p><strong>bold</strong> and <code>code</code><br>\nnext line</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
    );
  });

  it("links known people and tags, and says which", () => {
    const result = renderMarkdown("Hi @ada and @Grace.Hopper, not @nobody! #Edge #edge #ភាសា #2026", { people });
    expect(result.mentions).toEqual(["ada", "grace.hopper"]);
    expect(result.tags).toEqual(["edge", "ភាសា"]);
    expect(result.html).toContain('<a href="/people/Ada" class="mention">@ada</a>');
    expect(result.html).toContain('<a href="/tags/edge" class="tag">#Edge</a>');
    expect(result.html).toContain("@nobody");
    expect(result.html).toContain("#2026");
  });

  it("leaves names in code, links, addresses and paths alone", () => {
    const { mentions, tags } = renderMarkdown(
      "`@ada #x` [@ada](https://e.org/#a) me@ada.org https://e.org/@ada/#frag",
      { people },
    );
    expect(mentions).toEqual([]);
    expect(tags).toEqual([]);
  });

  it.each([
    ["<script>alert(1)</script>", "script"],
    ["<img src=x onerror=alert(1)>", "<img"],
    ["[x](javascript:alert(1))", "javascript:"],
    ["![x](https://evil.example/track.gif)", "<img"],
    ['<a href="https://e.org" onclick="alert(1)">x</a>', '<a href="https://e.org" onclick'],
    ["[x](data:text/html,<script>1</script>)", "data:text"],
  ])("makes %s harmless", (source, trace) => {
    const { html } = renderMarkdown(source);
    if (trace === "script") expect(html).toContain("&#x3C;script>");
    else expect(html).not.toContain(trace);
  });

  it("keeps what was written as HTML readable", () => {
    expect(renderMarkdown("a <b>b</b>").html).toContain("&#x3C;b>");
  });

  it("moves headings below those of the page", () => {
    expect(renderMarkdown("# Title").html).toBe("<h3>Title</h3>");
    expect(renderMarkdown("# Title", { headingShift: 1 }).html).toBe("<h2>Title</h2>");
  });

  it.each([">".repeat(5000), "> ".repeat(2500), "1) ".repeat(1600), "~a~".repeat(1600)])(
    "shows nesting without end as it is",
    (deep) => {
      const { html } = renderMarkdown(`${deep} end & <b>`);
      expect(html).toContain("end &#x26; &#x3C;b>");
      expect(html).not.toContain("<blockquote>");
      expect(html).not.toContain("<ol>");
    },
  );
});

describe("mentionCandidates", () => {
  it("finds every name that may be mentioned", () => {
    expect(mentionCandidates("@Ada, @ada. @grace.hopper! mail@site.org @x")).toEqual(["ada", "grace.hopper"]);
  });
});

describe("excerptOf and wordCount", () => {
  it("takes words without marks and stops at the limit", () => {
    expect(excerptOf("# Title\n\nSome **bold** [link](https://e.org).")).toBe("Title Some bold link.");
    expect([...excerptOf("word ".repeat(200), 20)].length).toBeLessThanOrEqual(20);
  });

  it("counts words of scripts without spaces", () => {
    expect(wordCount("two words")).toBe(2);
    expect(wordCount("สวัสดีชาวโลก")).toBeGreaterThan(1);
  });
});
