/** Rules about conversations: who may know of one, read it, and bring whom into it. What members may do there, the room decides. Pure. */
import type { ConversationType } from "../../contract/conversations.ts";
import type { UserSettings } from "../../contract/users.ts";
import type { Asker } from "../scope.ts";
import { isBlockedEitherWay, isConnection, peopleRules, type PersonSubject } from "./people.ts";

/** A conversation as the rules need it. */
export interface ConversationSubject {
  type: ConversationType;
  deleted: boolean;
  /** How the viewer stands in it; null for somebody who never was in it. */
  state: "member" | "request" | "gone" | null;
  /** The other person of a direct conversation. */
  other: PersonSubject | null;
  /** Whether the viewer may read what a room is beside. */
  subjectReadable: boolean;
}

/** Somebody whom the viewer would write to or bring into a conversation. */
export interface Addressee extends PersonSubject {
  whoMayMessage: UserSettings["whoMayMessage"];
}

export const conversationRules = {
  /** The conversation exists for the viewer, with all that is in it. */
  read: (conversation: ConversationSubject): boolean => {
    if (conversation.deleted) return false;
    switch (conversation.type) {
      case "direct":
        return conversation.state !== null && conversation.other !== null && canMeet(conversation.other);
      case "group":
        return conversation.state === "member" || conversation.state === "request";
      case "channel":
        return true;
      case "subject":
        return conversation.subjectReadable;
    }
  },
  /** Whether rooms of this kind are read by people who are not members. */
  isOpen: ({ type }: Pick<ConversationSubject, "type">): boolean => type === "channel" || type === "subject",
  /** Write to somebody for the first time, or bring them into a group. */
  address: (person: Addressee, viewer: Asker): boolean =>
    peopleRules.see(person, viewer) && canMeet(person) && isOpenTo(person),
  /** Whether a first message comes as a request: its sender is nobody whom the recipient follows. */
  asksFirst: (person: Addressee): boolean => person.relation.followedBy === 0,
} as const;

/** Both are there and nobody has blocked the other. */
function canMeet(person: PersonSubject): boolean {
  return person.status === "active" && !isBlockedEitherWay(person.relation);
}

function isOpenTo({ whoMayMessage, relation }: Addressee): boolean {
  switch (whoMayMessage) {
    case "everyone":
      return true;
    case "connections":
      return isConnection(relation);
    case "nobody":
      return false;
  }
}
