import { describe, expect, it } from "vitest";
import { decodeEntities, escapeMarkdown, markdownText, plainLine } from "./reddit-text.ts";

describe("texts from elsewhere", () => {
  it("resolves one escaping and leaves what was written as an entity", () => {
    expect(decodeEntities("a &lt; b &amp;&amp; c &gt; d &#39;e&#x27; &quot;f&quot;")).toBe(`a < b && c > d 'e' "f"`);
    expect(decodeEntities("&amp;lt;b&amp;gt; &amp;nbsp; &unknown; &#0;")).toBe("&lt;b&gt; &nbsp; &unknown; &#0;");
  });

  it("makes one line of a title, no longer than it may be", () => {
    expect(plainLine("  Tom &amp; Jerry\n\tagain\u202E ", 100)).toBe("Tom & Jerry again");
    expect([...plainLine("🍅".repeat(400), 300)]).toHaveLength(300);
  });

  it("keeps headings headings and makes relative addresses absolute", () => {
    expect(markdownText("#Heading\r\n\r\n## Other\n[board](/r/cooking) and &gt; quoted")).toBe(
      "# Heading\n\n## Other\n[board](https://www.reddit.com/r/cooking) and > quoted",
    );
  });

  it("shows a title in Markdown as it was", () => {
    expect(escapeMarkdown("1. The *first* [step] of #many")).toBe("1\\. The \\*first\\* \\[step\\] of \\#many");
    expect(escapeMarkdown("- not a list")).toBe("\\- not a list");
  });
});
