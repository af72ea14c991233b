/** Skeletons of the lists of posts: ids by index, newest first, `limit` of them older than `before`. */
import { type SQL, sql } from "drizzle-orm";
import type { PostSkeleton } from "../../pipeline/posts.ts";

export interface Window {
  before: string | null;
  limit: number;
}

const older = (column: SQL, before: string | null) => (before === null ? sql`1` : sql`${column} < ${before}`);

/** Everything public. */
export function latest({ before, limit }: Window): PostSkeleton {
  return sql`SELECT id, id AS post_id, NULL AS actor_id, id AS position FROM posts
    WHERE org_id IS NULL AND listed = 1 AND ${older(sql`id`, before)} ORDER BY id DESC LIMIT ${limit}`;
}

/** What is public and has a tag. */
export function tagged(tag: string, { before, limit }: Window): PostSkeleton {
  return sql`SELECT post_id AS id, post_id, NULL AS actor_id, post_id AS position FROM post_tags
    WHERE tag = ${tag} AND ${older(sql`post_id`, before)} ORDER BY post_id DESC LIMIT ${limit}`;
}

/** What somebody has bookmarked, the latest bookmark first. */
export function bookmarked(userId: string, { before, limit }: Window): PostSkeleton {
  return sql`SELECT id, post_id, NULL AS actor_id, id AS position FROM bookmarks
    WHERE user_id = ${userId} AND ${older(sql`id`, before)} ORDER BY id DESC LIMIT ${limit}`;
}

/** What somebody posted and reposted; `onlyOpen` leaves out what only followers may come upon. */
export function ofActor(actorId: string, onlyOpen: boolean, { before, limit }: Window): PostSkeleton {
  return sql`SELECT id, post_id, iif(kind = 'repost', actor_id, NULL) AS actor_id, id AS position FROM entries
    WHERE actor_id = ${actorId} AND ${onlyOpen ? sql`open = 1` : sql`1`} AND ${older(sql`id`, before)} ORDER BY id DESC LIMIT ${limit}`;
}

/** Entries that a Timeline named. One that is gone since (a repost taken back) finds no row, and so nothing. */
export function entriesByIds(ids: readonly string[]): PostSkeleton {
  return sql`SELECT entries.id AS id, entries.post_id AS post_id, iif(entries.kind = 'repost', entries.actor_id, NULL) AS actor_id, entries.id AS position
    FROM json_each(${JSON.stringify(ids)}) AS named CROSS JOIN entries WHERE entries.id = named.value`;
}
