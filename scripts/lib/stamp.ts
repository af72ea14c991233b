/** Stamps: a hash of what something was made from, so that it is made again only when that changed. */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { root } from "./project.ts";

/** Hashes names and contents of all files that match the patterns (relative to the project), in a fixed order. */
export function hashFiles(patterns: readonly string[]): string {
  const hash = createHash("sha256");
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Runs `make` unless the stamp file says that it ran for these very inputs. Resolves to whether it ran. */
export async function whenChanged(stampFile: string, inputs: string, make: () => Promise<unknown>): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === inputs) return false;
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, inputs);
  return true;
}
