/** Tables of media, whose bytes are in R2. */
import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MediaKind, MediaState, RefusalReason } from "../contract/media.ts";

export const media = sqliteTable("media", {
  id: text().primaryKey(),
  orgId: text("org_id"),
  ownerId: text("owner_id").notNull(),
  state: text().$type<MediaState>().notNull().default("uploading"),
  reason: text().$type<RefusalReason>(),
  detail: text(),
  kind: text().$type<MediaKind>().notNull(),
  type: text().notNull(),
  size: integer().notNull(),
  filename: text().notNull(),
  alt: text().notNull().default(""),
  width: integer(),
  height: integer(),
  duration: real(),
  placeholder: text(),
  sha256: text("sha256"),
  hasPoster: integer("has_poster", { mode: "boolean" }).notNull().default(false),
  hasMaster: integer("has_master", { mode: "boolean" }).notNull().default(false),
  captions: text({ mode: "json" }).$type<string[]>().notNull().default([]),
  epoch: integer().notNull().default(1),
  uploadId: text("upload_id"),
  partSize: integer("part_size"),
  stagedEtag: text("staged_etag"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  readyAt: integer("ready_at"),
  unreferencedAt: integer("unreferenced_at"),
  deletedAt: integer("deleted_at"),
});
export type MediaRow = typeof media.$inferSelect;

export const mediaParts = sqliteTable(
  "media_parts",
  {
    mediaId: text("media_id").notNull(),
    part: integer().notNull(),
    size: integer().notNull(),
    etag: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.mediaId, t.part] })],
);

export type MediaRefKind = "post" | "message" | "avatar" | "cover" | "conversation";
export const mediaRefs = sqliteTable(
  "media_refs",
  {
    mediaId: text("media_id").notNull(),
    kind: text().$type<MediaRefKind>().notNull(),
    subjectId: text("subject_id").notNull(),
    itemId: text("item_id").notNull().default(""),
  },
  (t) => [primaryKey({ columns: [t.mediaId, t.kind, t.subjectId, t.itemId] })],
);

export const mediaUsage = sqliteTable("media_usage", {
  userId: text("user_id").primaryKey(),
  bytes: integer().notNull().default(0),
});
