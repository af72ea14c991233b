/** The SQL of imports: one batch to read what is known, and the statements of one batch that writes. */
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import {
  articles,
  blocks,
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
import type { Statement } from "../../effects/commit.ts";
import { presentCard } from "../../pipeline/cards.ts";
import { insertAll, jsonParts } from "./bulk.ts";
import { type ExternalKey, type Known, keyText, type Kind, type KnownThing } from "./known.ts";
import type { Rows } from "./plan.ts";

/** What to look up. `follows` are the two ends of each, by their external ids; `emails` and `usernames` are in comparable form. */
export interface Question {
  keys: ExternalKey[];
  follows: (ExternalKey & { follower: string; followee: string })[];
  usernames: string[];
  emails: string[];
}

/** Answers a question in one round trip. */
export async function readKnown(db: Database, question: Question): Promise<Known> {
  const known: Known = { things: new Map(), usernames: new Map(), emails: new Set(), blocked: new Set() };
  const reads = [
    ...jsonParts(question.keys.map((key) => [key.source, key.kind, key.externalId])).map((json) => ({
      statement: selectThings(db, json),
      take: (rows: unknown[]) => {
        for (const row of rows as ThingRow[])
          known.things.set(keyText({ ...row, kind: row.kind as Kind }), thingOf(row));
      },
    })),
    ...jsonParts(question.usernames).map((json) => ({
      statement: selectUsernames(db, json),
      take: (rows: unknown[]) => {
        addUsernames(known, rows as UsernameRow[]);
      },
    })),
    ...jsonParts(question.emails).map((json) => ({
      statement: selectEmails(db, json),
      take: (rows: unknown[]) => {
        for (const row of rows as Awaited<ReturnType<typeof selectEmails>>)
          if (row.emailKey !== null) known.emails.add(row.emailKey);
      },
    })),
    ...jsonParts(
      question.follows.map((follow) => [follow.source, follow.follower, follow.followee, follow.externalId]),
    ).map((json) => ({
      statement: selectBlocked(db, json),
      take: (rows: unknown[]) => {
        for (const row of rows as Awaited<ReturnType<typeof selectBlocked>>)
          known.blocked.add(keyText({ ...row, kind: "follow" }));
      },
    })),
  ];
  const [first, ...rest] = reads;
  if (!first) return known;
  const answers = await db.batch([first.statement, ...rest.map((read) => read.statement)]);
  for (const [index, read] of reads.entries()) read.take(answers[index] as unknown[]);
  return known;
}

/** Adds to what is known who has these usernames, given in comparable form. */
export async function readUsernames(db: Database, usernames: readonly string[], known: Known): Promise<void> {
  for (const json of jsonParts(usernames)) addUsernames(known, await selectUsernames(db, json));
}

function addUsernames(known: Known, rows: readonly UsernameRow[]): void {
  for (const row of rows) known.usernames.set(row.key, row);
}

const each = (json: string, name: string): SQL => sql`json_each(${json}) AS ${sql.identifier(name)}`;
const isKey = (table: Record<"source" | "kind" | "externalId", SQLWrapper>, wanted: SQL, kind: SQL, externalId: SQL) =>
  sql`${table.source} = ${wanted} AND ${table.kind} = ${kind} AND ${table.externalId} = ${externalId}`;

function selectThings(db: Database, json: string) {
  return db
    .select({
      source: externalIds.source,
      kind: externalIds.kind,
      externalId: externalIds.externalId,
      thingId: sql<string>`${externalIds.id}`.as("thing_id"),
      person: cardColumns(users),
      postThere: sql<string | null>`${posts.id}`.as("post_there"),
      postDeleted: sql<number | null>`${posts.deletedAt}`.as("post_deleted"),
      commentPost: sql<string | null>`${comments.postId}`.as("comment_post"),
      commentParent: sql<string | null>`${comments.parentId}`.as("comment_parent"),
      commentDepth: sql<number | null>`${comments.depth}`.as("comment_depth"),
      commentDeleted: sql<number | null>`${comments.deletedAt}`.as("comment_deleted"),
      began: sql<number | null>`${conversations.createdAt}`.as("began"),
      conversationDeleted: sql<number | null>`${conversations.deletedAt}`.as("conversation_deleted"),
    })
    .from(each(json, "wanted"))
    .innerJoin(
      externalIds,
      isKey(externalIds, sql`wanted.value ->> 0`, sql`wanted.value ->> 1`, sql`wanted.value ->> 2`),
    )
    .leftJoin(users, and(eq(externalIds.kind, "person"), eq(users.id, externalIds.id)))
    .leftJoin(posts, and(eq(externalIds.kind, "post"), eq(posts.id, externalIds.id)))
    .leftJoin(comments, and(eq(externalIds.kind, "comment"), eq(comments.id, externalIds.id)))
    .leftJoin(conversations, and(eq(externalIds.kind, "conversation"), eq(conversations.id, externalIds.id)));
}
type ThingRow = Awaited<ReturnType<typeof selectThings>>[number];

function thingOf(row: ThingRow): KnownThing {
  const { thingId: id, commentPost, commentDepth } = row;
  switch (row.kind as Kind) {
    case "person":
      if (row.person === null || row.person.status === "deleted") return { id, gone: true };
      return { id, gone: false, card: presentCard(row.person) };
    case "post":
      return { id, gone: row.postThere === null || row.postDeleted !== null };
    case "comment":
      if (commentPost === null || commentDepth === null) return { id, gone: true };
      return {
        id,
        gone: row.commentDeleted !== null,
        comment: { postId: commentPost, parentId: row.commentParent, depth: commentDepth },
      };
    case "conversation":
      if (row.began === null) return { id, gone: true };
      return { id, gone: row.conversationDeleted !== null, began: row.began };
    case "follow":
    case "like":
      return { id, gone: false };
  }
}

function selectUsernames(db: Database, json: string) {
  return db
    .select({
      key: users.usernameKey,
      id: users.id,
      username: users.username,
      imported: users.imported,
      status: users.status,
    })
    .from(each(json, "wanted"))
    .innerJoin(users, sql`${users.usernameKey} = wanted.value`);
}

type UsernameRow = Awaited<ReturnType<typeof selectUsernames>>[number];

function selectEmails(db: Database, json: string) {
  return db
    .select({ emailKey: credentials.emailKey })
    .from(each(json, "wanted"))
    .innerJoin(credentials, sql`${credentials.emailKey} = wanted.value`);
}

function selectBlocked(db: Database, json: string) {
  const follower = alias(externalIds, "follower");
  const followee = alias(externalIds, "followee");
  return db
    .select({ source: follower.source, externalId: sql<string>`wanted.value ->> 3`.as("external_id") })
    .from(each(json, "wanted"))
    .innerJoin(follower, isKey(follower, sql`wanted.value ->> 0`, sql`'person'`, sql`wanted.value ->> 1`))
    .innerJoin(followee, isKey(followee, sql`wanted.value ->> 0`, sql`'person'`, sql`wanted.value ->> 2`))
    .innerJoin(
      blocks,
      sql`${blocks.blockerId} IN (${follower.id}, ${followee.id}) AND ${blocks.blockedId} IN (${follower.id}, ${followee.id})`,
    );
}

/** Writes what a plan brings. External ids go first: a thing that another request has just brought fails the batch there. */
export function insertRows(db: Database, rows: Rows): Statement[] {
  return [
    ...insertAll(db, externalIds, rows.externalIds),
    ...insertAll(db, users, rows.users),
    ...insertAll(db, credentials, rows.credentials),
    ...insertAll(db, userInterests, rows.userInterests),
    ...insertAll(db, follows, rows.follows, [follows.followerId, follows.followeeId]),
    ...insertAll(db, posts, rows.posts),
    ...insertAll(db, articles, rows.articles),
    ...insertAll(db, entries, rows.entries),
    ...insertAll(db, postTags, rows.postTags),
    ...insertAll(db, postMentions, rows.postMentions),
    ...insertAll(db, comments, rows.comments),
    ...insertAll(db, postLikes, rows.postLikes, [postLikes.userId, postLikes.postId]),
    ...insertAll(db, commentLikes, rows.commentLikes, [commentLikes.userId, commentLikes.commentId]),
    ...insertAll(db, conversations, rows.conversations),
    // Members come before those who were there once, who may be the same.
    ...insertAll(db, conversationMembers, rows.conversationMembers, [
      conversationMembers.conversationId,
      conversationMembers.userId,
    ]),
  ];
}
