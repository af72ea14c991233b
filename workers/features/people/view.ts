/** People as the contract shows them: rows and relations in, profiles and list items out. Pure. */
import type { Suggestion, User, UserListItem } from "../../../contract/users.ts";
import type { CardRow } from "../../../db/cards.ts";
import { noRelation, type RelationRow } from "../../../db/relations.ts";
import type { UserRow } from "../../../db/schema.ts";
import { addressOf, publicAddress, signedQuery } from "../../../r2/addresses.ts";
import { peopleRules, presentRelation } from "../../access/people.ts";
import type { Viewer } from "../../scope.ts";
import { presentCard, subjectOf } from "../../pipeline/cards.ts";
import { audienceOf, type Showing } from "../../pipeline/showing.ts";
import type { PersonRow } from "./store.ts";

/** What a profile is made of. `coverEpoch` is that of the cover's media, null where there is none to show. */
export interface ProfileRow {
  user: UserRow;
  coverEpoch: number | null;
}

/** A whole profile, as for somebody who may read all of it. */
export function presentProfile(profile: ProfileRow, showing: Showing): User {
  const row = profile.user;
  return {
    ...presentCard(row),
    coverUrl: coverAddress(profile, showing),
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

/** The wide picture of a profile: plain where anybody may read the profile, else for the viewer. */
function coverAddress({ user, coverEpoch }: ProfileRow, showing: Showing): string | null {
  const { coverMediaId: id } = user;
  if (id === null || coverEpoch === null) return null;
  const audience = audienceOf(showing, [{ kind: "cover", person: subjectOf(user, noRelation) }]);
  if (audience === "everybody") return publicAddress(id, coverEpoch, "full");
  return addressOf(id, "full", signedQuery(audience.keys, id, coverEpoch, audience.reader, audience.now));
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
export function presentUser(person: PersonRow, showing: Showing): User {
  const { user, relation } = person;
  const { viewer } = showing;
  const readable = peopleRules.readProfile(subjectOf(user, relation), viewer);
  return {
    ...(readable ? presentProfile(person, showing) : presentRestricted(user)),
    ...viewerPart(user.id, relation, viewer),
  };
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
