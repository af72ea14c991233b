/** Conversations as the contract shows them: rows and what the room says of the viewer in, contract shapes out. Pure. */
import type { Conversation, Invite, RoomMember } from "../../../contract/conversations.ts";
import type { CardRow } from "../../../db/cards.ts";
import type { InboxEntry, RoomInvite, Standing } from "../../../durable-objects/chat-room/types.ts";
import type { RoomRole } from "../../../contract/messages.ts";
import { mediaUrl, presentCard } from "../../pipeline/cards.ts";
import type { ConversationRecord } from "./store.ts";

/** How the viewer stands in a conversation, as the room or the viewer's hub tells it. */
export type ViewerPart = Pick<
  Standing | InboxEntry,
  "state" | "role" | "muted" | "archived" | "readUpTo" | "unread" | "mentions" | "lastMessage"
>;

/** How somebody stands who is not in a conversation, or just came in. */
export function blankPart(
  state: "member" | "request" | "none",
  role: RoomRole | null,
): ViewerPart & { state: typeof state } {
  return { state, role, muted: false, archived: false, readUpTo: 0, unread: 0, mentions: 0, lastMessage: null };
}

/** A conversation before its viewer. What the room says now wins over its projection. */
export function presentConversation(
  { row, members }: Pick<ConversationRecord, "row" | "members">,
  part: ViewerPart & Partial<Pick<Standing, "memberCount">>,
): Conversation {
  const state = part.state === "member" || part.state === "request" ? part.state : "none";
  return {
    id: row.id,
    type: row.type,
    subject: row.subject,
    name: row.name,
    topic: row.topic,
    avatarUrl: mediaUrl(row.avatarMediaId, "avatar"),
    encryption: row.encryption,
    memberCount: part.memberCount ?? row.memberCount,
    members: members.filter((member) => member.status === "active" && member.blocked === 0).map(presentCard),
    lastMessage: part.lastMessage,
    unread: part.unread,
    mentions: part.mentions,
    viewer: {
      role: state === "none" ? null : part.role,
      state,
      muted: part.muted,
      archived: part.archived,
      readUpTo: part.readUpTo,
    },
    slowModeSeconds: row.slowModeSeconds,
    retentionDays: row.retentionDays,
    createdAt: new Date(row.createdAt).toISOString(),
  };
}

/** A member; until when somebody may not write is told to them and to those who manage the room. */
export function presentMember(
  {
    card,
    roomRole,
    mutedUntil,
    joinedAt,
  }: { card: CardRow; roomRole: RoomRole; mutedUntil: number | null; joinedAt: number },
  viewer: { id: string; roomRole: RoomRole | null },
): RoomMember {
  const told = viewer.id === card.id || viewer.roomRole === "owner" || viewer.roomRole === "moderator";
  return {
    ...presentCard(card),
    roomRole,
    mutedUntil: told && mutedUntil !== null && mutedUntil > Date.now() ? new Date(mutedUntil).toISOString() : null,
    joinedAt: new Date(joinedAt).toISOString(),
  };
}

/** An invitation; its code names the conversation and proves that it was made there. */
export function presentInvite(siteOrigin: string, conversationId: string, invite: RoomInvite): Invite {
  const code = `${conversationId}.${invite.secret}`;
  return {
    id: invite.id,
    code,
    url: `${siteOrigin}/invites/${code}`,
    createdBy: invite.createdBy,
    expiresAt: new Date(invite.expiresAt).toISOString(),
    maxUses: invite.maxUses,
    uses: invite.uses,
  };
}
