/** The socket of one person (`GET /v1/live`): what concerns them, wherever they are in the app. */
import { z } from "zod";
import type { ConversationPreview } from "../conversations.ts";
import type { ErrorCode } from "../errors.ts";
import { id } from "../ids.ts";

export const maxWatchedUsers = 100;
export const maxWatchedSubjects = 50;

/** What live counts are about: a kind and an id, such as `post:01JD6Z3N9Q8T4V5W6X7Y8Z9ABC`. */
export const subject = z.templateLiteral([z.enum(["post", "conversation"]), ":", id]).meta({ id: "Subject" });
export type Subject = z.infer<typeof subject>;

/** What a client may send. */
export const hubFrame = z.discriminatedUnion("t", [
  /** Replaces what this socket watches. `viewing` is the one subject that is open: its viewers are counted. */
  z.strictObject({
    t: z.literal("watch"),
    users: z.array(id).max(maxWatchedUsers).default([]),
    subjects: z.array(subject).max(maxWatchedSubjects).default([]),
    viewing: subject.nullable().default(null),
  }),
  /** The app is on the screen, or it is not: a person all of whose devices are away is `away`. */
  z.strictObject({ t: z.literal("state"), state: z.enum(["online", "away"]) }),
]);
export type HubFrame = z.infer<typeof hubFrame>;

export const presenceState = z.enum(["online", "away", "offline"]);
export type PresenceState = z.infer<typeof presenceState>;

/** Absolute values of a subject; `viewers` have it open now. What a subject has no number for is left out. */
export interface CountValues {
  likes?: number;
  comments?: number;
  reposts?: number;
  votes?: number;
  views?: number;
  viewers?: number;
}

/** A notification as far as it is known live. */
export interface LiveNotification {
  id: string;
  kind: string;
  subject: { type: string; id: string };
  createdAt: string;
}

export type HubEvent =
  | { t: "notification"; notification: LiveNotification }
  /** Numbers of conversations and of notifications with something unread. */
  | { t: "unread"; conversations: number; notifications: number }
  /** The newest state of a conversation in the person's list; `gone` when it has left the list. */
  | { t: "conversation"; conversation: ConversationPreview; gone: boolean }
  | { t: "presence"; userId: string; state: PresenceState; lastSeenAt: string | null }
  | { t: "count"; subject: Subject; values: CountValues }
  | { t: "session"; ended: true };

/** What a hub sends. `welcome` comes first and says what is unread now. */
export type HubAnswer =
  | { t: "welcome"; userId: string; unread: { conversations: number; notifications: number } }
  | { t: "events"; events: HubEvent[] }
  | { t: "error"; code: ErrorCode; detail: string };
