/** Conversations as the API would answer them. */
import type { Conversation, RoomMember } from "../../contract/conversations.ts";
import type { Message, RoomRole } from "../../contract/messages.ts";
import type { UserCard } from "../../contract/users.ts";
import { makeId } from "./web-app.tsx";

export function makeConversation(part: Partial<Conversation> = {}): Conversation {
  const { members = [] } = part;
  return {
    id: makeId(),
    type: "group",
    subject: null,
    name: "Tea room",
    topic: null,
    avatarUrl: null,
    encryption: "none",
    memberCount: members.length,
    members,
    lastMessage: null,
    unread: 0,
    mentions: 0,
    viewer: standing("member"),
    slowModeSeconds: 0,
    retentionDays: null,
    createdAt: "2026-03-04T09:12:00.000Z",
    ...part,
  };
}

/** How the viewer stands in a conversation; null: not in it. */
export function standing(role: RoomRole | null): Conversation["viewer"] {
  return { role, state: role === null ? "none" : "member", muted: false, archived: false, readUpTo: 0 };
}

export function makeMember(card: UserCard, roomRole: RoomRole = "member", part: Partial<RoomMember> = {}): RoomMember {
  return { ...card, roomRole, mutedUntil: null, joinedAt: "2026-03-04T09:12:00.000Z", ...part };
}

export function makeMessage(seq: number, senderId: string, content: string, part: Partial<Message> = {}): Message {
  return {
    seq,
    id: makeId(),
    senderId,
    content,
    replyTo: null,
    media: [],
    mentions: [],
    reactions: [],
    pinned: false,
    editedAt: null,
    deleted: false,
    createdAt: "2026-03-04T09:12:00.000Z",
    ...part,
  };
}
