/** The figures of a lesson, as their authors drew them: those of the demo, and the others of the browser suite. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { root } from "../../scripts/lib/project.ts";
import type { File } from "./uploader.ts";

const folders = ["demo/media", "tests/e2e/fixtures/figures"];
const types: Record<string, string> = { ".svg": "image/svg+xml", ".png": "image/png" };

export function readFigures(): File[] {
  return folders.flatMap((folder) =>
    readdirSync(resolve(root, folder)).flatMap((name) => {
      const type = types[extname(name)];
      return type === undefined
        ? []
        : [{ name, type, bytes: new Uint8Array(readFileSync(resolve(root, folder, name))) }];
    }),
  );
}
