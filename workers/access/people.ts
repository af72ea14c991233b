/** Rules about people: who may see whom, and whether two may deal with each other. Pure. */
import type { Relation, Visibility } from "../../contract/users.ts";
import type { RelationRow } from "../../db/relations.ts";
import type { AccountStatus } from "../../db/schema.ts";
import type { Asker } from "../scope.ts";

/** A person as the rules need them: who they are and how the viewer stands to them. */
export interface PersonSubject {
  id: string;
  status: AccountStatus;
  profileVisibility: Visibility;
  activityVisibility: Visibility;
  relation: RelationRow;
}

/** Two people who follow each other. */
export function isConnection(relation: RelationRow): boolean {
  return relation.followState === "following" && relation.followedBy === 1;
}

/** Blocks work both ways: neither sees the other. */
export function isBlockedEitherWay(relation: RelationRow): boolean {
  return relation.blocking === 1 || relation.blockedBy === 1;
}

function visibleAt(visibility: Visibility, person: PersonSubject, viewer: Asker | null): boolean {
  if (viewer?.id === person.id) return true;
  if (visibility === "public") return true;
  return visibility === "connections" && isConnection(person.relation);
}

const isStaff = (viewer: Asker | null) => viewer?.role === "admin" || viewer?.role === "moderator";

export const peopleRules = {
  /** The person exists for the viewer at all. Who blocked somebody still finds them, to be able to take the block back. */
  see: (person: PersonSubject, viewer: Asker | null): boolean => {
    if (viewer?.id === person.id) return true;
    if (person.status !== "active" && !(isStaff(viewer) && person.status === "suspended")) return false;
    return person.relation.blockedBy === 0 || isStaff(viewer);
  },
  /** More than the card: bio, links, posts. */
  readProfile: (person: PersonSubject, viewer: Asker | null): boolean =>
    peopleRules.see(person, viewer) &&
    person.relation.blocking === 0 &&
    visibleAt(person.profileVisibility, person, viewer),
  /** Whom they follow and who follows them. */
  readActivity: (person: PersonSubject, viewer: Asker | null): boolean =>
    peopleRules.readProfile(person, viewer) && visibleAt(person.activityVisibility, person, viewer),
  /** Hear whether they are there: people who follow each other and, if their activity is public, who share a conversation. */
  seePresence: (person: PersonSubject, viewer: Asker | null, sharesConversation: boolean): boolean => {
    if (viewer === null || person.status !== "active" || isBlockedEitherWay(person.relation)) return false;
    if (person.activityVisibility === "private") return false;
    return isConnection(person.relation) || (person.activityVisibility === "public" && sharesConversation);
  },
  /** Appear in lists that the viewer did not ask for by name. */
  list: (person: PersonSubject, viewer: Asker | null): boolean =>
    person.status === "active" &&
    !isBlockedEitherWay(person.relation) &&
    (person.relation.muting === 0 || viewer?.id === person.id),
} as const;

/** The relation as the contract shows it. */
export function presentRelation(row: RelationRow): Relation {
  return {
    follow: row.followState ?? "none",
    followedBy: row.followedBy === 1,
    blocking: row.blocking === 1,
    muting: row.muting === 1,
  };
}
