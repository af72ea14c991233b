/** The socket of one room (`GET /v1/conversations/:id/socket`). Clients ignore kinds that they do not know; the server refuses them. */
import { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import { id } from "../ids.ts";
import type { Media } from "../media.ts";
import { emoji, messageCaption, messageContent, messageMedia, type RoomRole, saysSomething, seq } from "../messages.ts";
import type { UserCard } from "../users.ts";

/** Events after which a client is told to `reset` and to page over HTTP instead of getting them all again. */
export const resumeCap = 1_000;
/** Members that `welcome` lists. */
export const welcomeMembers = 50;
/** Milliseconds after which clients let `typing` expire; they repeat it every 3 s while somebody types. */
export const typingMillis = 6_000;

/** What a client may send. */
export const roomFrame = z.discriminatedUnion("t", [
  /** Begins, and repairs a gap: everything after `since` comes again. null: only what happens from now on. */
  z.strictObject({ t: z.literal("hello"), since: z.int().min(0).nullable() }),
  /** `id` is the client's: a repeat gets the same `seq`. */
  z
    .strictObject({
      t: z.literal("send"),
      id,
      content: messageCaption,
      replyTo: seq.optional(),
      mediaIds: messageMedia,
    })
    .refine(saysSomething, { error: "must not be empty", path: ["content"] }),
  z.strictObject({ t: z.literal("edit"), messageSeq: seq, content: messageContent }),
  z.strictObject({ t: z.literal("delete"), messageSeq: seq }),
  z.strictObject({ t: z.literal("react"), messageSeq: seq, emoji, on: z.boolean() }),
  z.strictObject({ t: z.literal("typing") }),
  z.strictObject({ t: z.literal("read"), upTo: z.int().min(0) }),
]);
export type RoomFrame = z.infer<typeof roomFrame>;

/** A member as rooms show them: a card with the role in this room. */
export type MemberCard = UserCard & { roomRole: RoomRole };

/** Stored events: each has the next `seq` of its room. `hidden` stands for what a block keeps from this reader. */
export type StoredEvent =
  | {
      t: "message";
      seq: number;
      id: string;
      senderId: string;
      content: string;
      replyTo: number | null;
      media: Media[];
      mentions: string[];
      deleted?: true;
      createdAt: string;
    }
  | { t: "edited"; seq: number; messageSeq: number; content: string; mentions: string[]; editedAt: string }
  | { t: "deleted"; seq: number; messageSeq: number; by: string }
  | { t: "reaction"; seq: number; messageSeq: number; userId: string; emoji: string; on: boolean; count: number }
  | { t: "joined"; seq: number; userId: string; by: string; createdAt: string }
  | { t: "left"; seq: number; userId: string; by: string; reason: "left" | "removed" | "banned"; createdAt: string }
  | { t: "renamed"; seq: number; name: string | null; topic: string | null; by: string; createdAt: string }
  | { t: "role"; seq: number; userId: string; role: RoomRole; by: string; createdAt: string }
  | { t: "pinned"; seq: number; messageSeq: number; on: boolean; by: string; createdAt: string }
  | { t: "hidden"; seq: number };

/**
 * Passing events: not stored, without `seq`. `presence` tells who has this room open; not sent in large rooms. `settings` are those in
 * force from now on; `welcome` has what of them concerns writing.
 */
export type PassingEvent =
  | { t: "typing"; userId: string }
  | { t: "read"; userId: string; upTo: number }
  | { t: "presence"; userId: string; state: "online" | "offline" }
  | { t: "settings"; slowModeSeconds: number; retentionDays: number | null };
export type RoomEvent = StoredEvent | PassingEvent;

/** What a room sends. */
export type RoomAnswer =
  | {
      t: "welcome";
      /** The newest seq; what lies between `since` and it follows. */
      seq: number;
      role: RoomRole;
      memberCount: number;
      members: MemberCard[];
      /** Members who have the room open, of those who let it be seen; empty in large rooms. */
      present: string[];
      readUpTo: number;
      /** Read cursors of others by user id; empty in large rooms. */
      reads: Record<string, number>;
      /** The viewer's own restrictions: muted by a moderator until then; seconds between two messages. */
      mutedUntil: string | null;
      slowModeSeconds: number;
    }
  | { t: "reset"; seq: number }
  | { t: "ack"; id: string; seq: number }
  | { t: "events"; events: RoomEvent[] }
  /** `id`: the message that was not sent. `messageSeq`: the message that was not changed. Neither: the frame was of another kind, or unreadable. */
  | { t: "error"; code: ErrorCode; detail: string; id?: string; messageSeq?: number };
