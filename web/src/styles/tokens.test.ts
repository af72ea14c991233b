import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

type Rgb = [number, number, number];

/** OKLCH to linear sRGB (https://bottosson.github.io/posts/oklab/), clipped to the gamut. */
function linear(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((part) => Math.min(1, Math.max(0, part))) as Rgb;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: Rgb, other: Rgb): number {
  const [high = 0, low = 0] = [one, other]
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** Both sides of every `light-dark()` token. */
function tokens(accentHue: number): Record<"light" | "dark", Map<string, Rgb>> {
  const themes = { light: new Map<string, Rgb>(), dark: new Map<string, Rgb>() };
  for (const [, name = "", light = "", dark = ""] of css.matchAll(
    /--([\w-]+): light-dark\(oklch\((.+?)\), oklch\((.+?)\)\);/g,
  )) {
    for (const [theme, value] of [
      ["light", light],
      ["dark", dark],
    ] as const) {
      const [l, c, h] = value
        .replace("var(--accent-hue", String(accentHue))
        .split(/[\s)]+/)
        .map(Number);
      themes[theme].set(name, linear(l ?? NaN, c ?? NaN, h ?? NaN));
    }
  }
  return themes;
}

const grounds = ["ground", "surface", "raised", "sunken"];
const texts = ["text", "muted", "accent", "accent-strong", "danger", "success", "warning"];
const pairs: [text: string, ground: string, atLeast: number][] = [
  ...grounds.flatMap((ground) => texts.map((text): [string, string, number] => [text, ground, 4.5])),
  ...["ground", "surface", "raised"].map((ground): [string, string, number] => ["edge", ground, 3]),
  ...["ground", "surface"].map((ground): [string, string, number] => ["like", ground, 3]),
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["on-danger", "danger", 4.5],
  ["text", "accent-soft", 4.5],
  ["accent-strong", "accent-soft", 4.5],
  ["danger-strong", "danger-soft", 4.5],
  ["success", "success-soft", 4.5],
  ["warning", "warning-soft", 4.5],
];

/** The pairs that fall short with this accent, as sentences. */
function shortfalls(theme: "light" | "dark", accentHue: number, of = pairs): string[] {
  const all = tokens(accentHue)[theme];
  return of.flatMap(([text, ground, atLeast]) => {
    const ratio = contrast(all.get(text)!, all.get(ground)!);
    return ratio >= atLeast ? [] : [`${text} on ${ground} is ${ratio.toFixed(2)}, less than ${atLeast}`];
  });
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test("text reaches 4.5:1 and the edges of controls 3:1", () => {
    expect(shortfalls(theme, 240)).toEqual([]);
  });

  test("an accent of any hue keeps its contrast", () => {
    const accented = pairs.filter(([text, ground]) => `${text} ${ground}`.includes("accent"));
    for (let hue = 0; hue < 360; hue += 15) expect(shortfalls(theme, hue, accented), `hue ${hue}`).toEqual([]);
  });
});
