/** Suggestions of people to follow: worked out when follows and interests change, read by index. */
import { and, desc, eq, sql } from "drizzle-orm";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import { suggestions, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import { namedRelation } from "./store.ts";

/** Bounds of the work for one person, whatever the size of the site. */
const bounds = {
  /** Latest people followed whose own follows are looked at. */
  followees: 30,
  /** Latest follows looked at of each of those. */
  followsOfEach: 50,
  /** People looked at for each shared interest, newest accounts first. */
  sharersOfEach: 50,
  /** Suggestions kept. */
  kept: 50,
  /** Most followed people looked at to fill a short list up. */
  popular: 60,
};

/** Being followed by people one follows counts double a shared interest. */
const mutualWeight = 2;

/** People per round trip: on the way to D1 goes more time than on the work for one of them, and others wait while it lasts. */
const peoplePerBatch = 10;

/** Works out anew whom these people may want to follow. */
export async function rebuildSuggestionsOf(db: Database, userIds: readonly string[]): Promise<void> {
  for (let i = 0; i < userIds.length; i += peoplePerBatch) {
    const [first, ...rest] = userIds.slice(i, i + peoplePerBatch).flatMap((userId) => replaceSuggestions(db, userId));
    if (first) await db.batch([first, ...rest]);
  }
}

/**
 * Replaces a person's suggestions by the best of those whom the people they follow follow, and of those who share an
 * interest; never themselves, nor anybody they follow, asked, block, mute or are blocked by.
 */
function replaceSuggestions(db: Database, userId: string): Statement[] {
  const insert = db.run(sql`
    INSERT OR IGNORE INTO suggestions (user_id, candidate_id, score, mutuals, shared_interests)
    SELECT ${userId}, candidate.id, ${mutualWeight} * sum(candidate.mutual) + count(candidate.interest), sum(candidate.mutual),
      json_group_array(candidate.interest) FILTER (WHERE candidate.interest IS NOT NULL)
    FROM (
      SELECT theirs.followee_id AS id, 1 AS mutual, NULL AS interest
      FROM (
        SELECT followee_id FROM follows WHERE follower_id = ${userId} AND state = 'following'
        ORDER BY id DESC LIMIT ${bounds.followees}
      ) AS followed
      CROSS JOIN follows AS theirs ON theirs.follower_id = followed.followee_id AND theirs.state = 'following' AND theirs.id IN (
        SELECT latest.id FROM follows AS latest WHERE latest.follower_id = followed.followee_id AND latest.state = 'following'
        ORDER BY latest.id DESC LIMIT ${bounds.followsOfEach}
      )
      UNION ALL
      SELECT sharer.user_id, 0, sharer.interest
      FROM user_interests AS mine
      CROSS JOIN user_interests AS sharer ON sharer.interest = mine.interest AND sharer.user_id IN (
        SELECT newest.user_id FROM user_interests AS newest WHERE newest.interest = mine.interest
        ORDER BY newest.user_id DESC LIMIT ${bounds.sharersOfEach}
      )
      WHERE mine.user_id = ${userId}
    ) AS candidate
    CROSS JOIN users ON users.id = candidate.id
    WHERE candidate.id <> ${userId} AND users.status = 'active'
      AND NOT EXISTS (SELECT 1 FROM follows WHERE follower_id = ${userId} AND followee_id = candidate.id)
      AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ${userId} AND blocked_id = candidate.id)
      AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = candidate.id AND blocked_id = ${userId})
      AND NOT EXISTS (SELECT 1 FROM mutes WHERE muter_id = ${userId} AND muted_id = candidate.id)
    GROUP BY candidate.id
    ORDER BY 3 DESC, candidate.id
    LIMIT ${bounds.kept}`);
  return [db.delete(suggestions).where(eq(suggestions.userId, userId)), insert];
}

/** A suggestion as stored, or somebody popular. */
export interface SuggestionRow {
  card: CardRow;
  bio: string;
  score: number;
  mutuals: number;
  sharedInterests: string[];
  relation: RelationRow;
}

/** Stored suggestions, best first, after the given score and person. */
export function selectSuggestions(
  db: Database,
  userId: string,
  after: readonly [number, string] | null,
  limit: number,
) {
  const skeleton = db
    .select({
      candidateId: suggestions.candidateId,
      score: suggestions.score,
      mutuals: suggestions.mutuals,
      sharedInterests: suggestions.sharedInterests,
    })
    .from(suggestions)
    .where(
      and(
        eq(suggestions.userId, userId),
        after ? sql`(${suggestions.score}, ${suggestions.candidateId}) < (${after[0]}, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(suggestions.score), desc(suggestions.candidateId))
    .limit(limit)
    .as("skeleton");
  return db
    .select({
      card: cardColumns(users),
      bio: users.bio,
      score: skeleton.score,
      mutuals: skeleton.mutuals,
      sharedInterests: skeleton.sharedInterests,
      relation: namedRelation(relationColumns(userId, users.id)),
    })
    .from(skeleton)
    .innerJoin(users, eq(users.id, skeleton.candidateId))
    .orderBy(desc(skeleton.score), desc(skeleton.candidateId));
}

/**
 * The most followed people who are not followed, asked, blocked, muted or suggested yet: as many as `wanted` when fewer suggestions than
 * that are stored, else none. Looks at a fixed number of them, so it may come back with fewer.
 */
export function selectPopular(db: Database, userId: string, wanted: number) {
  // The limit is worked out, not a condition: with a false condition the index would be walked to its end.
  const skeleton = sql`(
    SELECT id, followers_count FROM ${users} WHERE status = 'active' ORDER BY followers_count DESC, id DESC
    LIMIT (SELECT iif(count(*) < ${wanted}, ${bounds.popular}, 0) FROM ${suggestions} WHERE user_id = ${userId})
  ) AS skeleton`;
  return db
    .select({ card: cardColumns(users), bio: users.bio, relation: namedRelation(relationColumns(userId, users.id)) })
    .from(skeleton)
    .innerJoin(users, sql`${users.id} = skeleton.id`)
    .where(
      sql`skeleton.id <> ${userId}
        AND NOT EXISTS (SELECT 1 FROM follows WHERE follower_id = ${userId} AND followee_id = skeleton.id)
        AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ${userId} AND blocked_id = skeleton.id)
        AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = skeleton.id AND blocked_id = ${userId})
        AND NOT EXISTS (SELECT 1 FROM mutes WHERE muter_id = ${userId} AND muted_id = skeleton.id)
        AND NOT EXISTS (SELECT 1 FROM suggestions WHERE user_id = ${userId} AND candidate_id = skeleton.id)`,
    )
    .orderBy(sql`skeleton.followers_count DESC, skeleton.id DESC`)
    .limit(wanted);
}
