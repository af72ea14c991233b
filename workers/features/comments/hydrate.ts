/** Comments with all that showing them needs, in one statement: a skeleton joined with comments, authors and the viewer's own likes. */
import { eq, type SQL, sql } from "drizzle-orm";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import { type CommentRow, comments, users } from "../../../db/schema.ts";
import type { CommentSubject } from "../../access/posts.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import type { Viewer } from "../../scope.ts";

export interface HydratedComment {
  row: CommentRow;
  author: CardRow;
  relation: RelationRow;
  liked: boolean;
}

/** Loads the comments of a skeleton (`SELECT id, position`), in the order of `position`. */
export async function hydrateComments(
  db: Database,
  viewer: Viewer | null,
  skeleton: SQL,
  order: SQL,
): Promise<HydratedComment[]> {
  const rows = await db
    .select({
      row: comments,
      author: cardColumns(users),
      relation: relationColumns(viewer?.id ?? null, comments.authorId),
      liked:
        viewer === null
          ? sql<number>`0`
          : sql<number>`EXISTS (SELECT 1 FROM comment_likes WHERE user_id = ${viewer.id} AND comment_id = ${comments.id})`,
    })
    .from(sql`(${skeleton}) AS skeleton`)
    // A cross join keeps its order in SQLite: the skeleton leads, comments follow by key.
    .crossJoin(comments)
    .innerJoin(users, eq(users.id, comments.authorId))
    .where(sql`${comments.id} = skeleton.id`)
    .orderBy(order);
  return rows.map((row) => ({ ...row, liked: row.liked === 1 }));
}

export function commentSubject(comment: HydratedComment): CommentSubject {
  return {
    author: subjectOf(comment.author, comment.relation),
    deleted: comment.row.deletedAt !== null,
    hidden: comment.row.hiddenAt !== null,
  };
}
