/** Decides, line by line, what a request brings. Reads nothing: what is known comes in, rows come out. */
import type { ImportLine } from "../../../contract/import.ts";
import { codePoints } from "../../../contract/text.ts";
import type {
  articles,
  commentLikes,
  comments,
  credentials,
  entries,
  externalIds,
  follows,
  postLikes,
  postMentions,
  posts,
  postTags,
  userInterests,
  users,
} from "../../../db/schema.ts";
import { AppError } from "../../http/error.ts";
import { bringComment, bringFollow, bringLike, bringPerson, bringPost } from "./bring.ts";
import { type Known, keyText, type Kind, ownKey } from "./known.ts";
import { type Numbered, type Refusal, refusalOf } from "./lines.ts";

/** Rows to be inserted, by table. */
export interface Rows {
  externalIds: (typeof externalIds.$inferInsert)[];
  users: (typeof users.$inferInsert)[];
  credentials: (typeof credentials.$inferInsert)[];
  userInterests: (typeof userInterests.$inferInsert)[];
  follows: (typeof follows.$inferInsert)[];
  posts: (typeof posts.$inferInsert)[];
  articles: (typeof articles.$inferInsert)[];
  entries: (typeof entries.$inferInsert)[];
  postTags: (typeof postTags.$inferInsert)[];
  postMentions: (typeof postMentions.$inferInsert)[];
  comments: (typeof comments.$inferInsert)[];
  postLikes: (typeof postLikes.$inferInsert)[];
  commentLikes: (typeof commentLikes.$inferInsert)[];
}

export interface Plan {
  rows: Rows;
  /** New things, by kind. */
  accepted: Record<Kind, number>;
  repeated: number;
  refused: Refusal[];
}

/** What a line is brought into: the plan so far, and what is known, the lines before included. */
export interface Desk {
  rows: Rows;
  known: Known;
  now: number;
}

/** Things come before what refers to them, so lines may stand in any order of kinds; within a kind they are taken as they come. */
const order: readonly Kind[] = ["person", "follow", "post", "comment", "like"];

/** Code points that are rendered before other requests get their turn: some milliseconds of work. */
const rendersPerTurn = 4_000;

/** Plans a request. `known` is completed by what is brought; a line that cannot be brought is refused and changes nothing. */
export async function planImport(lines: readonly Numbered[], known: Known, now: number): Promise<Plan> {
  const plan: Plan = {
    rows: emptyRows(),
    accepted: { person: 0, follow: 0, post: 0, comment: 0, like: 0 },
    repeated: 0,
    refused: [],
  };
  const desk: Desk = { rows: plan.rows, known, now };
  const byKind = Map.groupBy(lines, ({ value }) => value.kind);
  let rendered = 0;
  for (const { line, value } of order.flatMap((kind) => byKind.get(kind) ?? [])) {
    const key = ownKey(value);
    if (known.things.has(keyText(key))) {
      plan.repeated += 1;
      continue;
    }
    try {
      const thing = await bring(desk, value);
      known.things.set(keyText(key), thing);
      plan.rows.externalIds.push({ ...key, id: thing.id });
      plan.accepted[value.kind] += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      plan.refused.push(refusalOf(line, error));
    }
    rendered += lengthOf(value);
    if (rendered > rendersPerTurn) {
      rendered = 0;
      await scheduler.wait(0);
    }
  }
  return plan;
}

function bring(desk: Desk, line: ImportLine) {
  switch (line.kind) {
    case "person":
      return bringPerson(desk, line);
    case "follow":
      return bringFollow(desk, line);
    case "post":
      return bringPost(desk, line);
    case "comment":
      return bringComment(desk, line);
    case "like":
      return bringLike(desk, line);
  }
}

function lengthOf(line: ImportLine): number {
  if (line.kind === "post") return codePoints(line.content) + codePoints(line.article?.body ?? "");
  return line.kind === "comment" ? codePoints(line.content) : 0;
}

function emptyRows(): Rows {
  return {
    externalIds: [],
    users: [],
    credentials: [],
    userInterests: [],
    follows: [],
    posts: [],
    articles: [],
    entries: [],
    postTags: [],
    postMentions: [],
    comments: [],
    postLikes: [],
    commentLikes: [],
  };
}
