/** Lists of people: ids by index first, then the cards and relations that are shown. */
import { and, asc, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import { blocks, follows, mutes, users } from "../../../db/schema.ts";
import { isId } from "../../../contract/ids.ts";
import { isNamed } from "../../pipeline/find-person.ts";
import { prefixRange } from "../../text/names.ts";
import { namedRelation } from "./store.ts";

/** One person of a list; `position` is what the next page begins after. */
export interface ListRow {
  position: string;
  card: CardRow;
  relation: RelationRow;
}

/** One page more than shown, beginning after `after` (a position). */
export interface Cut {
  after: string | null;
  limit: number;
}

/** Which end of follows is listed: of whom, in which state. */
interface FollowList {
  side: "followers" | "following";
  /** Id or username of the person whose list it is. */
  of: string;
  state: "following" | "requested";
}

/** Follows, latest first; positions are the follows' own ids. */
export function selectFollows(db: Database, viewerId: string | null, list: FollowList, { after, limit }: Cut) {
  const [owner, listed] =
    list.side === "followers" ? [follows.followeeId, follows.followerId] : [follows.followerId, follows.followeeId];
  const skeleton = db
    .select({ position: sql<string>`${follows.id}`.as("position"), personId: sql<string>`${listed}`.as("person_id") })
    .from(follows)
    .where(
      and(
        eq(owner, idOf(db, list.of)),
        eq(follows.state, list.state),
        after === null ? undefined : lt(follows.id, after),
      ),
    )
    .orderBy(desc(follows.id))
    .limit(limit)
    .as("skeleton");
  return db
    .select({
      position: skeleton.position,
      card: cardColumns(users),
      relation: namedRelation(relationColumns(viewerId, users.id)),
    })
    .from(skeleton)
    .innerJoin(users, eq(users.id, skeleton.personId))
    .orderBy(desc(skeleton.position));
}

function idOf(db: Database, idOrUsername: string): SQL {
  if (isId(idOrUsername)) return sql`${idOrUsername}`;
  return sql`(${db.select({ id: users.id }).from(users).where(isNamed(idOrUsername))})`;
}

const ties = {
  blocks: { table: blocks, owner: blocks.blockerId, other: blocks.blockedId },
  mutes: { table: mutes, owner: mutes.muterId, other: mutes.mutedId },
};

/** Whom somebody blocks or mutes, in the order of their ids, which are also the positions. */
export async function peopleKeptAway(
  db: Database,
  kind: keyof typeof ties,
  ownerId: string,
  { after, limit }: Cut,
): Promise<ListRow[]> {
  const { table, owner, other } = ties[kind];
  const skeleton = db
    .select({ position: sql<string>`${other}`.as("position") })
    .from(table)
    .where(and(eq(owner, ownerId), after === null ? undefined : gt(other, after)))
    .orderBy(asc(other))
    .limit(limit)
    .as("skeleton");
  return db
    .select({ position: skeleton.position, card: cardColumns(users), relation: relationColumns(ownerId, users.id) })
    .from(skeleton)
    .innerJoin(users, sql`${users.id} = ${skeleton.position}`)
    .orderBy(asc(skeleton.position));
}

/** A person whom a prefix may mean. */
export interface Candidate {
  card: CardRow;
  usernameKey: string;
  relation: RelationRow;
}

/** Up to `each` people whose username begins with `prefix`, and as many whose display name does. `prefix` is a name key. */
export async function peopleByPrefix(
  db: Database,
  viewerId: string,
  prefix: string,
  each: number,
): Promise<Candidate[]> {
  const { from, to } = prefixRange(prefix);
  const byUsername = db
    .select({ id: users.id })
    .from(users)
    .where(and(sql`${users.usernameKey} >= ${from}`, sql`${users.usernameKey} < ${to}`))
    .orderBy(users.usernameKey)
    .limit(each)
    .as("by_username");
  const byDisplayName = db
    .select({ id: users.id })
    .from(users)
    .where(and(sql`${users.displayNameKey} >= ${from}`, sql`${users.displayNameKey} < ${to}`))
    .orderBy(users.displayNameKey, users.id)
    .limit(each)
    .as("by_display_name");
  const skeleton = union(
    db.select({ id: byUsername.id }).from(byUsername),
    db.select({ id: byDisplayName.id }).from(byDisplayName),
  ).as("skeleton");
  return db
    .select({ card: cardColumns(users), usernameKey: users.usernameKey, relation: relationColumns(viewerId, users.id) })
    .from(skeleton)
    .innerJoin(users, eq(users.id, skeleton.id));
}
