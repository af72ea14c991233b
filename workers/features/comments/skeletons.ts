/** Skeletons of comments: one level of a tree by index, one comment with its ancestors by key. */
import { type SQL, sql } from "drizzle-orm";
import type { CommentSort } from "../../../contract/comments.ts";
import type { PostSkeleton } from "../../pipeline/posts.ts";

/** Where a page of a level ended: by id, and for `top` by likes before that. */
export interface Position {
  likes: number;
  id: string;
}

export interface Level {
  postId: string;
  parentId: string | null;
  sort: CommentSort;
  after: Position | null;
  limit: number;
}

/** The comments of one level, and the order of the page. */
export function level({ postId, parentId, sort, after, limit }: Level): { skeleton: SQL; order: SQL } {
  const parent = parentId === null ? sql`parent_id IS NULL` : sql`parent_id = ${parentId}`;
  const within = sql`post_id = ${postId} AND ${parent} AND shown = 1`;
  switch (sort) {
    case "old":
      return {
        skeleton: sql`SELECT id FROM comments WHERE ${within} AND ${after ? sql`id > ${after.id}` : sql`1`} ORDER BY id ASC LIMIT ${limit}`,
        order: sql`skeleton.id ASC`,
      };
    case "new":
      return {
        skeleton: sql`SELECT id FROM comments WHERE ${within} AND ${after ? sql`id < ${after.id}` : sql`1`} ORDER BY id DESC LIMIT ${limit}`,
        order: sql`skeleton.id DESC`,
      };
    case "top":
      return {
        skeleton: sql`SELECT id, like_count AS likes FROM comments WHERE ${within}
          AND ${after ? sql`(like_count, id) < (${after.likes}, ${after.id})` : sql`1`} ORDER BY like_count DESC, id DESC LIMIT ${limit}`,
        order: sql`skeleton.likes DESC, skeleton.id DESC`,
      };
  }
}

/** A comment and all above it, the outermost first. */
export function withAncestors(id: string): { skeleton: SQL; order: SQL } {
  return {
    skeleton: sql`WITH RECURSIVE chain (id, parent_id, height) AS (
        SELECT id, parent_id, 0 FROM comments WHERE id = ${id}
        UNION ALL SELECT above.id, above.parent_id, chain.height + 1 FROM chain JOIN comments AS above ON above.id = chain.parent_id
      ) SELECT id, height FROM chain`,
    order: sql`skeleton.height DESC`,
  };
}

/** The post that a comment stands under, as a skeleton of posts. */
export function postOfComment(id: string): PostSkeleton {
  return sql`SELECT post_id AS id, post_id, NULL AS actor_id, 0 AS position FROM comments WHERE id = ${id}`;
}
