import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { Media } from "../../contract/media.ts";
import { renderMarkdown } from "../text/markdown.ts";
import { withPictures } from "./article-pictures.ts";

function picture(overrides: Partial<Media> = {}): Media {
  const id = overrides.id ?? newId();
  return {
    id,
    state: "ready",
    kind: "image",
    type: "image/png",
    size: 1,
    width: 640,
    height: 480,
    alt: "",
    filename: "a.png",
    urls: { original: `/media/${id}?v=1&r=x`, full: `/media/${id}/full?v=1&r=x` },
    ...overrides,
  };
}

const shown = (source: string, media: Media[], pictures = media.map(({ id }) => id)) =>
  withPictures(renderMarkdown(source, { pictures }).html, media);

describe("pictures within an article", () => {
  it("stand at their place with address, words and size", () => {
    const one = picture();
    expect(shown(`Before\n\n![A "cat" & <dog>](media:${one.id})\n\nafter`, [one])).toBe(
      `<p>Before</p>\n<p><img src="/media/${one.id}/full?v=1&amp;r=x" alt="A &#x22;cat&#x22; &#x26; <dog>" width="640" height="480" loading="lazy" decoding="async"></p>\n<p>after</p>`,
    );
  });

  it("are described by their own description when the text has none", () => {
    const one = picture({ alt: 'Two "figures" <here>' });
    expect(shown(`![](media:${one.id})`, [one])).toContain('alt="Two &quot;figures&quot; &lt;here>"');
  });

  it("are words where the post does not have them, and nothing where they are gone since", () => {
    const one = picture();
    expect(shown(`![words](media:${one.id})`, [one], [])).toBe("<p>words</p>");
    expect(shown(`a ![words](media:${one.id}) b`, [], [one.id])).toBe("<p>a  b</p>");
    expect(shown("![x](media:nonsense)", [])).toBe("<p>x</p>");
  });

  it("are of the site alone, and cannot be forged", () => {
    const one = picture();
    expect(shown("![far](https://example.org/a.png)", [one])).toContain('<a href="https://example.org/a.png"');
    expect(shown(`![near](/media/${one.id}/full)`, [one])).not.toContain("<img");
    expect(shown(`<img src="/media/${one.id}/full" alt="">`, [one])).not.toContain("<img");
    expect(shown(`\`<img src="/media/${one.id}/full" alt="">\``, [one])).not.toContain("<img");
    expect(shown(`![x" onerror="alert(1)](media:${one.id})`, [one])).not.toContain('" onerror="');
  });

  it("are pictures: a video stays out", () => {
    expect(
      shown("![v](media:ID)".replace("ID", "0".repeat(26)), [picture({ id: "0".repeat(26), kind: "video" })]),
    ).toBe("<p></p>");
  });
});
