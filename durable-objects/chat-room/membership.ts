/** What a room decides about its members: who comes, goes, is banned, and which role they have. */
import type { RoomRole } from "../../contract/messages.ts";
import { done, refused, type Result } from "../kit/result.ts";
import type { Ban, Member } from "./member-storage.ts";
import { addRefusal, manageRefusal, overRefusal, type Party, type Refusal, roleRefusal } from "./permissions.ts";
import { memberRowOf } from "./standing.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";
import type { Record, Turn } from "./turn.ts";
import type { Entrant, MemberChange, MemberRow } from "./types.ts";

const stranger = refused("not_found", "There is no such member.");
const closed = refused("not_found", "There is no such conversation.");
const refusedWith = ({ code, detail }: Refusal) => refused(code, detail);

export class Membership {
  readonly #storage: RoomStorage;
  readonly #record: Record;

  constructor(storage: RoomStorage, record: Record) {
    this.#storage = storage;
    this.#record = record;
  }

  /** Adds people; those who are in already stay as they are. */
  add(party: Party, entrants: readonly Entrant[]): Result<{ added: string[]; banned: string[] }> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    const refusal = addRefusal(room, party);
    if (refusal) return refusedWith(refusal);
    const banned = entrants.filter(({ card }) => members.isBanned(card.id)).map(({ card }) => card.id);
    const addable = entrants.filter(({ card }) => !banned.includes(card.id));
    return this.#record((turn) => {
      for (const entrant of addable) this.enter(turn, entrant, party.userId);
      return done({ added: addable.map(({ card }) => card.id), banned });
    });
  }

  /** Joins by oneself. Whether the way in is open (a channel, an invitation) is for the caller to say. */
  join(entrant: Entrant): Result<void> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    if (members.isBanned(entrant.card.id)) return refused("forbidden", "You are banned from this conversation.");
    return this.#record((turn) => {
      this.enter(turn, entrant, entrant.card.id);
      return done(undefined);
    });
  }

  /** Lets somebody in as part of a change. Whoever comes first into an empty room owns it. */
  enter(turn: Turn, { card, hides, hidesAt }: Entrant, by: string): void {
    turn.part(card.id, this.#storage.hides.replace(card.id, hides, hidesAt));
    if (this.#storage.members.get(card.id) !== null) return;
    const role = turn.room.memberCount === 0 ? "owner" : "member";
    turn.enter({ kind: "joined", actorId: by, personId: card.id, content: "{}" });
    turn.admit({ card, role, state: "member" });
  }

  /** Leaves. The last owner hands over; the last member of a group leaves nobody behind who could come back: true then. */
  leave(party: Party): Result<{ isEmpty: boolean }> {
    const { room, members } = this.#storage;
    const member = members.get(party.userId);
    if (room === null || member === null) return stranger;
    if (room.type === "direct") {
      return refused("conflict", "A conversation of two cannot be left. Archive it, or block the other person.");
    }
    return this.#record((turn) => {
      this.dismiss(turn, member, party.userId, "left");
      return done({ isEmpty: turn.room.memberCount === 0 && turn.room.type === "group" });
    });
  }

  remove(party: Party, userId: string): Result<void> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    const member = members.get(userId);
    if (member === null) return manageRefusal(room, party) ? this.#notManaging(room, party) : stranger;
    const refusal = overRefusal(room, party, member.role);
    if (refusal) return refusedWith(refusal);
    return this.#record((turn) => {
      this.dismiss(turn, member, party.userId, "removed");
      return done(undefined);
    });
  }

  /** Bans somebody, member or not: they are out at once and do not come back before the ban is lifted. */
  ban(party: Party, userId: string): Result<void> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    const member = members.get(userId);
    const refusal = overRefusal(room, party, member?.role ?? "readonly");
    if (refusal) return refusedWith(refusal);
    if (userId === party.userId) return refused("conflict", "You cannot ban yourself.");
    return this.#record((turn) => {
      members.ban({ userId, by: party.userId, createdAt: turn.now });
      if (member !== null) this.dismiss(turn, member, party.userId, "banned");
      else turn.departed.push(userId);
      return done(undefined);
    });
  }

  unban(party: Party, userId: string): Result<void> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    const refusal = manageRefusal(room, party);
    if (refusal) return refusedWith(refusal);
    members.unban(userId);
    return done(undefined);
  }

  bans(party: Party): Result<Ban[]> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    const refusal = manageRefusal(room, party);
    return refusal ? refusedWith(refusal) : done(members.bans());
  }

  /** Gives another role, mutes for a while, or lifts it. */
  change(party: Party, userId: string, change: MemberChange): Result<MemberRow> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    const member = members.get(userId);
    if (member === null) return manageRefusal(room, party) ? this.#notManaging(room, party) : stranger;
    const role = change.role ?? member.role;
    const refusal = this.#changeRefusal(room, party, member, role);
    if (refusal) return refusedWith(refusal);
    const mutedUntil = change.mutedUntil === undefined ? member.mutedUntil : change.mutedUntil;
    return this.#record((turn) => {
      const after = turn.saveMember(member, { mutedUntil, role }, { row: true });
      if (role !== member.role) this.#tellRole(turn, userId, role, party.userId);
      if (role === "owner" && member.role !== "owner") this.#give(turn, party.userId, "moderator", party.userId);
      return done(memberRowOf(after));
    });
  }

  /** Takes somebody out as part of a change, and finds an owner for a room that has lost its last. */
  dismiss(turn: Turn, member: Member, by: string, reason: "left" | "removed" | "banned"): void {
    const { members } = this.#storage;
    turn.enter({ kind: "left", actorId: by, personId: member.userId, content: JSON.stringify({ reason }) });
    turn.dismiss(member);
    if (member.role !== "owner" || members.owners() > 0) return;
    const heir = members.heir();
    if (heir !== null) this.#give(turn, heir.userId, "owner", by);
  }

  #changeRefusal(room: RoomRow, party: Party, member: Member, role: RoomRole): Refusal | null {
    if (member.userId === party.userId) {
      const refusal = manageRefusal(room, party);
      return refusal ?? { code: "conflict", detail: "Give your role away by making somebody else owner." };
    }
    return roleRefusal(room, party, member.role, role);
  }

  #give(turn: Turn, userId: string, role: RoomRole, by: string): void {
    const member = this.#storage.members.get(userId);
    if (member === null) return;
    turn.saveMember(member, { role }, { row: true });
    this.#tellRole(turn, userId, role, by);
  }

  #tellRole(turn: Turn, userId: string, role: RoomRole, by: string): void {
    turn.enter({ kind: "role", actorId: by, personId: userId, content: JSON.stringify({ role }) });
  }

  #notManaging(room: RoomRow, party: Party): Result<never> {
    return refusedWith(manageRefusal(room, party) ?? { code: "forbidden", detail: "Not allowed." });
  }
}
