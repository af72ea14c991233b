/** Rules about media: who may read the bytes. A media is read by whoever may read one of the things that show it. Pure. */
import type { SiteSettingsValue } from "../../contract/settings.ts";
import { noRelation } from "../../db/relations.ts";
import type { Asker } from "../scope.ts";
import { conversationRules, type ConversationSubject } from "./conversations.ts";
import { isBlockedEitherWay, peopleRules, type PersonSubject } from "./people.ts";
import { postRules, type PostSubject } from "./posts.ts";

/** A conversation with a message that shows a media; `about` is the post that a room is beside. */
export type TalkSubject = Omit<ConversationSubject, "subjectReadable"> & { id: string; about: PostSubject | null };

/** What shows a media. Relations in it are those of the person who asks. */
export type MediaReference =
  | { kind: "post"; post: PostSubject }
  | { kind: "message"; conversation: TalkSubject }
  | { kind: "avatar" | "cover"; person: PersonSubject }
  | { kind: "conversation"; deleted: boolean };

/** A media as the rules need it. */
export interface MediaSubject {
  owner: PersonSubject;
  references: readonly MediaReference[];
  /** Somebody who sees it has asked for a decision on it, which is still to come. */
  reported: boolean;
}

/** Whether people who are not signed in may read at all. */
type Site = Pick<SiteSettingsValue, "publicReading">;

const isStaff = (viewer: Asker) => viewer.role === "admin" || viewer.role === "moderator";

export const mediaRules = {
  /** The media is there for the viewer. Its owner always has it, and moderators have what they were asked to judge. */
  read: (media: MediaSubject, viewer: Asker | null, site: Site): boolean => {
    if (viewer === null) return isForEverybody(media.references, site);
    if (viewer.id === media.owner.id) return true;
    if (media.reported && isStaff(viewer)) return true;
    return media.references.some((reference) => isShown(reference, media.owner, viewer));
  },
  /** The media is in a conversation for those who are in it, as a room's addresses open it to them. */
  readInConversation: ({ references }: Pick<MediaSubject, "references">, conversationId: string): boolean =>
    references.some(
      (reference) =>
        reference.kind === "message" &&
        reference.conversation.id === conversationId &&
        isGoingOn(reference.conversation),
    ),
} as const;

/**
 * Whether these references open a media to everybody, so that its addresses need no signature and shared caches may keep it. Pictures
 * that stand on cards are open on a site that is closed to visitors, too: cards carry plain addresses.
 */
export function isForEverybody(references: readonly MediaReference[], { publicReading }: Site): boolean {
  return references.some(
    (reference) => isOnCards(reference) || (publicReading && isShownTo(withoutRelations(reference), null)),
  );
}

function isShown(reference: MediaReference, owner: PersonSubject, viewer: Asker): boolean {
  // As in the room: of a block, neither sees what the other sends. In a conversation of two the rules say so themselves.
  if (reference.kind === "message" && isBlockedEitherWay(owner.relation)) return false;
  return isShownTo(reference, viewer);
}

function isShownTo(reference: MediaReference, viewer: Asker | null): boolean {
  switch (reference.kind) {
    case "post":
      return postRules.read(reference.post, viewer);
    case "message":
      return viewer !== null && mayReadTalk(reference.conversation, viewer);
    case "avatar":
      return isOnCards(reference) || peopleRules.see(reference.person, viewer);
    case "cover":
      return peopleRules.readProfile(reference.person, viewer);
    case "conversation":
      return isOnCards(reference);
  }
}

function mayReadTalk({ about, ...conversation }: TalkSubject, viewer: Asker): boolean {
  const subjectReadable = about !== null && postRules.read(about, viewer);
  return conversationRules.read({ ...conversation, subjectReadable });
}

/** Whether its people still read in it. For two, `other` is one of them as the other one stands to them. */
function isGoingOn({ type, deleted, other, about }: TalkSubject): boolean {
  if (deleted) return false;
  switch (type) {
    case "direct":
      return other?.status === "active" && !isBlockedEitherWay(other.relation);
    case "subject":
      return about !== null && !about.deleted;
    case "group":
    case "channel":
      return true;
  }
}

/** Avatars of people and pictures of conversations that are there. */
function isOnCards(reference: MediaReference): boolean {
  if (reference.kind === "conversation") return !reference.deleted;
  return reference.kind === "avatar" && reference.person.status === "active";
}

/** A reference as it is to somebody without an account, who stands to nobody in any way. */
function withoutRelations(reference: MediaReference): MediaReference {
  switch (reference.kind) {
    case "post":
      return { kind: "post", post: { ...reference.post, author: { ...reference.post.author, relation: noRelation } } };
    case "avatar":
    case "cover":
      return { kind: reference.kind, person: { ...reference.person, relation: noRelation } };
    default:
      return reference;
  }
}
