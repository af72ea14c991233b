/** People as the contract shows them: rows and relations in, profiles and list items out. Pure. */
import type { Suggestion, User, UserListItem } from "../../../contract/users.ts";
import type { CardRow } from "../../../db/cards.ts";
import type { RelationRow } from "../../../db/relations.ts";
import type { UserRow } from "../../../db/schema.ts";
import { peopleRules, presentRelation } from "../../access/people.ts";
import type { Viewer } from "../../scope.ts";
import { mediaUrl, presentCard, subjectOf } from "../../pipeline/cards.ts";

/** A whole profile, as for somebody who may read all of it. */
export function presentProfile(row: UserRow): User {
  return {
    ...presentCard(row),
    coverUrl: mediaUrl(row.coverMediaId, "full"),
    bio: row.bio,
    bioHtml: row.bioHtml,
    pronouns: row.pronouns,
    location: row.location,
    website: row.website,
    links: row.links,
    skills: row.skills,
    interests: row.interests,
    education: row.education,
    experience: row.experience,
    locked: row.locked,
    restricted: false,
    createdAt: new Date(row.createdAt).toISOString(),
    counts: { followers: row.followersCount, following: row.followingCount, posts: row.postsCount },
  };
}

/** What is left of a profile that is not for the asking person's eyes: the card, and what a follow button needs. */
function presentRestricted(row: UserRow): User {
  return {
    ...presentCard(row),
    coverUrl: null,
    bio: "",
    bioHtml: "",
    pronouns: "",
    location: "",
    website: null,
    links: [],
    skills: [],
    interests: [],
    education: [],
    experience: [],
    locked: row.locked,
    restricted: true,
    createdAt: new Date(row.createdAt).toISOString(),
    counts: { followers: 0, following: 0, posts: 0 },
  };
}

/** A profile as the viewer may see it. The caller has checked that the person exists for them (`peopleRules.see`). */
export function presentUser(row: UserRow, relation: RelationRow, viewer: Viewer | null): User {
  const readable = peopleRules.readProfile(subjectOf(row, relation), viewer);
  return { ...(readable ? presentProfile(row) : presentRestricted(row)), ...viewerPart(row.id, relation, viewer) };
}

/** A person in a list. */
export function presentListItem(card: CardRow, relation: RelationRow, viewer: Viewer | null): UserListItem {
  return { ...presentCard(card), ...viewerPart(card.id, relation, viewer) };
}

/** Nobody stands in a relation to themselves, and nobody without an account to anyone. */
function viewerPart(id: string, relation: RelationRow, viewer: Viewer | null): Pick<User, "viewer"> {
  return viewer === null || viewer.id === id ? {} : { viewer: presentRelation(relation) };
}

/** Somebody to follow, with the reason. The bio is only for those who may read the profile. */
export function presentSuggestion(
  row: { card: CardRow; bio: string; relation: RelationRow; mutuals: number; sharedInterests: string[] },
  viewer: Viewer,
): Suggestion {
  const readable = peopleRules.readProfile(subjectOf(row.card, row.relation), viewer);
  return {
    ...presentCard(row.card),
    bio: readable ? row.bio : "",
    viewer: presentRelation(row.relation),
    reason: { mutuals: row.mutuals, sharedInterests: row.sharedInterests },
  };
}
