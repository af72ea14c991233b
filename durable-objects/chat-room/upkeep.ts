/** The life of a room beside its messages and members: opening, settings, what changes about its people elsewhere, its end. */
import type { ConversationSettings } from "../../contract/conversations.ts";
import { done, refused, type Result } from "../kit/result.ts";
import type { Membership } from "./membership.ts";
import { manageRefusal, type Party } from "./permissions.ts";
import type { Room } from "./room.ts";
import type { RoomStorage } from "./storage.ts";
import type { Record } from "./turn.ts";
import type { Entrant, RoomChange, RoomOpening } from "./types.ts";
import type { UserCard } from "../../contract/users.ts";

const closed = refused("not_found", "There is no such conversation.");

export class Upkeep {
  readonly #storage: RoomStorage;
  readonly #record: Record;
  readonly #room: Room;
  readonly #membership: Membership;

  constructor(storage: RoomStorage, record: Record, room: Room, membership: Membership) {
    this.#storage = storage;
    this.#record = record;
    this.#room = room;
    this.#membership = membership;
  }

  /** Makes the room; does nothing when it exists, or existed once. */
  open(opening: RoomOpening): void {
    if (this.#storage.row !== null) return;
    this.#storage.create(opening);
    this.#record((turn) => {
      turn.touchRow();
      for (const { card, hides, hidesAt, role, state } of opening.members) {
        this.#storage.hides.replace(card.id, hides, hidesAt);
        turn.admit({ card, role, state, joinedAt: opening.createdAt });
      }
    });
  }

  /** Ends the room for good. Its owner may, and the site itself (null). */
  close(party: Party | null): Result<void> {
    const { room, members } = this.#storage;
    if (room === null) return closed;
    if (party !== null && (room.type === "direct" || party.role !== "owner")) {
      return refused("forbidden", "Only its owner may delete a conversation.");
    }
    return this.#record((turn) => {
      for (const member of members.all()) turn.dismiss(member);
      turn.room.closedAt = turn.now;
      turn.touchRow();
      turn.releaseAllMedia();
      this.#storage.empty();
      return done(undefined);
    });
  }

  /** Changes name, topic and settings; those who manage the room may, and how long messages are kept only its owner decides. */
  update(party: Party, change: RoomChange): Result<void> {
    const { room } = this.#storage;
    if (room === null) return closed;
    const refusal = manageRefusal(room, party);
    if (refusal) return refused(refusal.code, refusal.detail);
    const { name, topic, slowModeSeconds, retentionDays, picture = false } = change;
    if (retentionDays !== undefined && retentionDays !== room.retentionDays && party.role !== "owner") {
      return refused("forbidden", "Only its owner decides how long messages are kept.");
    }
    if ((name !== undefined || picture) && room.type === "subject") {
      return refused("conflict", "This conversation has the name and the picture of what it is about.");
    }
    const renames = (name ?? room.name) !== room.name || (topic ?? room.topic) !== room.topic;
    return this.#record((turn) => {
      turn.room.name = name ?? room.name;
      turn.room.topic = topic ?? room.topic;
      turn.room.slowModeSeconds = slowModeSeconds ?? room.slowModeSeconds;
      turn.room.retentionDays = retentionDays === undefined ? room.retentionDays : retentionDays;
      turn.touchRow();
      if (renames) {
        const content = JSON.stringify({ name: turn.room.name, topic: turn.room.topic });
        turn.enter({ kind: "renamed", actorId: party.userId, content });
        turn.touchAll();
      }
      return done(undefined);
    });
  }

  /** A member's own settings of this conversation. */
  configure(party: Party, { muted, archived }: ConversationSettings): Result<void> {
    const member = this.#storage.members.get(party.userId);
    if (member === null) return closed;
    return this.#record((turn) => {
      const settings = { muted: muted ?? member.muted, archived: archived ?? member.archived };
      turn.saveMember(member, settings, { row: false });
      return done(undefined);
    });
  }

  /** Somebody comes in: the room takes over what it did not know of them. */
  meet({ card, hides, hidesAt }: Entrant): void {
    const member = this.#storage.members.get(card.id);
    const isNew = member !== null && JSON.stringify(member.card) !== JSON.stringify(card);
    if (isNew) this.refreshCard(card);
    const changed = this.#storage.hides.replace(card.id, hides, hidesAt);
    if (changed.length > 0) this.#record((turn) => turn.part(card.id, changed));
  }

  refreshCard(card: UserCard): void {
    const member = this.#storage.members.get(card.id);
    if (member !== null) this.#record((turn) => void turn.saveMember(member, { card }, { row: false }));
  }

  /** A block between two people stood, or stood not, at a time. */
  separate(userId: string, otherId: string, on: boolean, at: number): void {
    if (this.#storage.room === null || !this.#storage.hides.separate(userId, otherId, on, at)) return;
    this.#record((turn) => turn.part(userId, [otherId]));
  }

  /** Deletes what somebody wrote and takes them out. */
  forget(userId: string): void {
    const { room, members, entries, reactions, hides } = this.#storage;
    if (room === null) return;
    const member = members.get(userId);
    this.#record((turn) => {
      for (const message of entries.some(entries.messagesBy(userId))) this.#room.erase(turn, message, userId);
      reactions.forget(userId);
      hides.forget(userId);
      members.unban(userId);
      if (member !== null) this.#membership.dismiss(turn, member, userId, "left");
      else turn.departed.push(userId);
    });
  }
}
