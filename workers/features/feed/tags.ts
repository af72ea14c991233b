/** Tags while they are being typed. */
import { and, sql } from "drizzle-orm";
import type { TagSuggestion } from "../../../contract/posts.ts";
import type { Database } from "../../../db/client.ts";
import { tags } from "../../../db/schema.ts";

/** How many tags of the prefix are looked at; the most used of them are answered. */
const considered = 100;

/** Tags that begin with `prefix` (with or without #), the most used first; without a prefix the most used of all. */
export async function suggestTags(db: Database, prefix: string, limit: number): Promise<TagSuggestion[]> {
  const start = prefix.replace(/^#/, "").normalize("NFC").toLowerCase();
  const columns = { name: tags.name, posts: tags.postCount };
  if (start === "")
    return db
      .select(columns)
      .from(tags)
      .where(sql`${tags.postCount} > 0`)
      .orderBy(sql`${tags.postCount} DESC, ${tags.name} DESC`)
      .limit(limit);
  const found = await db
    .select(columns)
    .from(tags)
    .where(and(sql`${tags.name} >= ${start}`, sql`${tags.name} < ${`${start}\u{10FFFF}`}`))
    .limit(considered);
  return found
    .filter((tag) => tag.posts > 0)
    .toSorted((a, b) => b.posts - a.posts || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}
