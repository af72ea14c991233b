/**
 * Posts with all that showing them needs, in one statement: a skeleton (ids in order, from an index or a Timeline) joined with
 * posts, people and the viewer's own marks. Every list and every single read of posts comes through here.
 */
import { eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { UserCard } from "../../contract/users.ts";
import { type CardRow, cardColumns } from "../../db/cards.ts";
import type { Database } from "../../db/client.ts";
import { relationColumns, type RelationRow } from "../../db/relations.ts";
import { posts, type PostRow, users } from "../../db/schema.ts";
import type { MediaFacts } from "../../r2/media-view.ts";
import { peopleRules } from "../access/people.ts";
import { postRules, type PostSubject } from "../access/posts.ts";
import type { Viewer } from "../scope.ts";
import { presentCard, subjectOf } from "./cards.ts";
import { mediaListed, mediaNamed, readMedia, readMediaList } from "./media.ts";

/** A `SELECT` of `id` (of the list's item), `post_id`, `actor_id` (who reposted, or null) and `position` (what the page is ordered by). */
export type PostSkeleton = SQL;

export interface HydratedPost {
  itemId: string;
  position: string | number;
  row: PostRow;
  author: CardRow;
  authorRelation: RelationRow;
  actor: CardRow | null;
  actorRelation: RelationRow;
  mentioned: UserCard[];
  /** In the order of `row.media`, without those that are gone. */
  media: MediaFacts[];
  /** The picture of an article. */
  cover: MediaFacts | null;
  liked: boolean;
  bookmarked: boolean;
  reposted: boolean;
}

/** Loads the posts of a skeleton in its order: one statement, at most one look-up per shown thing. */
export async function hydratePosts(
  db: Database,
  viewer: Viewer | null,
  skeleton: PostSkeleton,
  order: "ascending" | "descending",
): Promise<HydratedPost[]> {
  const author = alias(users, "author");
  const actor = alias(users, "actor");
  const mark = (condition: SQL) => (viewer === null ? sql<number>`0` : sql<number>`EXISTS (${condition})`);
  const rows = await db
    .select({
      itemId: sql<string>`skeleton.id`,
      position: sql<string | number>`skeleton.position`,
      row: posts,
      author: cardColumns(author),
      authorRelation: relationColumns(viewer?.id ?? null, posts.authorId),
      actor: cardColumns(actor),
      actorRelation: relationColumns(viewer?.id ?? null, sql`skeleton.actor_id`),
      mentioned: mentionedCards,
      media: mediaListed(posts.media),
      cover: mediaNamed(sql`${posts.detail} ->> '$.article.coverId'`),
      liked: mark(sql`SELECT 1 FROM post_likes WHERE user_id = ${viewer?.id} AND post_id = ${posts.id}`),
      bookmarked: mark(sql`SELECT 1 FROM bookmarks WHERE user_id = ${viewer?.id} AND post_id = ${posts.id}`),
      reposted: mark(
        sql`SELECT 1 FROM entries WHERE actor_id = ${viewer?.id} AND post_id = ${posts.id} AND kind = 'repost'`,
      ),
    })
    .from(sql`(${skeleton}) AS skeleton`)
    // A cross join keeps its order in SQLite: the skeleton leads, posts follow by key, whatever the planner guesses.
    .crossJoin(posts)
    .innerJoin(author, eq(author.id, posts.authorId))
    .leftJoin(actor, sql`${actor.id} = skeleton.actor_id`)
    .where(sql`${posts.id} = skeleton.post_id`)
    .orderBy(order === "ascending" ? sql`skeleton.position ASC` : sql`skeleton.position DESC`);
  return rows.map((row) => ({
    ...row,
    mentioned: (JSON.parse(row.mentioned) as CardRow[]).map(presentCard),
    media: readMediaList(row.media),
    cover: readMedia(row.cover),
    liked: row.liked === 1,
    bookmarked: row.bookmarked === 1,
    reposted: row.reposted === 1,
  }));
}

const mentionedCards = sql<string>`(SELECT json_group_array(json_object('id', u.id, 'username', u.username, 'displayName', u.display_name,
  'avatarMediaId', u.avatar_media_id, 'role', u.role, 'verified', json(iif(u.verified, 'true', 'false'))))
  FROM json_each(${posts.mentions}) AS mention CROSS JOIN users AS u WHERE u.id = mention.value AND u.status = 'active')`;

/** The skeleton of posts named by id, in the order given. */
export function postsByIds(ids: readonly string[]): PostSkeleton {
  return sql`SELECT value AS id, value AS post_id, NULL AS actor_id, key AS position FROM json_each(${JSON.stringify(ids)})`;
}

/** What of a post and its author the rules look at. */
export interface RuledPost extends Pick<HydratedPost, "author" | "authorRelation"> {
  row: Pick<PostRow, "audience" | "replyPolicy" | "mentions" | "deletedAt" | "hiddenAt">;
}

/** A post as the rules see it. */
export function postSubject(post: RuledPost): PostSubject {
  return {
    author: subjectOf(post.author, post.authorRelation),
    audience: post.row.audience,
    replyPolicy: post.row.replyPolicy,
    mentions: post.row.mentions,
    deleted: post.row.deletedAt !== null,
    hidden: post.row.hiddenAt !== null,
  };
}

/** Whether a post, and for a repost whoever brought it, may stand in a list before this viewer. */
export function mayList(post: HydratedPost, viewer: Viewer | null): boolean {
  if (!postRules.list(postSubject(post), viewer)) return false;
  return post.actor === null || peopleRules.list(subjectOf(post.actor, post.actorRelation), viewer);
}
