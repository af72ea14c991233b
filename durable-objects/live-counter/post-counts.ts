/** What D1 has of a post's numbers. Triggers keep likes, comments and reposts; views come from here. */
import { and, eq, isNull } from "drizzle-orm";
import { openDatabase } from "../../db/client.ts";
import { posts } from "../../db/schema.ts";

export interface PostCounts {
  likes: number;
  comments: number;
  reposts: number;
  views: number;
}

/** The numbers of a post; null when it is gone, or hidden. */
export async function readPostCounts(database: D1Database, id: string): Promise<PostCounts | null> {
  const [counts] = await openDatabase(database)
    .select({
      likes: posts.likeCount,
      comments: posts.commentCount,
      reposts: posts.repostCount,
      views: posts.viewCount,
    })
    .from(posts)
    .where(and(eq(posts.id, id), isNull(posts.deletedAt), isNull(posts.hiddenAt)));
  return counts ?? null;
}

/** How many views D1 knows of a post, whatever has become of it; null when it is not there at all. */
export async function readViewCount(database: D1Database, id: string): Promise<number | null> {
  const [row] = await openDatabase(database).select({ views: posts.viewCount }).from(posts).where(eq(posts.id, id));
  return row?.views ?? null;
}

export async function writeViewCount(database: D1Database, id: string, views: number): Promise<void> {
  await openDatabase(database).update(posts).set({ viewCount: views }).where(eq(posts.id, id));
}
