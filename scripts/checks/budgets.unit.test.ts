import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { filesWithZod, type Manifest, measureWeb } from "./budgets.ts";

const manifest: Manifest = {
  "index.html": { file: "assets/main.js", isEntry: true, imports: ["_react.js"] },
  "_react.js": { file: "assets/react.js" },
  "_dialog.js": { file: "assets/dialog.js", imports: ["_react.js"] },
  "src/Post.tsx": { file: "assets/post.js", isDynamicEntry: true, imports: ["index.html", "_dialog.js"] },
  "src/logo.svg": { file: "assets/logo.svg" },
};
// Random bytes do not shrink, so the sizes stay recognisable after gzip.
const sizes: Record<string, number> = {
  "assets/main.js": 10_000,
  "assets/react.js": 50_000,
  "assets/dialog.js": 3_000,
  "assets/post.js": 2_000,
};
const read = (file: string) => randomBytes(sizes[file] ?? 0);

describe("measureWeb", () => {
  it("adds up what the entry imports statically", () => {
    const [first] = measureWeb(manifest, read);
    expect(first?.name).toBe("first JavaScript");
    expect(first?.bytes).toBeGreaterThan(60_000);
    expect(first?.bytes).toBeLessThan(60_200);
  });

  it("counts for a lazy part only what it adds", () => {
    const [, ...lazy] = measureWeb(manifest, read);
    expect(lazy.map(({ name }) => name)).toEqual(["src/Post.tsx"]);
    expect(lazy[0]?.bytes).toBeGreaterThan(5_000);
    expect(lazy[0]?.bytes).toBeLessThan(5_200);
  });

  it("refuses a manifest without an entry, or with a gap", () => {
    expect(() => measureWeb({}, read)).toThrow("no entry");
    expect(() => measureWeb({ a: { file: "a.js", isEntry: true, imports: ["b"] } }, read)).toThrow("does not describe");
  });
});

describe("filesWithZod", () => {
  it("names first files that carry zod, and lets lazy ones have it", () => {
    const zod = (carrier: string) => (file: string) => (file === carrier ? "t._zod.def" : "t.zod");
    expect(filesWithZod(manifest, zod("assets/react.js"))).toEqual(["assets/react.js"]);
    expect(filesWithZod(manifest, zod("assets/post.js"))).toEqual([]);
  });
});
