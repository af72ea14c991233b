/** Links and questions from a public collection, shared by people of the demo community whom they would interest. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { RawPost } from "../scripts/import/dataset.ts";
import { hours } from "./shape.ts";

/** Who shares things about which topic. */
const sharers: Record<string, string> = {
  askhistorians: "ruth.w mateo petros jonas minh.an",
  askscience: "mateo elif tom minh.an nell",
  biology: "gwen nell camila",
  books: "jonas maja.w ruth.w ines",
  cooking: "petros bopha theo.b nell tom",
  diy: "tom oskar_vik dara.kim camila",
  education: "sophea kwame jisoo tom",
  history: "petros jonas maja.w ruth.w oskar_vik",
  javascript: "dara.kim wanjiku yuki",
  learnprogramming: "elif mateo",
  linguistics: "ines dara.kim yuki",
  linux: "ravi_d dara.kim",
  math: "sophea mateo minh.an kwame",
  opensource: "ravi_d wanjiku",
  philosophy: "leila.h jonas maja.w ines",
  physics: "kwame leila.h mateo",
  programming: "ravi_d dara.kim wanjiku elif mateo",
  python: "elif ravi_d wanjiku",
  teachers: "sophea kwame jisoo",
  webdev: "dara.kim yuki wanjiku",
};

export interface SharedLink {
  raw: RawPost;
  by: string;
  /** Minutes before now. */
  ago: number;
}

/** All of them, oldest first: about two a day, so that what people write themselves stays on top. */
export function sharedLinks(): SharedLink[] {
  const lines = readFileSync(resolve(import.meta.dirname, "data/links.jsonl"), "utf8")
    .trim()
    .split("\n");
  const count = new Map<string, number>();
  return lines.map((line, index) => {
    const raw = JSON.parse(line) as RawPost;
    const topic = raw.topic.toLowerCase();
    const people = (sharers[topic] ?? "amara").split(" ");
    const turn = count.get(topic) ?? 0;
    count.set(topic, turn + 1);
    const ago = 5 * hours + (lines.length - 1 - index) * 11 * hours + ((index * 7919) % (6 * hours));
    return { raw, by: people[turn % people.length] ?? "", ago };
  });
}
