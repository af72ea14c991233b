/** How people stand in a room: what is unread, what their lists show. Counted anew whenever somebody is told; nobody adds up. */
import type { LastMessage, ReadState } from "../../contract/conversations.ts";
import type { Member } from "./member-storage.ts";
import { lastMessageOf } from "./present.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";
import type { InboxEntry, MemberRow, Standing } from "./types.ts";

export class Standings {
  readonly #storage: RoomStorage;

  constructor(storage: RoomStorage) {
    this.#storage = storage;
  }

  /** How anybody stands; null when there is no room. */
  of(userId: string): Standing | null {
    const { room, members } = this.#storage;
    if (room === null) return null;
    const member = members.get(userId);
    const common = {
      lastAt: room.lastAt,
      memberCount: room.memberCount,
      slowModeSeconds: room.slowModeSeconds,
      retentionDays: room.retentionDays,
    };
    if (member === null) {
      const isOpen = room.type === "channel" || room.type === "subject";
      return {
        ...common,
        revision: room.revision,
        state: members.isBanned(userId) ? "banned" : "none",
        role: null,
        muted: false,
        archived: false,
        mutedUntil: null,
        readUpTo: 0,
        unread: 0,
        mentions: 0,
        lastMessage: isOpen ? this.lastMessage(userId) : null,
      };
    }
    const { role, muted, archived, mutedUntil } = member;
    return {
      ...common,
      ...this.readState(member),
      revision: revisionOf(room, member),
      state: member.state,
      role,
      muted,
      archived,
      mutedUntil,
      lastMessage: this.lastMessage(userId),
    };
  }

  /** What a member's hub is told. */
  inboxEntry(member: Member): InboxEntry | null {
    const { row: room, isLarge } = this.#storage;
    if (room === null) return null;
    const state = room.closedAt === null ? member.state : "gone";
    const isGone = state === "gone";
    const { role, muted, archived } = member;
    const none = { readUpTo: member.readUpTo, unread: 0, mentions: 0 };
    return {
      conversationId: room.id,
      type: room.type,
      revision: revisionOf(room, member),
      state,
      role: isGone ? null : role,
      muted,
      archived,
      ...(isGone ? none : this.readState(member)),
      lastMessage: isGone ? null : this.lastMessage(member.userId),
      lastAt: room.lastAt,
      large: isLarge,
    };
  }

  /** Messages by others after the cursor that are not deleted and not behind a block; how many of them name the member. */
  readState(member: Member): ReadState {
    const { room, entries, hides } = this.#storage;
    const { userId, readUpTo, readOrdinal } = member;
    if (room === null || readUpTo >= room.seq) return { readUpTo, unread: 0, mentions: 0 };
    const notBy = [userId, ...hides.of(userId)];
    const deleted = room.deleted === 0 ? 0 : entries.deletedAfter(readUpTo);
    const unread = room.messages - readOrdinal - deleted - entries.sentAfter(notBy, readUpTo);
    const mentions = unread > 0 ? entries.mentionsAfter(userId, readUpTo, notBy) : 0;
    return { readUpTo, unread: Math.max(0, unread), mentions };
  }

  /** The newest message that a reader sees. */
  lastMessage(userId: string): LastMessage | null {
    const newest = this.#storage.entries.newestMessage([...this.#storage.hides.of(userId)]);
    return newest === null ? null : lastMessageOf(newest);
  }
}

/** Revision of somebody's entry: rises with what they do there and with what everybody sees. */
export function revisionOf(room: RoomRow, member: Member): number {
  return Math.max(member.revision, room.listRevision);
}

export function memberRowOf({ userId, role, mutedUntil, joinedAt }: Member): MemberRow {
  return { userId, role, mutedUntil, joinedAt };
}
