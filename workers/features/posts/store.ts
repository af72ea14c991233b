/** The SQL of posts, but for reading them (`hydrate.ts`). */
import { and, eq, isNull, sql } from "drizzle-orm";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import {
  articles,
  bookmarks,
  entries,
  postLikes,
  postMentions,
  postRevisions,
  posts,
  type PostRow,
  postTags,
  users,
  credentials,
} from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import type { ArticleText } from "../../pipeline/post-view.ts";

export interface Author {
  card: CardRow;
  emailVerified: boolean;
}

/** The author of a new post, as they are now. */
export async function findAuthor(db: Database, id: string): Promise<Author | null> {
  const [row] = await db
    .select({ card: cardColumns(users), verifiedAt: credentials.emailVerifiedAt })
    .from(users)
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(eq(users.id, id));
  return row ? { card: row.card, emailVerified: row.verifiedAt !== null } : null;
}

/** People with these lower-case usernames, and how the viewer stands to them. */
export async function findByUsernames(
  db: Database,
  viewerId: string,
  keys: readonly string[],
): Promise<{ key: string; card: CardRow; relation: RelationRow }[]> {
  if (keys.length === 0) return [];
  return db
    .select({ key: users.usernameKey, card: cardColumns(users), relation: relationColumns(viewerId, users.id) })
    .from(users)
    .where(isOneOf(users.usernameKey, keys));
}

export async function findArticle(db: Database, postId: string): Promise<ArticleText | null> {
  const [row] = await db
    .select({ body: articles.body, bodyHtml: articles.bodyHtml })
    .from(articles)
    .where(eq(articles.postId, postId));
  return row ?? null;
}

export function insertPost(
  db: Database,
  row: typeof posts.$inferInsert & { authorId: string; audience: PostRow["audience"] },
): Statement[] {
  return [
    db.insert(posts).values(row),
    db.insert(entries).values({
      id: row.id,
      actorId: row.authorId,
      postId: row.id,
      authorId: row.authorId,
      kind: "post",
      open: isOpen(row.audience),
    }),
  ];
}

/** Whether people who do not follow the author may come upon it. */
export function isOpen(audience: PostRow["audience"]): boolean {
  return audience === "public" || audience === "unlisted";
}

/** Writes what stands apart from the post's row: text of an article, tags (only what is public is found by tag), mentions. */
export function insertParts(
  db: Database,
  postId: string,
  row: Pick<PostRow, "audience" | "tags" | "mentions">,
  article: ArticleText | null,
): Statement[] {
  const tags = row.audience === "public" ? row.tags : [];
  return [
    ...(article
      ? [
          db
            .insert(articles)
            .values({ postId, ...article })
            .onConflictDoUpdate({ target: articles.postId, set: { ...article } }),
        ]
      : []),
    ...(tags.length > 0
      ? [
          db.run(
            sql`INSERT OR IGNORE INTO post_tags (tag, post_id) SELECT value, ${postId} FROM json_each(${JSON.stringify(tags)})`,
          ),
        ]
      : []),
    ...(row.mentions.length > 0
      ? [
          db.run(
            sql`INSERT OR IGNORE INTO post_mentions (user_id, post_id) SELECT value, ${postId} FROM json_each(${JSON.stringify(row.mentions)})`,
          ),
        ]
      : []),
  ];
}

/** Changes a post that still has the version that was read. */
export function updatePostRow(
  db: Database,
  id: string,
  version: number,
  change: Partial<typeof posts.$inferInsert>,
  now: number,
): Statement {
  return db
    .update(posts)
    .set({ ...change, version: version + 1, editedAt: now })
    .where(and(eq(posts.id, id), eq(posts.version, version), isNull(posts.deletedAt)));
}

/** Keeps the words as they were. */
export function insertRevision(db: Database, row: PostRow, article: ArticleText | null): Statement {
  return db.insert(postRevisions).values({
    postId: row.id,
    version: row.version,
    content: row.content,
    contentHtml: row.contentHtml,
    articleTitle: row.detail.article?.title ?? null,
    articleBody: article?.body ?? null,
    createdAt: row.editedAt ?? row.createdAt,
  });
}

/** Replaces tags and mentions after an edit, and says anew who may come upon the post on a profile. */
export function replaceParts(
  db: Database,
  row: Pick<PostRow, "id" | "audience" | "tags" | "mentions">,
  article: ArticleText | null,
): Statement[] {
  const kept = row.audience === "public" ? row.tags : [];
  return [
    db.delete(postTags).where(and(eq(postTags.postId, row.id), sql`NOT ${isOneOf(postTags.tag, kept)}`)),
    db
      .delete(postMentions)
      .where(and(eq(postMentions.postId, row.id), sql`NOT ${isOneOf(postMentions.userId, row.mentions)}`)),
    db
      .update(entries)
      .set({ open: isOpen(row.audience) })
      .where(and(eq(entries.id, row.id), eq(entries.kind, "post"))),
    ...insertParts(db, row.id, row, article),
  ];
}

/** Marks a post deleted, once. */
export function markDeleted(db: Database, id: string, now: number): Statement {
  return db
    .update(posts)
    .set({ deletedAt: now })
    .where(and(eq(posts.id, id), isNull(posts.deletedAt)));
}

/** Takes a post out of every list. */
export function unlist(db: Database, id: string): Statement[] {
  return [
    db.delete(entries).where(eq(entries.postId, id)),
    db.delete(postTags).where(eq(postTags.postId, id)),
    db.delete(postMentions).where(eq(postMentions.postId, id)),
    db.delete(bookmarks).where(eq(bookmarks.postId, id)),
  ];
}

/** Former versions of a post, newest first; `before` is a version. */
export async function listRevisions(
  db: Database,
  postId: string,
  before: number | null,
  limit: number,
): Promise<(typeof postRevisions.$inferSelect)[]> {
  return db
    .select()
    .from(postRevisions)
    .where(and(eq(postRevisions.postId, postId), sql`${postRevisions.version} < ${before ?? 1e9}`))
    .orderBy(sql`${postRevisions.version} DESC`)
    .limit(limit);
}

export const readCounts = (db: Database, id: string): Statement =>
  db
    .select({
      likeCount: posts.likeCount,
      commentCount: posts.commentCount,
      repostCount: posts.repostCount,
      viewCount: posts.viewCount,
    })
    .from(posts)
    .where(eq(posts.id, id));

export const insertLike = (db: Database, userId: string, postId: string, now: number): Statement =>
  db.insert(postLikes).values({ userId, postId, createdAt: now }).onConflictDoNothing();

export const deleteLike = (db: Database, userId: string, postId: string): Statement =>
  db.delete(postLikes).where(and(eq(postLikes.userId, userId), eq(postLikes.postId, postId)));

export const insertBookmark = (db: Database, id: string, userId: string, postId: string): Statement =>
  db.insert(bookmarks).values({ id, userId, postId }).onConflictDoNothing();

export const deleteBookmark = (db: Database, userId: string, postId: string): Statement =>
  db.delete(bookmarks).where(and(eq(bookmarks.userId, userId), eq(bookmarks.postId, postId)));

export const insertRepost = (db: Database, id: string, userId: string, postId: string, authorId: string): Statement =>
  db
    .insert(entries)
    .values({ id, actorId: userId, postId, authorId, kind: "repost", open: true })
    .onConflictDoNothing();

const isRepost = (userId: string, postId: string) =>
  and(eq(entries.actorId, userId), eq(entries.postId, postId), eq(entries.kind, "repost"));

export const deleteRepost = (db: Database, userId: string, postId: string): Statement =>
  db.delete(entries).where(isRepost(userId, postId));

export async function findRepost(db: Database, userId: string, postId: string): Promise<string | null> {
  const [row] = await db.select({ id: entries.id }).from(entries).where(isRepost(userId, postId));
  return row?.id ?? null;
}
