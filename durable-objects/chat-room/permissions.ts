/** Who may do what in a room. Pure: nothing here knows storage or sockets. */
import type { ErrorCode } from "../../contract/errors.ts";
import type { RoomRole } from "../../contract/messages.ts";
import type { RoomRow } from "./storage.ts";
import type { MemberState } from "./types.ts";

/** Somebody who is in the room, or passes through it. */
export interface Party {
  userId: string;
  role: RoomRole;
  state: MemberState | "visitor";
  mutedUntil: number | null;
}

export interface Refusal {
  code: ErrorCode;
  detail: string;
}

type Settings = Pick<RoomRow, "type" | "slowModeSeconds">;

const rank: Record<RoomRole, number> = { owner: 3, moderator: 2, member: 1, readonly: 0 };

const forbidden = (detail: string): Refusal => ({ code: "forbidden", detail });

/** Whether somebody looks after the room: they manage messages and members. Nobody does in a conversation of two. */
export function moderates(room: Settings, party: Party): boolean {
  return room.type !== "direct" && rank[party.role] >= rank.moderator;
}

/** Why somebody may not look after the room; null when they may. */
export function manageRefusal(room: Settings, party: Party): Refusal | null {
  if (room.type === "direct") return forbidden("A conversation of two has nobody who manages it.");
  return moderates(room, party) ? null : forbidden("Only owners and moderators may do this.");
}

/** Why somebody may not do something to another member; null when they may. Nobody does it to an equal or to somebody above. */
export function overRefusal(room: Settings, party: Party, other: RoomRole): Refusal | null {
  const refusal = manageRefusal(room, party);
  if (refusal) return refusal;
  return rank[party.role] > rank[other] ? null : forbidden("They have the same role as you, or a higher one.");
}

/** Why somebody may not write, change or react now; null when they may. `now` in milliseconds. */
export function writeRefusal(party: Party, now: number): Refusal | null {
  if (party.role === "readonly") return forbidden("You may read here, not write.");
  if (party.mutedUntil !== null && party.mutedUntil > now) return forbidden("A moderator has muted you for a while.");
  return null;
}

/** Milliseconds until somebody may send again in slow mode, 0 when they may. Who manages the room does not wait. */
export function slowModeWait(room: Settings, party: Party, lastSentAt: number, now: number): number {
  if (room.slowModeSeconds === 0 || moderates(room, party)) return 0;
  return Math.max(0, lastSentAt + room.slowModeSeconds * 1_000 - now);
}

/** Why somebody may not bring others in; null when they may. */
export function addRefusal(room: Settings, party: Party): Refusal | null {
  if (room.type === "direct") return { code: "conflict", detail: "A conversation of two stays one of two." };
  if (room.type === "subject") return { code: "conflict", detail: "Whoever sees what this is about may come in." };
  if (room.type === "channel") return manageRefusal(room, party);
  return party.state === "member" && rank[party.role] >= rank.member ? null : forbidden("You may read here only.");
}

/** Why somebody may not make, see and take back invitations; null when they may. */
export function inviteRefusal(room: Settings, party: Party): Refusal | null {
  return addRefusal(room, party) ?? manageRefusal(room, party);
}

/** Why somebody may not pin messages; null when they may. In a conversation of two both may. */
export function pinRefusal(room: Settings, party: Party): Refusal | null {
  return room.type === "direct" ? null : manageRefusal(room, party);
}

/** Why somebody may not give another member this role; null when they may. */
export function roleRefusal(room: Settings, party: Party, from: RoomRole, to: RoomRole): Refusal | null {
  const refusal = overRefusal(room, party, from);
  if (refusal) return refusal;
  const givesUpwards = rank[to] >= rank.moderator;
  return givesUpwards && party.role !== "owner" ? forbidden("Only the owner makes moderators and owners.") : null;
}
