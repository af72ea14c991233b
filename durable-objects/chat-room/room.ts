/** What a room decides about messages. It knows storage, not sockets; what comes of a decision goes out through `Record`. */
import { newId } from "../../contract/ids.ts";
import type { MessageSent, NewMessage } from "../../contract/messages.ts";
import type { MediaFacts } from "../../r2/media-view.ts";
import { isArmed } from "../kit/faults.ts";
import { done, refused, type Result } from "../kit/result.ts";
import { keptFacts } from "./attachments.ts";
import type { EntryRow } from "./entry-storage.ts";
import { mentionedNames } from "./mentions.ts";
import { moderates, type Party, pinRefusal, type Refusal, slowModeWait, writeRefusal } from "./permissions.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";
import type { Record, Turn } from "./turn.ts";

/** Different emojis that one message may have. */
const maxReactionKinds = 20;
/** Messages that a room may have pinned. */
const maxPins = 50;

const noMessage = refused("not_found", "There is no such message.");

export class Room {
  readonly #storage: RoomStorage;
  readonly #record: Record;

  constructor(storage: RoomStorage, record: Record) {
    this.#storage = storage;
    this.#record = record;
  }

  /** How somebody takes part; null for outsiders. A visitor is let in by what the room is about. */
  party(userId: string, visitor = false): Party | null {
    const { members, room } = this.#storage;
    if (room === null) return null;
    const member = members.get(userId);
    if (member !== null) return member;
    if (!visitor || members.isBanned(userId)) return null;
    return { userId, role: room.type === "subject" ? "member" : "readonly", state: "visitor", mutedUntil: null };
  }

  /**
   * What sending a message is answered now if it is not stored: a repeat of an id with the seq that it has, somebody else's id with a
   * conflict, and whatever else refuses it. null: it would be stored.
   */
  foresee(party: Party, { id, replyTo }: NewMessage): Result<MessageSent> | null {
    const { entries, room } = this.#storage;
    if (room === null) return noMessage;
    const known = isArmed("room.omit-id-check") ? null : entries.find(id);
    if (known?.actorId === party.userId) return done({ seq: known.seq, id });
    if (known !== null) return refused("conflict", "Another message has this id.");
    const refusal = this.#writeRefusal(room, party) ?? this.#slowModeRefusal(room, party);
    if (refusal) return refused(refusal.code, refusal.detail);
    if (replyTo !== undefined && this.#shownMessage(replyTo, party) === null) {
      return refused("validation_failed", "The message that this answers does not exist.");
    }
    return null;
  }

  /** Stores a message with what its media are, unless these cannot be had or `foresee` has another answer. */
  send(party: Party, message: NewMessage, media: Result<MediaFacts[]>): Result<MessageSent> {
    const { entries, room } = this.#storage;
    if (room === null) return noMessage;
    const answer = this.foresee(party, message);
    if (answer !== null) return answer;
    if (!media.ok) return media;
    const { id, replyTo = null } = message;
    const content = message.content.trim() === "" ? "" : message.content;
    const mentions = this.#mentionsIn(content, party);
    const written = { actorId: party.userId, content, replyTo, mentions, media: keptFacts(media.value) };
    return this.#record((turn) => {
      if (party.state === "request") this.#accept(turn, party);
      const isRepeatKept = isArmed("room.omit-id-check") && entries.find(id) !== null;
      const entry = turn.enter({ kind: "message", id: isRepeatKept ? newId() : id, ...written });
      turn.room.lastAt = turn.now;
      if (room.type === "direct") this.#bringBack(turn, party);
      turn.touchAll();
      turn.touchRow();
      return done({ seq: entry.seq, id });
    });
  }

  /** Changes the text of somebody's own message. */
  edit(party: Party, messageSeq: number, content: string): Result<void> {
    const { room } = this.#storage;
    const message = this.#shownMessage(messageSeq, party);
    if (room === null || message === null) return noMessage;
    if (message.actorId !== party.userId) return refused("forbidden", "Only its sender may edit a message.");
    const refusal = this.#writeRefusal(room, party);
    if (refusal) return refused(refusal.code, refusal.detail);
    if (message.content === content) return done(undefined);
    const mentions = this.#mentionsIn(content, party);
    return this.#record((turn) => {
      this.#storage.entries.edit(messageSeq, content, mentions, turn.now);
      turn.alter({ ...message, content, mentions }, { kind: "edited", actorId: party.userId });
      this.#touchShown(turn, messageSeq);
      return done(undefined);
    });
  }

  /** Deletes a message: one's own, or as a moderator anybody's. Its place stays, its text does not. */
  delete(party: Party, messageSeq: number): Result<void> {
    const { room } = this.#storage;
    const message = this.#shownMessage(messageSeq, party);
    if (room === null || message === null) return noMessage;
    if (message.actorId !== party.userId && !moderates(room, party)) {
      return refused("forbidden", "Only its sender and moderators may delete a message.");
    }
    return this.#record((turn) => {
      this.erase(turn, message, party.userId);
      return done(undefined);
    });
  }

  /** Takes a message away as part of a greater change. */
  erase(turn: Turn, message: EntryRow, by: string): void {
    this.#storage.entries.erase(message.seq, turn.now);
    if (message.media !== null && message.id !== null) turn.releaseMedia([message.id]);
    turn.room.deleted += 1;
    turn.alter({ ...message, content: "", mentions: null }, { kind: "deleted", actorId: by });
    turn.touchAll();
    turn.touchRow();
  }

  /** Gives or takes back a reaction. What is so already changes nothing. */
  react(party: Party, messageSeq: number, emoji: string, on: boolean): Result<void> {
    const { room, reactions } = this.#storage;
    const message = this.#shownMessage(messageSeq, party);
    if (room === null || message === null) return noMessage;
    const refusal = this.#writeRefusal(room, party);
    if (refusal) return refused(refusal.code, refusal.detail);
    if (on && reactions.count(messageSeq, emoji) === 0 && reactions.kinds(messageSeq) >= maxReactionKinds) {
      return refused("conflict", `A message has at most ${maxReactionKinds} different reactions.`);
    }
    return this.#record((turn) => {
      if (!reactions.set(messageSeq, emoji, party.userId, on, turn.room.seq + 1)) return done(undefined);
      const data = { emoji, on, count: reactions.count(messageSeq, emoji) };
      turn.alter(message, { kind: "reaction", actorId: party.userId, data });
      return done(undefined);
    });
  }

  pin(party: Party, messageSeq: number, on: boolean): Result<void> {
    const { room, entries } = this.#storage;
    const message = this.#shownMessage(messageSeq, party);
    if (room === null || message === null) return noMessage;
    const refusal = pinRefusal(room, party);
    if (refusal) return refused(refusal.code, refusal.detail);
    if ((message.pinnedAt !== null) === on) return done(undefined);
    if (on && entries.pinned().length >= maxPins) {
      return refused("conflict", `A conversation has at most ${maxPins} pinned messages.`);
    }
    return this.#record((turn) => {
      entries.pin(messageSeq, on ? turn.now : null);
      const content = JSON.stringify({ messageSeq, on });
      turn.enter({ kind: "pinned", actorId: party.userId, personId: message.actorId, content });
      return done(undefined);
    });
  }

  /** Moves somebody's cursor on; it never goes back. Answers where it is if it moved. */
  read(party: Party, upTo: number): number | null {
    const { members, entries, room } = this.#storage;
    const member = members.get(party.userId);
    if (room === null || member === null) return null;
    const readUpTo = Math.min(upTo, room.seq);
    if (readUpTo <= member.readUpTo && !isArmed("room.omit-cursor-guard")) return null;
    const readOrdinal = readUpTo === room.seq ? room.messages : entries.ordinalAt(readUpTo);
    this.#record((turn) => {
      turn.moveCursor(member, { readUpTo, readOrdinal: Math.max(member.readOrdinal, readOrdinal ?? 0) });
    });
    return readUpTo;
  }

  /** Whether somebody may write now, for what is not stored, such as typing. */
  mayWrite(party: Party): boolean {
    const { room } = this.#storage;
    return room !== null && party.state !== "request" && this.#writeRefusal(room, party) === null;
  }

  /** A message that this reader sees. */
  #shownMessage(seq: number, { userId }: Party): EntryRow | null {
    const message = this.#storage.entries.message(seq);
    return message === null || this.#storage.hides.between(userId, message.actorId) ? null : message;
  }

  #writeRefusal(room: RoomRow, party: Party): Refusal | null {
    const refusal = writeRefusal(party, Date.now());
    if (refusal || room.type !== "direct") return refusal;
    const { hides, members } = this.#storage;
    const isSeparated = members.all().some(({ userId }) => hides.between(party.userId, userId));
    return isSeparated ? { code: "forbidden", detail: "You cannot write to this person." } : null;
  }

  #slowModeRefusal(room: RoomRow, party: Party): Refusal | null {
    if (room.slowModeSeconds === 0) return null;
    const now = Date.now();
    const wait = slowModeWait(room, party, this.#storage.entries.lastSentAt(party.userId), now);
    if (wait === 0) return null;
    return { code: "rate_limited", detail: `Slow mode: write again in ${Math.ceil(wait / 1_000)} seconds.` };
  }

  /** Members whom a text names, as JSON; null for none. Nobody names themselves, or somebody behind a block. */
  #mentionsIn(content: string, { userId }: Party): string | null {
    const names = mentionedNames(content);
    if (names.length === 0) return null;
    const { members, hides } = this.#storage;
    const ids = members.named(names).filter((id) => id !== userId && !hides.between(userId, id));
    return ids.length === 0 ? null : JSON.stringify(ids);
  }

  /** Answering accepts a request. */
  #accept(turn: Turn, { userId }: Party): void {
    const member = this.#storage.members.get(userId);
    if (member !== null) turn.saveMember(member, { state: "member" }, { row: true });
  }

  /** What somebody has put away is in their list again when the other one writes, unless they have muted it. */
  #bringBack(turn: Turn, { userId }: Party): void {
    const { members, hides } = this.#storage;
    for (const { userId: otherId } of members.first(2)) {
      const other = otherId === userId || hides.between(otherId, userId) ? null : members.get(otherId);
      if (other?.state === "member" && other.archived && !other.muted)
        turn.saveMember(other, { archived: false }, { row: false });
    }
  }

  /** A message has another text: entries change, and what D1 shows does if it is the newest. */
  #touchShown(turn: Turn, messageSeq: number): void {
    turn.touchAll();
    if (this.#storage.entries.newestMessage([])?.seq === messageSeq) turn.touchRow();
  }
}
