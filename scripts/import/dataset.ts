/** The files that an import reads: `posts/posts.jsonl`, `graph/follows.csv` and logs in `chat` below one folder; each may be missing. */
import { createReadStream, existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { ChatLog } from "./chat.ts";
import { parseIrcLog } from "./irc-log.ts";

const rawPost = z.object({
  id: z.string().min(1),
  topic: z.string().min(1),
  title: z.string(),
  text: z.string().default(""),
  url: z.string().nullish(),
  score: z.number().optional(),
  comments: z.number().optional(),
  /** Unix seconds. */
  created_at: z.number(),
});
export type RawPost = z.infer<typeof rawPost>;

/** An undirected friendship between two people, by their numbers. */
export type Edge = readonly [string, string];

export interface Dataset {
  posts: RawPost[];
  edges: Edge[];
  logs: ChatLog[];
  /** Lines of logs in which somebody says nothing. */
  wordless: number;
  /** Paths that were looked for and are not there. */
  missing: string[];
  /** Lines that could not be read, as `path:line reason`. */
  unreadable: string[];
}

export const postsPath = join("posts", "posts.jsonl");
export const edgesPath = join("graph", "follows.csv");
export const chatPath = "chat";
/** Names of logs begin with their day, in UTC. */
const logName = /^((\d{4}-\d\d-\d\d).*)\.raw\.txt$/;

/** Reads what there is below `folder`. */
export async function readDataset(folder: string): Promise<Dataset> {
  const dataset: Dataset = { posts: [], edges: [], logs: [], wordless: 0, missing: [], unreadable: [] };
  await eachLine(dataset, folder, postsPath, (line) => {
    const result = rawPost.safeParse(parseJson(line));
    if (!result.success) return result.error.issues[0]?.message ?? "not a post";
    dataset.posts.push(result.data);
    return null;
  });
  await eachLine(dataset, folder, edgesPath, (line, number) => {
    const [from = "", to = ""] = line.split(",").map((field) => field.trim());
    if (number === 1 && from === "from") return null;
    if (from === "" || to === "") return "not two fields";
    if (from !== to) dataset.edges.push([from, to]);
    return null;
  });
  await readLogs(dataset, folder);
  return dataset;
}

async function readLogs(dataset: Dataset, folder: string): Promise<void> {
  if (!existsSync(join(folder, chatPath))) {
    dataset.missing.push(chatPath);
    return;
  }
  for (const file of (await readdir(join(folder, chatPath))).toSorted()) {
    const [, name, date] = logName.exec(file) ?? [];
    if (name === undefined || date === undefined) continue;
    const path = join(chatPath, file);
    const day = Date.parse(date);
    if (Number.isNaN(day)) {
      dataset.unreadable.push(`${path}: there is no such day`);
      continue;
    }
    const { lines, wordless, unreadable } = parseIrcLog(await readFile(join(folder, path)), day);
    dataset.logs.push({ name, date, lines });
    dataset.wordless += wordless.length;
    dataset.unreadable.push(...unreadable.map((number) => `${path}:${number} not a line of such a log`));
  }
}

/** Calls `take` for each line that is not empty; what it answers is why the line could not be read. */
async function eachLine(
  dataset: Dataset,
  folder: string,
  path: string,
  take: (line: string, number: number) => string | null,
): Promise<void> {
  const file = join(folder, path);
  if (!existsSync(file)) {
    dataset.missing.push(path);
    return;
  }
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    const reason = take(line, number);
    if (reason !== null) dataset.unreadable.push(`${path}:${number} ${reason}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
