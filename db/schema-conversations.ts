/** Tables of conversations, whose truth is in their rooms. */
import { sql } from "drizzle-orm";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ConversationType, LastMessage } from "../contract/conversations.ts";
import type { RoomRole } from "../contract/messages.ts";

export const conversations = sqliteTable("conversations", {
  id: text().primaryKey(),
  orgId: text("org_id"),
  type: text().$type<ConversationType>().notNull(),
  subject: text(),
  name: text(),
  nameKey: text("name_key"),
  topic: text(),
  avatarMediaId: text("avatar_media_id"),
  encryption: text().$type<"none">().notNull().default("none"),
  createdBy: text("created_by"),
  revision: integer().notNull().default(0),
  memberCount: integer("member_count").notNull().default(0),
  messageCount: integer("message_count").notNull().default(0),
  lastSeq: integer("last_seq").notNull().default(0),
  lastMessage: text("last_message", { mode: "json" }).$type<LastMessage>(),
  lastAt: integer("last_at").notNull(),
  slowModeSeconds: integer("slow_mode_seconds").notNull().default(0),
  retentionDays: integer("retention_days"),
  createdAt: integer("created_at").notNull(),
  deletedAt: integer("deleted_at"),
  listed: integer()
    .notNull()
    .generatedAlwaysAs(sql`(type = 'channel' AND deleted_at IS NULL)`, { mode: "virtual" }),
});
export type ConversationRow = typeof conversations.$inferSelect;

export const channelWords = sqliteTable(
  "channel_words",
  {
    word: text().notNull(),
    nameKey: text("name_key").notNull(),
    conversationId: text("conversation_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.word, t.nameKey, t.conversationId] })],
);

export const conversationMembers = sqliteTable(
  "conversation_members",
  {
    conversationId: text("conversation_id").notNull(),
    userId: text("user_id").notNull(),
    role: text().$type<RoomRole>().notNull(),
    state: text().$type<"member" | "request" | "gone">().notNull(),
    mutedUntil: integer("muted_until"),
    joinedAt: integer("joined_at").notNull(),
    revision: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.userId] })],
);
