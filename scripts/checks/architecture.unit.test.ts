import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkArchitecture, ruledFolders } from "./architecture.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stoa-architecture-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Lays out a small project and names the rules that it breaks. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { modules, violations } = await checkArchitecture(ruledFolders, folder);
  expect(modules).toBe(Object.keys(files).length);
  return violations.map((line) => line.split(":")[0] ?? "");
}

const text = { "contract/text.ts": "export type Text = string;\nexport const limit = 10;\n" };

describe("import directions", () => {
  it("let every side use the contract", async () => {
    const use = 'import { limit } from "../contract/text.ts";\nexport const twice = 2 * limit;\n';
    expect(await brokenRules({ ...text, "workers/a.ts": use, "db/b.ts": use })).toEqual([]);
  });

  it("keep the contract apart, even from types", async () => {
    const files = {
      "contract/ids.ts": 'import type { Row } from "../db/schema.ts";\nexport type Id = Row;\n',
      "db/schema.ts": "export type Row = string;\n",
    };
    expect(await brokenRules(files)).toEqual(["contract-stands-alone"]);
  });

  it("keep the web away from the Worker", async () => {
    const files = {
      "web/src/main.tsx": 'import type { View } from "../../workers/view.ts";\nexport type Mine = View;\n',
      "workers/view.ts": "export type View = string;\n",
    };
    expect(await brokenRules(files)).toEqual(["web-knows-the-contract-only"]);
  });

  it("give the Worker types of objects, not classes", async () => {
    const object = { "durable-objects/sweeper/sweeper.ts": "export class Sweeper {}\n" };
    const type = 'import type { Sweeper } from "../durable-objects/sweeper/sweeper.ts";\nexport type Mine = Sweeper;\n';
    const value =
      'import { Sweeper } from "../durable-objects/sweeper/sweeper.ts";\nexport const mine = new Sweeper();\n';
    expect(await brokenRules({ ...object, "workers/app.ts": type })).toEqual([]);
    expect(await brokenRules({ ...object, "workers/app.ts": value })).toEqual(["worker-sees-types-of-objects-only"]);
  });

  it("let features meet through their actions only", async () => {
    const other = {
      "workers/features/posts/actions.ts": "export const write = () => 1;\n",
      "workers/features/posts/store.ts": "export const insert = () => 1;\n",
    };
    const use = (file: string, name: string) => ({
      "workers/features/feed/routes.ts": `import { ${name} } from "../posts/${file}.ts";\nexport const feed = ${name}();\n`,
    });
    expect(await brokenRules({ ...other, ...use("actions", "write") })).toEqual([]);
    expect(await brokenRules({ ...other, ...use("store", "insert") })).toEqual(["features-meet-through-actions"]);
  });

  it("refuse circles and what does not resolve", async () => {
    const files = {
      "db/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b();\n',
      "db/b.ts": 'import { a } from "./a.ts";\nimport { none } from "./none.ts";\nexport const b = () => a() + none;\n',
    };
    expect((await brokenRules(files)).toSorted()).toEqual(["everything-resolves", "no-cycles"]);
  });
});
