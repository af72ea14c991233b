/** Decides, line by line, what a request brings. Reads nothing: what is known comes in, rows come out. */
import { codePoints } from "../../../contract/text.ts";
import type {
  articles,
  commentLikes,
  comments,
  conversationMembers,
  conversations,
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
import type { Imported } from "../../../durable-objects/chat-room/types.ts";
import { AppError } from "../../http/error.ts";
import { bringComment, bringFollow, bringLike, bringPerson, bringPost } from "./bring.ts";
import { isRoomLine, type Known, keyText, type Kind, ownKey, type RoomLine, type StoredLine } from "./known.ts";
import { type Numbered, type Refusal, refusalOf } from "./lines.ts";
import { bringConversation, bringToRoom } from "./rooms.ts";

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
  conversations: (typeof conversations.$inferInsert)[];
  conversationMembers: (typeof conversationMembers.$inferInsert)[];
}

export interface Plan {
  rows: Rows;
  /** What rooms get, by their conversation's id, in order of time. */
  rooms: Map<string, Imported[]>;
  /** New things, by kind; which of theirs are new, rooms say. */
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
const order: readonly Kind[] = ["person", "follow", "post", "comment", "like", "conversation"];

/** Code points that are rendered before other requests get their turn: some milliseconds of work. */
const rendersPerTurn = 4_000;

/** Plans a request. `known` is completed by what is brought; a line that cannot be brought is refused and changes nothing. */
export async function planImport(lines: readonly Numbered[], known: Known, now: number): Promise<Plan> {
  const plan: Plan = {
    rows: emptyRows(),
    rooms: new Map(),
    accepted: { person: 0, follow: 0, post: 0, comment: 0, like: 0, conversation: 0 },
    repeated: 0,
    refused: [],
  };
  const desk: Desk = { rows: plan.rows, known, now };
  const byKind = Map.groupBy(lines.filter(isStored), ({ value }) => value.kind);
  let rendered = 0;
  for (const { line, value } of order.flatMap((kind) => byKind.get(kind) ?? [])) {
    const key = ownKey(value);
    if (known.things.has(keyText(key))) {
      plan.repeated += 1;
      continue;
    }
    await orRefuse(plan, line, async () => {
      const thing = await bring(desk, value);
      known.things.set(keyText(key), thing);
      plan.rows.externalIds.push({ ...key, id: thing.id });
      plan.accepted[value.kind] += 1;
    });
    rendered += lengthOf(value);
    if (rendered > rendersPerTurn) {
      rendered = 0;
      await scheduler.wait(0);
    }
  }
  for (const { line, value } of lines.filter(isForRoom)) {
    await orRefuse(plan, line, async () => {
      const { conversationId, item } = await bringToRoom(desk, value);
      const items = plan.rooms.get(conversationId);
      if (items) items.push(item);
      else plan.rooms.set(conversationId, [item]);
    });
  }
  for (const items of plan.rooms.values()) items.sort((a, b) => a.createdAt - b.createdAt);
  return plan;
}

async function orRefuse({ refused }: Plan, line: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refused.push(refusalOf(line, error));
  }
}

function isStored(entry: Numbered): entry is Numbered<StoredLine> {
  return !isRoomLine(entry.value);
}

function isForRoom(entry: Numbered): entry is Numbered<RoomLine> {
  return isRoomLine(entry.value);
}

function bring(desk: Desk, line: StoredLine) {
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
    case "conversation":
      return bringConversation(desk, line);
  }
}

function lengthOf(line: StoredLine): number {
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
    conversations: [],
    conversationMembers: [],
  };
}
