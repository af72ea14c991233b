/** Size budgets of what is shipped: the Worker's bundle, the first JavaScript of the web app, and each of its lazy parts. */
import { gzipSync } from "node:zlib";

const kib = 1024;

/** Bytes after gzip. */
export const budgets = {
  worker: 1024 * kib,
  firstScript: 120 * kib,
  /** What a lazily loaded part may add to the first JavaScript. */
  lazyScript: 60 * kib,
  /** What converts videos: it comes when somebody attaches one, and spares them sending many times as much. */
  videoTools: 120 * kib,
};

const videoTools = "src/media/video/prepare-video.ts";

/** The part of Vite's manifest.json that matters here: chunks by name, pointing at each other. */
export interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
}
export type Manifest = Record<string, ManifestChunk>;

export interface Sized {
  name: string;
  bytes: number;
  budget: number;
}

/** Gives the content of a built file by its name in the manifest. */
export type ReadFile = (file: string) => string | Uint8Array;

/** Measures the first JavaScript (entries and all that they import statically) and what each lazy part adds to it. */
export function measureWeb(manifest: Manifest, read: ReadFile): Sized[] {
  const first = firstFiles(manifest);
  const lazy = Object.entries(manifest)
    .filter(([, chunk]) => chunk.isDynamicEntry && !chunk.isEntry)
    .map(([name]) => {
      const added = [...reachable(manifest, [name])].filter((file) => !first.has(file));
      const budget = name === videoTools ? budgets.videoTools : budgets.lazyScript;
      return { name, bytes: gzipped(added, read), budget };
    });
  return [{ name: "first JavaScript", bytes: gzipped([...first], read), budget: budgets.firstScript }, ...lazy];
}

/** The first files that carry zod: it must stay out of them (22 KiB), so the web app uses the contract as types there. */
export function filesWithZod(manifest: Manifest, read: ReadFile): string[] {
  // Every zod schema has a property `_zod`, which minifiers keep.
  return [...firstFiles(manifest)].filter((file) => /\._zod\b/.test(read(file).toString()));
}

function firstFiles(manifest: Manifest): Set<string> {
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  if (entries.length === 0) throw new Error("the manifest has no entry");
  return reachable(manifest, entries);
}

/** JavaScript files of the named chunks and of everything that they import statically. */
function reachable(manifest: Manifest, names: string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the manifest names ${name}, but does not describe it`);
    if (!chunk.file.endsWith(".js") || found.has(chunk.file)) continue;
    found.add(chunk.file);
    reachable(manifest, chunk.imports ?? [], found);
  }
  return found;
}

function gzipped(files: string[], read: ReadFile): number {
  return files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
}
