/** Messages of a room, as history and search answer them. The live events are in `live/room.ts`. */
import { z } from "zod";
import { id } from "./ids.ts";
import { maxMediaPerMessage, media, mediaIds } from "./media.ts";
import { text, time } from "./text.ts";

/** Roles in a room, most first. A moderator manages messages and members; `readonly` may read and react to nothing. */
export const roomRoles = ["owner", "moderator", "member", "readonly"] as const;
export const roomRole = z.enum(roomRoles).meta({ id: "RoomRole" });
export type RoomRole = (typeof roomRoles)[number];

export const maxMessageLength = 5_000;
export const messageContent = text(1, maxMessageLength);
/** Words beside attachments; they may be missing. */
export const messageCaption = text(0, maxMessageLength);

/** Number of a stored event in its room, from 1, without gaps. */
export const seq = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** One emoji as people see it (Unicode, RGI emoji sequences). */
export const emoji = z
  .string()
  .max(40)
  .refine((value) => /^\p{RGI_Emoji}$/v.test(value), { error: "must be one emoji" })
  .meta({ example: "👍" });

/** One's own media that are ready. */
export const messageMedia = mediaIds.max(maxMediaPerMessage).optional();

/** Whether a message says something or brings something. */
export const saysSomething = (sent: { content: string; mediaIds?: string[] | undefined }): boolean =>
  sent.content.trim() !== "" || (sent.mediaIds ?? []).length > 0;

export const newMessage = z
  .strictObject({ id, content: messageCaption, replyTo: seq.optional(), mediaIds: messageMedia })
  .refine(saysSomething, { error: "must not be empty", path: ["content"] })
  .meta({ id: "NewMessage" });
export type NewMessage = z.infer<typeof newMessage>;
export const messageSent = z.object({ seq, id }).meta({ id: "MessageSent" });
export type MessageSent = z.infer<typeof messageSent>;

export const messageReaction = z.object({ emoji: z.string(), count: z.int(), mine: z.boolean() });
export type MessageReaction = z.infer<typeof messageReaction>;

/** A message as it is now. A deleted one keeps its place: `deleted: true`, no content. */
export const message = z
  .object({
    seq,
    id,
    senderId: id,
    content: z.string(),
    replyTo: seq.nullable(),
    media: z.array(media),
    mentions: z.array(id),
    reactions: z.array(messageReaction),
    pinned: z.boolean(),
    editedAt: time.nullable(),
    deleted: z.boolean(),
    createdAt: time,
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof message>;

/** Something that happened in the room; `hidden` stands for what a block keeps from this reader. */
export const systemEntry = z
  .discriminatedUnion("t", [
    z.object({ seq, t: z.literal("joined"), userId: id, by: id, createdAt: time }),
    z.object({
      seq,
      t: z.literal("left"),
      userId: id,
      by: id,
      reason: z.enum(["left", "removed", "banned"]),
      createdAt: time,
    }),
    z.object({
      seq,
      t: z.literal("renamed"),
      name: z.string().nullable(),
      topic: z.string().nullable(),
      by: id,
      createdAt: time,
    }),
    z.object({ seq, t: z.literal("role"), userId: id, role: roomRole, by: id, createdAt: time }),
    z.object({ seq, t: z.literal("pinned"), messageSeq: seq, on: z.boolean(), by: id, createdAt: time }),
    z.object({ seq, t: z.literal("hidden") }),
  ])
  .meta({ id: "SystemEntry" });
export type SystemEntry = z.infer<typeof systemEntry>;
export type HistoryItem = Message | SystemEntry;

/** Messages without pages, such as what is pinned. */
export const messageList = z.object({ items: z.array(message) }).meta({ id: "MessageList" });

/** Messages page by `seq`: those before or after one, the newest without either; always ascending. */
export const historyQuery = z
  .strictObject({
    before: z.coerce.number().int().min(1).optional(),
    after: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    error: "give before or after, not both",
    path: ["before"],
  });
export type HistoryQuery = z.output<typeof historyQuery>;

/**
 * A stretch of history. It covers every event from `firstSeq` to `lastSeq`, though edits, deletions and reactions show only in
 * the messages they changed. Both are null for an empty stretch: nothing lies further in this direction.
 */
export const historyPage = z
  .object({ items: z.array(z.union([message, systemEntry])), firstSeq: seq.nullable(), lastSeq: seq.nullable() })
  .meta({ id: "History" });
export type HistoryPage = z.infer<typeof historyPage>;

export const messageSearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(200),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type MessageSearchQuery = z.output<typeof messageSearchQuery>;
/** Hits, newest first; go on with `before`: the last hit's seq. */
export const messageHits = z.object({ items: z.array(message), more: z.boolean() }).meta({ id: "MessageHits" });
export type MessageHits = z.infer<typeof messageHits>;
