/** How people stand to each other: follow, block, mute, and the requests of locked accounts. */
import type { Relation } from "../../../contract/users.ts";
import type { RelationRow } from "../../../db/relations.ts";
import { peopleRules, presentRelation } from "../../access/people.ts";
import { commit, type Unit } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { AppError, invalid, notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { withdrawFollowsNow } from "../../timelines.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import { separateNow } from "../conversations/actions.ts";
import * as store from "./relations-store.ts";
import { type PersonRow, selectPerson, selectRelation } from "./store.ts";

/**
 * Follows somebody; a locked account is asked instead. Throws `not_found` for who cannot be seen, and for who blocks the
 * viewer, `conflict` for who is blocked by them, `validation_failed` for oneself.
 */
export async function follow(scope: SignedInScope, otherId: string): Promise<Relation> {
  const { db, viewer } = scope;
  const { relation } = await visibleOther(scope, otherId);
  if (relation.blockedBy === 1) throw notFound("person");
  if (relation.blocking === 1)
    throw new AppError("conflict", "You block this person. Take the block back to follow them.");
  const now = await commitRelation(scope, otherId, {
    guard: store.insertFollow(db, viewer.id, otherId),
    writes: [store.deleteSuggestion(db, viewer.id, otherId)],
    effects: [
      { kind: "follows.backfill", payload: { pairs: [{ followerId: viewer.id, followeeId: otherId }] } },
      { kind: "people.suggest", payload: { userIds: [viewer.id] } },
    ],
  });
  // They blocked, or went, between the look and the write.
  if (now.followState === null) throw notFound("person");
  return presentRelation(now);
}

/** Follows somebody no longer, or takes a request back. */
export async function unfollow(scope: SignedInScope, otherId: string): Promise<Relation> {
  const { db, viewer } = scope;
  await otherToLeave(scope, otherId, (relation) => relation.followState !== null);
  const pairs = [{ followerId: viewer.id, followeeId: otherId, authored: false }];
  const now = await commitRelation(scope, otherId, {
    guard: store.deleteFollow(db, viewer.id, otherId),
    effects: [{ kind: "follows.withdraw", payload: { pairs } }],
  });
  await withdrawFollowsNow(scope, pairs);
  return presentRelation(now);
}

/** Blocks somebody: both lose each other's follows, requests and posts at once, in rooms too. */
export async function block(scope: SignedInScope, otherId: string): Promise<Relation> {
  const { db, viewer } = scope;
  await visibleOther(scope, otherId);
  const pairs = [
    { followerId: viewer.id, followeeId: otherId, authored: true },
    { followerId: otherId, followeeId: viewer.id, authored: true },
  ];
  const now = await commitRelation(scope, otherId, {
    guard: store.insertBlock(db, viewer.id, otherId),
    writes: [
      ...store.deleteFollowsBetween(db, viewer.id, otherId),
      ...store.deleteSuggestionsBetween(db, viewer.id, otherId),
    ],
    effects: [{ kind: "follows.withdraw", payload: { pairs } }, separation(scope, otherId)],
  });
  await Promise.all([withdrawFollowsNow(scope, pairs), separateNow(scope, { userId: viewer.id, otherId })]);
  return presentRelation(now);
}

/** Takes a block back. What it ended stays ended. */
export async function unblock(scope: SignedInScope, otherId: string): Promise<Relation> {
  await otherToLeave(scope, otherId, (relation) => relation.blocking === 1);
  const now = await commitRelation(scope, otherId, {
    guard: store.deleteBlock(scope.db, scope.viewer.id, otherId),
    effects: [separation(scope, otherId)],
  });
  await separateNow(scope, { userId: scope.viewer.id, otherId });
  return presentRelation(now);
}

/** What a block, or its end, does in the rooms that both are in. */
function separation({ viewer }: SignedInScope, otherId: string): Effect {
  return { kind: "people.separate", payload: { userId: viewer.id, otherId, after: "" } };
}

/** Keeps somebody out of the viewer's lists and notifications. */
export async function mute(scope: SignedInScope, otherId: string): Promise<Relation> {
  const { db, viewer } = scope;
  await visibleOther(scope, otherId);
  const now = await commitRelation(scope, otherId, {
    guard: store.insertMute(db, viewer.id, otherId),
    writes: [store.deleteSuggestion(db, viewer.id, otherId)],
  });
  return presentRelation(now);
}

export async function unmute(scope: SignedInScope, otherId: string): Promise<Relation> {
  await otherToLeave(scope, otherId, (relation) => relation.muting === 1);
  return presentRelation(
    await commitRelation(scope, otherId, { guard: store.deleteMute(scope.db, scope.viewer.id, otherId) }),
  );
}

/** Lets somebody follow who asked. Throws `not_found` when they neither asked nor follow. */
export async function acceptRequest(scope: SignedInScope, followerId: string): Promise<Relation> {
  const { db, viewer } = scope;
  const now = await commitRelation(scope, followerId, {
    guard: store.acceptRequest(db, followerId, viewer.id),
    effects: [
      { kind: "follows.backfill", payload: { pairs: [{ followerId, followeeId: viewer.id }] } },
      { kind: "people.suggest", payload: { userIds: [followerId] } },
    ],
  });
  if (now.followedBy !== 1) throw notFound("follow request");
  return presentRelation(now);
}

/** Turns a request away; without one, nothing changes. Who follows already stays a follower. */
export async function refuseRequest(scope: SignedInScope, followerId: string): Promise<Relation> {
  await otherToLeave(scope, followerId, () => false);
  return presentRelation(
    await commitRelation(scope, followerId, { guard: store.refuseRequest(scope.db, followerId, scope.viewer.id) }),
  );
}

/** Somebody else whom the viewer may know of. Throws `validation_failed` for oneself, `not_found` for who is not there. */
async function visibleOther(scope: SignedInScope, otherId: string): Promise<PersonRow> {
  return otherToLeave(scope, otherId, () => false);
}

/** As `visibleOther`, but also finds who went out of sight while a tie to them `stands`: that can always be given up. */
async function otherToLeave(
  scope: SignedInScope,
  otherId: string,
  stands: (relation: RelationRow) => boolean,
): Promise<PersonRow> {
  const { db, viewer } = scope;
  if (otherId === viewer.id) throw invalid("id", "must be somebody else's");
  const [row] = await selectPerson(db, viewer.id, otherId);
  if (!row) throw notFound("person");
  if (!peopleRules.see(subjectOf(row.user, row.relation), viewer) && !stands(row.relation)) throw notFound("person");
  return row;
}

/** Commits, and reads in the same transaction how the two stand then. Throws `not_found` when the other is not there. */
async function commitRelation(scope: SignedInScope, otherId: string, unit: Unit): Promise<RelationRow> {
  const writes = [...(unit.writes ?? []), selectRelation(scope.db, scope.viewer.id, otherId)];
  const { results } = await commit(scope, { ...unit, writes });
  const [relation] = results.at(-1) as RelationRow[];
  if (!relation) throw notFound("person");
  return relation;
}
