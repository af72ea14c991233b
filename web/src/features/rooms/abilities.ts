/** What a role may do in a room, so that the app offers nothing that the room would refuse. Pure; the room decides by itself. */
import type { Conversation } from "../../../../contract/conversations.ts";
import type { RoomRole } from "../../../../contract/messages.ts";

export interface Abilities {
  /** Name, topic, slow mode, how long messages are kept, invitations, bans, and members of a lower role. */
  manage: boolean;
  addPeople: boolean;
  pin: boolean;
  leave: boolean;
  /** End the conversation for everybody. */
  delete: boolean;
}

const ranks: Record<RoomRole, number> = { owner: 3, moderator: 2, member: 1, readonly: 0 };

export function abilitiesOf({ type, viewer }: Pick<Conversation, "type" | "viewer">): Abilities {
  const rank = viewer.role === null || viewer.state !== "member" ? -1 : ranks[viewer.role];
  const hasMembers = type === "group" || type === "channel";
  const manage = hasMembers && rank >= ranks.moderator;
  return {
    manage,
    addPeople: manage || (type === "group" && rank >= ranks.member),
    pin: manage || (type === "direct" && rank >= ranks.member),
    leave: hasMembers && rank >= 0,
    delete: hasMembers && rank === ranks.owner,
  };
}

/** Whether somebody reads a channel without being in it; the room of a subject is open to whoever sees that. */
export function isOutside({ type, viewer }: Pick<Conversation, "type" | "viewer">): boolean {
  return viewer.state === "none" && type !== "subject";
}

/** Whether one role is above another: nobody manages their equals. */
export function outranks(role: RoomRole | null, other: RoomRole): boolean {
  return role !== null && ranks[role] > ranks[other];
}

/** Roles that somebody may give to members below them: only owners make moderators and owners. */
export function rolesToGive(role: RoomRole | null): RoomRole[] {
  return role === "owner" ? ["owner", "moderator", "member", "readonly"] : ["member", "readonly"];
}
