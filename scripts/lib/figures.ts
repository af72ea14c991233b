/** The figures of a lesson, as their authors made them: those that the demo shows, and the others. For the browser suite and benchmarks. */
import { readdirSync } from "node:fs";
import { extname, resolve } from "node:path";
import { root } from "./project.ts";

const folders = ["demo/media", "tests/e2e/fixtures/figures"];
const types: Record<string, string> = { ".svg": "image/svg+xml", ".png": "image/png" };

export interface Figure {
  name: string;
  type: string;
  path: string;
}

/** All of them, by name. */
export function listFigures(): Figure[] {
  const figures = folders.flatMap((folder) =>
    readdirSync(resolve(root, folder)).flatMap((name) => {
      const type = types[extname(name)];
      return type === undefined ? [] : [{ name, type, path: resolve(root, folder, name) }];
    }),
  );
  return figures.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
