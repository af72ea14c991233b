/**
 * The SQL of erasing an account. Rows that others hold on to (the person, posts, comments) stay as husks: nothing that was written or
 * chosen is left in them. `version` 0, which nothing alive has, marks posts and comments that are done. All else is deleted.
 */
import { and, asc, eq, gt, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { comments, credentials, entries, mailTokens, posts, sessions, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";

/** Whether an account may be erased now, and whether that has begun: then its time is no longer set. */
export async function findErasable(db: Database, userId: string, now: number): Promise<{ hasBegun: boolean } | null> {
  const [row] = await db
    .select({ status: users.status, eraseAfter: users.eraseAfter })
    .from(users)
    .where(eq(users.id, userId));
  if (row?.status !== "deleted" || (row.eraseAfter ?? 0) > now) return null;
  return { hasBegun: row.eraseAfter === null };
}

/** Takes name and profile away, and the way back with them, once. */
export function anonymise(db: Database, userId: string, now: number): Statement {
  const username = `deleted-${userId.toLowerCase()}`;
  const displayName = "Deleted account";
  return db
    .update(users)
    .set({
      username,
      usernameKey: username,
      displayName,
      displayNameKey: displayName.toLowerCase(),
      role: "member",
      verified: false,
      avatarMediaId: null,
      coverMediaId: null,
      bio: "",
      bioHtml: "",
      pronouns: "",
      location: "",
      website: null,
      links: [],
      skills: [],
      interests: [],
      education: [],
      experience: [],
      locked: false,
      locale: "en",
      timeZone: "UTC",
      theme: "system",
      profileVisibility: "public",
      activityVisibility: "public",
      whoMayMessage: "everyone",
      lastSeenAt: null,
      eraseAfter: null,
      updatedAt: now,
    })
    .where(and(eq(users.id, userId), eq(users.status, "deleted"), sql`${users.eraseAfter} <= ${now}`));
}

/** Secrets and sessions; few rows each. */
export function deleteSecrets(db: Database, userId: string): Statement[] {
  return [
    db.delete(mailTokens).where(eq(mailTokens.userId, userId)),
    db.delete(sessions).where(eq(sessions.userId, userId)),
    db.delete(credentials).where(eq(credentials.userId, userId)),
  ];
}

/** Deletes up to `limit` rows of a table without rowids, found by one column of an index; `key` are the columns of its primary key. */
function deleteSome(db: Database, table: string, key: string, found: SQL, limit: number): Statement {
  const columns = sql.raw(key);
  return db.run(sql`DELETE FROM ${sql.raw(table)} WHERE (${columns}) IN (
    SELECT ${columns} FROM ${sql.raw(table)} WHERE ${found} LIMIT ${limit})`);
}

/** How a person stood to others, and what they marked; up to `limit` rows of each kind. */
export function deleteRelations(db: Database, userId: string, limit: number): Statement[] {
  const some = (table: string, key: string, column: string) =>
    deleteSome(db, table, key, sql`${sql.raw(column)} = ${userId}`, limit);
  return [
    some("follows", "follower_id, followee_id", "follower_id"),
    some("follows", "follower_id, followee_id", "followee_id"),
    some("blocks", "blocker_id, blocked_id", "blocker_id"),
    some("blocks", "blocker_id, blocked_id", "blocked_id"),
    some("mutes", "muter_id, muted_id", "muter_id"),
    some("user_interests", "interest, user_id", "user_id"),
    some("suggestions", "user_id, candidate_id", "user_id"),
    some("bookmarks", "user_id, post_id", "user_id"),
    some("post_likes", "user_id, post_id", "user_id"),
    some("comment_likes", "user_id, comment_id", "user_id"),
  ];
}

export async function findReposts(db: Database, userId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.actorId, userId), eq(entries.kind, "repost")))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export function deleteEntries(db: Database, ids: readonly string[]): Statement {
  return db.delete(entries).where(isOneOf(entries.id, ids));
}

/** Posts that are not husks yet, after the id `after` ("" at first). */
export async function findPosts(db: Database, userId: string, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.authorId, userId), gt(posts.id, after), ne(posts.version, 0)))
    .orderBy(asc(posts.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Takes posts away from readers, keeping the counts. */
export function hidePosts(db: Database, ids: readonly string[], now: number): Statement {
  return db
    .update(posts)
    .set({ deletedAt: now })
    .where(and(isOneOf(posts.id, ids), sql`${posts.deletedAt} IS NULL`));
}

/** All that hangs on posts, up to `limit` rows of each kind: what others made of them too. */
export function deletePartsOfPosts(db: Database, ids: readonly string[], now: number, limit: number): Statement[] {
  const ofPosts = isOneOf(sql`post_id`, ids);
  const some = (table: string, key: string) => deleteSome(db, table, key, ofPosts, limit);
  return [
    some("entries", "id"),
    some("articles", "post_id"),
    some("post_revisions", "post_id, version"),
    some("post_tags", "tag, post_id"),
    some("post_mentions", "user_id, post_id"),
    some("post_likes", "user_id, post_id"),
    some("bookmarks", "user_id, post_id"),
    deleteSome(
      db,
      "comment_likes",
      "user_id, comment_id",
      sql`comment_id IN (SELECT id FROM comments WHERE ${ofPosts})`,
      limit,
    ),
    emptyComments(db, sql`SELECT id FROM comments WHERE ${ofPosts} AND version <> 0 LIMIT ${limit}`, now),
  ];
}

/** The end of posts whose parts are gone. */
export function emptyPosts(db: Database, ids: readonly string[]): Statement {
  return db
    .update(posts)
    .set({
      content: "",
      contentHtml: "",
      language: null,
      translations: {},
      contentWarning: null,
      place: null,
      tags: [],
      mentions: [],
      media: [],
      detail: {},
      source: null,
      editedAt: null,
      version: 0,
    })
    .where(isOneOf(posts.id, ids));
}

/** Comments under posts of others that are not husks yet, after the id `after` ("" at first). */
export async function findComments(db: Database, userId: string, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.authorId, userId), gt(comments.id, after), ne(comments.version, 0)))
    .orderBy(asc(comments.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** What these comments answer, up to the root, by depth: the deepest first. */
export async function findAncestors(db: Database, ids: readonly string[]): Promise<string[][]> {
  const rows = await db.all<{ id: string; depth: number }>(sql`
    WITH RECURSIVE above (id, parent_id, depth) AS (
      SELECT id, parent_id, depth FROM comments WHERE ${isOneOf(sql`id`, ids)}
      UNION
      SELECT comments.id, comments.parent_id, comments.depth FROM above CROSS JOIN comments ON comments.id = above.parent_id)
    SELECT id, depth FROM above ORDER BY depth DESC`);
  return [...Map.groupBy(rows, (row) => row.depth).values()].map((level) => level.map(({ id }) => id));
}

/** Empties comments, as deleted ones are; `found` selects their ids. */
function emptyComments(db: Database, found: SQL, now: number): Statement {
  return db.run(sql`UPDATE comments
    SET content = '', content_html = '', edited_at = NULL, deleted_at = coalesce(deleted_at, ${now}), version = 0
    WHERE id IN (${found})`);
}

/** Empties these comments and counts anew the replies that are shown under each of their ancestors. */
export function eraseComments(
  db: Database,
  ids: readonly string[],
  ancestors: readonly (readonly string[])[],
  now: number,
): Statement[] {
  return [
    emptyComments(db, sql`SELECT value FROM json_each(${JSON.stringify(ids)})`, now),
    ...ancestors.map((level) =>
      db.run(sql`UPDATE comments SET reply_count = (
          SELECT count(*) FROM comments AS reply
          WHERE reply.post_id = comments.post_id AND reply.parent_id = comments.id AND reply.shown = 1)
        WHERE ${isOneOf(sql`id`, level)}`),
    ),
  ];
}
