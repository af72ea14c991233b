/** Rooms as places to manage: channels, members, bans, invitations, pinned messages, and coming and going. */
import type { z } from "zod";
import type * as contract from "../../../contract/conversations.ts";
import type { Subject } from "../../../contract/live/hub.ts";
import type { Message, RoomRole } from "../../../contract/messages.ts";
import type { Page } from "../../../contract/page.ts";
import { http } from "./http.ts";

type Cursor = string | null | undefined;
export type NewConversation = z.input<typeof contract.newConversation>;
export type NewInvite = z.input<typeof contract.newInvite>;
export interface MemberChange {
  role?: RoomRole;
  /** Keeps from writing until then; null lifts it. */
  mutedUntil?: string | null;
}

const at = (conversationId: string) => `/conversations/${conversationId}`;

export const roomsApi = {
  create: (body: NewConversation, idempotencyKey: string) =>
    http.post<contract.Conversation>("/conversations", { body, idempotencyKey }),
  /** The room beside something else, such as a post; made where there is none yet. */
  ofSubject: (subject: Subject) =>
    http.post<contract.Conversation>("/conversations", { body: { type: "subject", subject } }),
  update: (id: string, body: contract.UpdateConversation) => http.patch<contract.Conversation>(at(id), { body }),
  /** Ends it for everybody, for good. */
  delete: (id: string) => http.delete<void>(at(id)),
  /** Mute and archive, for the viewer alone. */
  configure: (id: string, body: contract.ConversationSettings) =>
    http.put<contract.Conversation>(`${at(id)}/settings`, { body }),
  join: (id: string) => http.post<contract.Conversation>(`${at(id)}/join`),
  leave: (id: string) => http.post<void>(`${at(id)}/leave`),

  /** Channels in order of their names; `q`: words, or their beginnings, that all stand in the name. A page may be short and go on. */
  channels: (q: string, cursor: Cursor, signal?: AbortSignal) =>
    http.get<Page<contract.Conversation>>("/channels", { query: { q: q === "" ? null : q, cursor }, signal }),

  members: (id: string, cursor: Cursor, signal?: AbortSignal) =>
    http.get<Page<contract.RoomMember>>(`${at(id)}/members`, { query: { cursor }, signal }),
  addMembers: (id: string, userIds: readonly string[]) =>
    http.post<contract.MembersAdded>(`${at(id)}/members`, { body: { userIds } }),
  changeMember: (id: string, userId: string, body: MemberChange) =>
    http.patch<contract.RoomMember>(`${at(id)}/members/${userId}`, { body }),
  removeMember: (id: string, userId: string) => http.delete<void>(`${at(id)}/members/${userId}`),

  bans: (id: string, cursor: Cursor, signal?: AbortSignal) =>
    http.get<Page<contract.RoomBan>>(`${at(id)}/bans`, { query: { cursor }, signal }),
  ban: (id: string, userId: string) => http.put<void>(`${at(id)}/bans/${userId}`),
  unban: (id: string, userId: string) => http.delete<void>(`${at(id)}/bans/${userId}`),

  pins: (id: string, signal?: AbortSignal) => http.get<{ items: Message[] }>(`${at(id)}/pins`, { signal }),
  pin: (id: string, messageSeq: number, on: boolean) =>
    on ? http.put<void>(`${at(id)}/pins/${messageSeq}`) : http.delete<void>(`${at(id)}/pins/${messageSeq}`),

  invites: (id: string, signal?: AbortSignal) => http.get<Page<contract.Invite>>(`${at(id)}/invites`, { signal }),
  invite: (id: string, body: NewInvite, idempotencyKey: string) =>
    http.post<contract.Invite>(`${at(id)}/invites`, { body, idempotencyKey }),
  revokeInvite: (id: string, inviteId: string) => http.delete<void>(`${at(id)}/invites/${inviteId}`),
  previewInvite: (code: string, signal?: AbortSignal) =>
    http.get<contract.InvitePreview>(`/invites/${code}`, { signal }),
  acceptInvite: (code: string) => http.post<contract.Conversation>(`/invites/${code}/accept`),
};
