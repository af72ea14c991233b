/** Conversations: direct, group, channel, and the room of a subject; their members, invitations and settings. */
import { z } from "zod";
import { id } from "./ids.ts";
import { subject } from "./live/hub.ts";
import { mediaKinds } from "./media.ts";
import { roomRole, seq } from "./messages.ts";
import { page, pageQuery } from "./page.ts";
import { line, text, time } from "./text.ts";
import { userCard } from "./users.ts";

/** `subject` is the room beside something else, such as a post: whoever may see that may enter. */
export const conversationTypes = ["direct", "group", "channel", "subject"] as const;
export const conversationType = z.enum(conversationTypes);
export type ConversationType = (typeof conversationTypes)[number];

/** Most members of a group; channels have no such limit. */
export const maxGroupMembers = 1_000;
/** Rooms with more members push no change of one member to all others. */
export const largeRoomMembers = 250;

export const conversationName = line(1, 80);
export const conversationTopic = text(0, 500);

export const newConversation = z
  .strictObject({
    type: conversationType,
    memberIds: z.array(id).max(100).optional(),
    name: conversationName.optional(),
    topic: conversationTopic.optional(),
    subject: subject.optional(),
  })
  .superRefine((conversation, ctx) => {
    const { type, memberIds = [] } = conversation;
    const issue = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (type === "direct" && new Set(memberIds).size !== 1) issue("memberIds", "must name the one other person");
    if (type === "channel" && conversation.name === undefined) issue("name", "is required for a channel");
    if (type === "subject" && conversation.subject === undefined)
      issue("subject", "is required for a room of a subject");
    if (type !== "subject" && conversation.subject !== undefined) issue("subject", "belongs to rooms of a subject");
    if (type === "subject" && memberIds.length > 0) issue("memberIds", "a room of a subject has no invited members");
    if ((type === "direct" || type === "subject") && conversation.name !== undefined)
      issue("name", "belongs to groups and channels");
  })
  .meta({ id: "NewConversation" });
export type NewConversation = z.infer<typeof newConversation>;

/** How many media a message has; `kind` is null where they are of several kinds. */
export const attachments = z.object({ kind: z.enum(mediaKinds).nullable(), count: z.int() });
export type Attachments = z.infer<typeof attachments>;

/** The newest message as lists show it: the beginning of its text, which may be empty beside `attachments`. */
export const lastMessage = z.object({
  seq,
  id,
  senderId: id,
  content: z.string(),
  attachments: attachments.optional(),
  deleted: z.boolean(),
  createdAt: time,
});
export type LastMessage = z.infer<typeof lastMessage>;

/** How the asking person stands in a conversation; null role: not a member. `request`: somebody they do not know wrote first. */
export const conversationViewer = z.object({
  role: roomRole.nullable(),
  state: z.enum(["member", "request", "none"]),
  muted: z.boolean(),
  archived: z.boolean(),
  readUpTo: z.int(),
});
export type ConversationViewer = z.infer<typeof conversationViewer>;

/** `members` are the first 20. `unread` counts messages by others after `readUpTo` that are not deleted, `mentions` those of them that name the person. */
export const conversation = z
  .object({
    id,
    type: conversationType,
    subject: z.string().nullable(),
    name: z.string().nullable(),
    topic: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    encryption: z.literal("none"),
    memberCount: z.int(),
    members: z.array(userCard),
    lastMessage: lastMessage.nullable(),
    unread: z.int(),
    mentions: z.int(),
    viewer: conversationViewer,
    slowModeSeconds: z.int(),
    retentionDays: z.int().nullable(),
    createdAt: time,
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof conversation>;

/** What changes of a conversation while its room is open elsewhere; pushed over `/v1/live`. */
export interface ConversationPreview {
  id: string;
  type: ConversationType;
  lastMessage: LastMessage | null;
  unread: number;
  mentions: number;
  viewer: ConversationViewer;
}

export const conversationQuery = pageQuery.extend({ archived: z.stringbool().default(false) });
export type ConversationQuery = z.output<typeof conversationQuery>;
export const conversationPage = page(conversation).meta({ id: "ConversationPage" });

/**
 * Channels in order of their names. `q`: words, or their beginnings, that all stand in the name; then in order of the words found, and a
 * page may hold fewer than `limit` and go on.
 */
export const channelQuery = pageQuery.extend({ q: z.string().trim().max(80).optional() });
export type ChannelQuery = z.output<typeof channelQuery>;

export const updateConversation = z
  .strictObject({
    name: conversationName,
    topic: conversationTopic,
    /** Seconds that a member waits between two messages; 0 switches it off. */
    slowModeSeconds: z.int().min(0).max(21_600),
    /** Days after which messages are gone; null keeps them. */
    retentionDays: z.int().min(1).max(3_650).nullable(),
    /** A picture of one's own that is ready; null takes the conversation's away. */
    avatarMediaId: id.nullable(),
  })
  .partial()
  .meta({ id: "UpdateConversation" });
export type UpdateConversation = z.infer<typeof updateConversation>;

export const conversationSettings = z
  .strictObject({ muted: z.boolean(), archived: z.boolean() })
  .partial()
  .meta({ id: "ConversationSettings" });
export type ConversationSettings = z.infer<typeof conversationSettings>;

export const readUpTo = z.strictObject({ upTo: z.int().min(0) }).meta({ id: "ReadUpTo" });
/** The cursor never goes back; `unread` is what is left. */
export const readState = z.object({ readUpTo: z.int(), unread: z.int(), mentions: z.int() }).meta({ id: "ReadState" });
export type ReadState = z.infer<typeof readState>;

export const roomMember = userCard
  .extend({ roomRole, mutedUntil: time.nullable(), joinedAt: time })
  .meta({ id: "RoomMember" });
export type RoomMember = z.infer<typeof roomMember>;
export const roomMemberPage = page(roomMember).meta({ id: "RoomMemberPage" });
export const addMembers = z.strictObject({ userIds: z.array(id).min(1).max(100) }).meta({ id: "AddMembers" });
/** Who is in now; people who cannot be added (they or you blocked, or they let only some write to them) are named apart. */
export const membersAdded = z
  .object({ added: z.array(id), refused: z.array(z.object({ userId: id, reason: z.enum(["banned", "not_allowed"]) })) })
  .meta({ id: "MembersAdded" });
export type MembersAdded = z.infer<typeof membersAdded>;
/** `mutedUntil` keeps somebody from writing until then; null lifts it. An owner makes another owner by giving the role away. */
export const updateMember = z
  .strictObject({ role: roomRole, mutedUntil: time.nullable() })
  .partial()
  .meta({ id: "UpdateMember" });
export type UpdateMember = z.infer<typeof updateMember>;

export const roomBan = z.object({ user: userCard, by: id, createdAt: time }).meta({ id: "RoomBan" });
export type RoomBan = z.infer<typeof roomBan>;
export const roomBanPage = page(roomBan).meta({ id: "RoomBanPage" });

/** A link that lets people in until it expires, is used up or is taken back. */
export const newInvite = z
  .strictObject({
    expiresInSeconds: z
      .int()
      .min(60)
      .max(30 * 86_400)
      .default(7 * 86_400),
    maxUses: z.int().min(1).max(1_000).nullable().default(null),
  })
  .meta({ id: "NewInvite" });
export type NewInvite = z.infer<typeof newInvite>;
export const invite = z
  .object({
    id,
    /** What the link carries; whoever has it may join. */
    code: z.string(),
    url: z.string(),
    createdBy: id,
    expiresAt: time,
    maxUses: z.int().nullable(),
    uses: z.int(),
  })
  .meta({ id: "Invite" });
export type Invite = z.infer<typeof invite>;
export const inviteList = z.object({ items: z.array(invite), nextCursor: z.null() }).meta({ id: "InviteList" });
/** What somebody sees of a room before they follow an invitation. */
export const invitePreview = z
  .object({
    conversationId: id,
    type: conversationType,
    name: z.string().nullable(),
    topic: z.string().nullable(),
    memberCount: z.int(),
    member: z.boolean(),
  })
  .meta({ id: "InvitePreview" });
export type InvitePreview = z.infer<typeof invitePreview>;
export const inviteCode = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}\.[\w-]{22}$/, "must be the code of an invitation");

export const liveTicket = z.object({ ticket: z.string(), expiresIn: z.int() }).meta({ id: "LiveTicket" });
