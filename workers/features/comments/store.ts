/** The SQL of comments, but for reading them. */
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { type CommentRow, commentLikes, comments } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";

export type NewCommentRow = Pick<
  CommentRow,
  "id" | "postId" | "parentId" | "depth" | "authorId" | "content" | "contentHtml" | "createdAt"
>;

/** Inserts a comment if its post, and its parent where it has one, still stand. */
export function insertComment(db: Database, row: NewCommentRow): Statement {
  const parentStands =
    row.parentId === null
      ? sql`1`
      : sql`EXISTS (SELECT 1 FROM comments AS parent WHERE parent.id = ${row.parentId} AND parent.deleted_at IS NULL)`;
  return db.run(sql`INSERT INTO comments (id, post_id, parent_id, depth, author_id, content, content_html, created_at)
    SELECT ${row.id}, ${row.postId}, ${row.parentId}, ${row.depth}, ${row.authorId}, ${row.content}, ${row.contentHtml}, ${row.createdAt}
    WHERE EXISTS (SELECT 1 FROM posts WHERE id = ${row.postId} AND deleted_at IS NULL) AND ${parentStands}`);
}

export function updateText(
  db: Database,
  id: string,
  version: number,
  content: string,
  contentHtml: string,
  now: number,
): Statement {
  return db
    .update(comments)
    .set({ content, contentHtml, editedAt: now, version: version + 1 })
    .where(and(eq(comments.id, id), eq(comments.version, version), isNull(comments.deletedAt)));
}

/** Empties a comment and marks it deleted, once. */
export function markDeleted(db: Database, id: string, now: number): Statement {
  return db
    .update(comments)
    .set({ deletedAt: now, content: "", contentHtml: "" })
    .where(and(eq(comments.id, id), isNull(comments.deletedAt)));
}

/**
 * After `markDeleted`: a comment without replies is shown no more, so its parent has one reply less; where that leaves a tombstone
 * without replies, the same holds one level up. Each statement goes on only if the one before it changed a row. `chain` is the comment
 * and its ancestors, the innermost first.
 */
export function settleReplyCounts(db: Database, chain: readonly string[]): Statement[] {
  return chain.slice(1).map((parentId, i) => {
    const child: SQL = sql`(SELECT shown FROM comments AS child WHERE child.id = ${chain[i]})`;
    return db.run(
      sql`UPDATE comments SET reply_count = reply_count - 1 WHERE id = ${parentId} AND changes() > 0 AND ${child} = 0`,
    );
  });
}

export const readCounts = (db: Database, id: string): Statement =>
  db
    .select({ likeCount: comments.likeCount, replyCount: comments.replyCount })
    .from(comments)
    .where(eq(comments.id, id));

export const insertLike = (db: Database, userId: string, commentId: string, now: number): Statement =>
  db.insert(commentLikes).values({ userId, commentId, createdAt: now }).onConflictDoNothing();

export const deleteLike = (db: Database, userId: string, commentId: string): Statement =>
  db.delete(commentLikes).where(and(eq(commentLikes.userId, userId), eq(commentLikes.commentId, commentId)));
