/** Cards: a person inside other things. */
import type { UserCard } from "../../contract/users.ts";
import type { CardRow } from "../../db/cards.ts";
import type { RelationRow } from "../../db/relations.ts";
import type { PersonSubject } from "../access/people.ts";

/** The address of a picture of the site, null without one. */
export function mediaUrl(mediaId: string | null, variant: string): string | null {
  return mediaId === null ? null : `/media/${mediaId}/${variant}`;
}

export function presentCard(row: CardRow): UserCard {
  return {
    id: row.id,
    username: row.username,
    displayName: row.displayName,
    avatarUrl: mediaUrl(row.avatarMediaId, "avatar"),
    role: row.role,
    verified: row.verified,
  };
}

/** A card's person as the rules see them. */
export function subjectOf(row: CardRow, relation: RelationRow): PersonSubject {
  return {
    id: row.id,
    status: row.status,
    profileVisibility: row.profileVisibility,
    activityVisibility: row.activityVisibility,
    relation,
  };
}
