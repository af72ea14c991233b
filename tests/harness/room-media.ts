/** Media in rooms of tests: what D1 knows of them, and how long a room has to wait for D1. */
import { runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { media, mediaRefs, type MediaRow } from "../../db/schema.ts";
import { eventually } from "./eventually.ts";
import { db } from "./people.ts";
import type { RoomStub } from "./room-client.ts";

/** References of a conversation: pairs of the message's id and the media's, in order; of its picture the first is empty. */
export async function referencesOf(conversationId: string): Promise<string[][]> {
  const rows = await db.select().from(mediaRefs).where(eq(mediaRefs.subjectId, conversationId));
  return inOrder(rows.map(({ itemId, mediaId }) => [itemId, mediaId]));
}

/** Pairs as `referencesOf` orders them. */
export function inOrder(pairs: string[][]): string[][] {
  return pairs.toSorted((a, b) => (a.join(" ") < b.join(" ") ? -1 : 1));
}

/** The row of a media; undefined once it has been freed. */
export async function mediaRow({ id }: Pick<MediaRow, "id">): Promise<MediaRow | undefined> {
  return (await db.select().from(media).where(eq(media.id, id)))[0];
}

/** What a room has noted of references that D1 may have and the room does not. */
export function looseReferences(room: RoomStub): Promise<{ messageId: string; erases: number }[]> {
  return runInDurableObject(room, (_, { storage }) =>
    storage.sql
      .exec<{ messageId: string; erases: number }>(
        "SELECT message_id AS messageId, erases FROM loose_references ORDER BY message_id",
      )
      .toArray(),
  );
}

/** A room that waits for D1 when it claims media. */
export interface Hold {
  /** Resolves when it waits. */
  begun: () => Promise<void>;
  /** Lets it go on. */
  release: () => Promise<void>;
  /** Lets what begins from now on go on: the room has been cut off, and what it waited for is lost. */
  lift: () => void;
}

/** Lets a room wait for D1 to begin when it claims media, or for its answer. Call it before the first media. */
export async function holdDatabase(room: RoomStub, what: "beginning" | "answer" = "beginning"): Promise<Hold> {
  const waiting: (() => void)[] = [];
  // Objects that start again share their bindings with those before them.
  const shared = await runInDurableObject(room, (object) => (object as unknown as { env: { DB: D1Database } }).env);
  const { DB } = shared;
  const held = async <Row>(statements: D1PreparedStatement[]) => {
    const answer = what === "answer" ? await DB.batch<Row>(statements) : null;
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    await promise;
    return answer ?? DB.batch<Row>(statements);
  };
  let isLifted = false;
  shared.DB = new Proxy(DB, {
    get(target, property) {
      if (property === "batch" && !isLifted) return held;
      const value = Reflect.get(target, property, target) as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  const lift = () => {
    isLifted = true;
    shared.DB = DB;
  };
  return {
    begun: () =>
      eventually(async () => {
        if (waiting.length === 0) throw new Error("nothing is asked of D1 yet");
      }),
    release: () =>
      runInDurableObject(room, () => {
        lift();
        for (const resolve of waiting) resolve();
      }),
    lift,
  };
}
