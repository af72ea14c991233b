/** Tables of the main database as drizzle sees them. The SQL in d1-migrations/main is what is applied; a test compares the two. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ReportReason } from "../contract/moderation.ts";
import type { Audience, PostType, ReplyPolicy } from "../contract/posts.ts";
import type { Role } from "../contract/roles.ts";
import type { EducationEntry, ExperienceEntry, ProfileLink, Visibility } from "../contract/users.ts";

export * from "./schema-conversations.ts";
export * from "./schema-media.ts";

const flag = (name: string) => integer(name, { mode: "boolean" });
const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();

export type AccountStatus = "active" | "suspended" | "deleted";

export const totals = sqliteTable("totals", { name: text().primaryKey(), value: integer().notNull().default(0) });

export const users = sqliteTable("users", {
  id: text().primaryKey(),
  username: text().notNull(),
  usernameKey: text("username_key").notNull(),
  displayName: text("display_name").notNull(),
  displayNameKey: text("display_name_key").notNull(),
  role: text().$type<Role>().notNull().default("member"),
  status: text().$type<AccountStatus>().notNull().default("active"),
  verified: flag("verified").notNull().default(false),
  imported: flag("imported").notNull().default(false),
  avatarMediaId: text("avatar_media_id"),
  coverMediaId: text("cover_media_id"),
  bio: text().notNull().default(""),
  bioHtml: text("bio_html").notNull().default(""),
  pronouns: text().notNull().default(""),
  location: text().notNull().default(""),
  website: text(),
  links: json<ProfileLink[]>("links").notNull().default([]),
  skills: json<string[]>("skills").notNull().default([]),
  interests: json<string[]>("interests").notNull().default([]),
  education: json<EducationEntry[]>("education").notNull().default([]),
  experience: json<ExperienceEntry[]>("experience").notNull().default([]),
  locked: flag("locked").notNull().default(false),
  locale: text().notNull().default("en"),
  timeZone: text("time_zone").notNull().default("UTC"),
  theme: text().$type<"system" | "light" | "dark">().notNull().default("system"),
  profileVisibility: text("profile_visibility").$type<Visibility>().notNull().default("public"),
  activityVisibility: text("activity_visibility").$type<Visibility>().notNull().default("public"),
  whoMayMessage: text("who_may_message").$type<"everyone" | "connections" | "nobody">().notNull().default("everyone"),
  followersCount: integer("followers_count").notNull().default(0),
  followingCount: integer("following_count").notNull().default(0),
  postsCount: integer("posts_count").notNull().default(0),
  version: integer().notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  lastSeenAt: integer("last_seen_at"),
  deletedAt: integer("deleted_at"),
  eraseAfter: integer("erase_after"),
  broadcasts: flag("broadcasts").notNull().default(false),
});
export type UserRow = typeof users.$inferSelect;

export const credentials = sqliteTable("credentials", {
  userId: text("user_id").primaryKey(),
  email: text(),
  emailKey: text("email_key"),
  emailVerifiedAt: integer("email_verified_at"),
  pendingEmail: text("pending_email"),
  passwordHash: text("password_hash"),
  dateOfBirth: text("date_of_birth"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});
export type CredentialRow = typeof credentials.$inferSelect;

export const sessions = sqliteTable("sessions", {
  id: text().primaryKey(),
  userId: text("user_id").notNull(),
  seed: text().notNull(),
  generation: integer().notNull().default(1),
  rotatedAt: integer("rotated_at").notNull(),
  client: text().$type<"web" | "native">().notNull(),
  device: text().notNull(),
  place: text(),
  createdAt: integer("created_at").notNull(),
  lastSeenAt: integer("last_seen_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  endedAt: integer("ended_at"),
});
export type SessionRow = typeof sessions.$inferSelect;

export const revocations = sqliteTable("revocations", {
  subject: text().primaryKey(),
  notBefore: integer("not_before").notNull(),
  expiresAt: integer("expires_at").notNull(),
});

export type MailTokenPurpose = "verify" | "reset" | "change";
export const mailTokens = sqliteTable("mail_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  purpose: text().$type<MailTokenPurpose>().notNull(),
  userId: text("user_id").notNull(),
  email: text().notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});

export const follows = sqliteTable(
  "follows",
  {
    id: text().notNull(),
    followerId: text("follower_id").notNull(),
    followeeId: text("followee_id").notNull(),
    state: text().$type<"requested" | "following">().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.followerId, t.followeeId] })],
);

export const blocks = sqliteTable(
  "blocks",
  {
    blockerId: text("blocker_id").notNull(),
    blockedId: text("blocked_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.blockerId, t.blockedId] })],
);

export const mutes = sqliteTable(
  "mutes",
  {
    muterId: text("muter_id").notNull(),
    mutedId: text("muted_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.muterId, t.mutedId] })],
);

export const userInterests = sqliteTable(
  "user_interests",
  { interest: text().notNull(), userId: text("user_id").notNull() },
  (t) => [primaryKey({ columns: [t.interest, t.userId] })],
);

export const suggestions = sqliteTable(
  "suggestions",
  {
    userId: text("user_id").notNull(),
    candidateId: text("candidate_id").notNull(),
    score: integer().notNull(),
    mutuals: integer().notNull(),
    sharedInterests: json<string[]>("shared_interests").notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.userId, t.candidateId] })],
);

export const externalIds = sqliteTable(
  "external_ids",
  { source: text().notNull(), kind: text().notNull(), externalId: text("external_id").notNull(), id: text().notNull() },
  (t) => [primaryKey({ columns: [t.source, t.kind, t.externalId] })],
);

export interface PostPlace {
  lat: number;
  lng: number;
  name?: string | undefined;
}
export interface PostDetail {
  article?: { title: string; excerpt: string; words: number; coverId: string | null };
  link?: { url: string; title: string | null };
}
export interface PostSource {
  name: string;
  externalId: string;
  score: number | null;
  comments: number | null;
}

export const posts = sqliteTable(
  "posts",
  {
    id: text().primaryKey(),
    orgId: text("org_id"),
    authorId: text("author_id").notNull(),
    type: text().$type<PostType>().notNull(),
    content: text().notNull(),
    contentHtml: text("content_html").notNull(),
    language: text(),
    translations: json<Record<string, string>>("translations").notNull().default({}),
    audience: text().$type<Audience>().notNull().default("public"),
    replyPolicy: text("reply_policy").$type<ReplyPolicy>().notNull().default("everyone"),
    sensitive: flag("sensitive").notNull().default(false),
    contentWarning: text("content_warning"),
    place: json<PostPlace>("place"),
    tags: json<string[]>("tags").notNull().default([]),
    mentions: json<string[]>("mentions").notNull().default([]),
    media: json<string[]>("media").notNull().default([]),
    detail: json<PostDetail>("detail").notNull().default({}),
    source: json<PostSource>("source"),
    version: integer().notNull().default(1),
    likeCount: integer("like_count").notNull().default(0),
    commentCount: integer("comment_count").notNull().default(0),
    repostCount: integer("repost_count").notNull().default(0),
    viewCount: integer("view_count").notNull().default(0),
    createdAt: integer("created_at").notNull(),
    editedAt: integer("edited_at"),
    deletedAt: integer("deleted_at"),
    hiddenAt: integer("hidden_at"),
    listed: integer()
      .notNull()
      .generatedAlwaysAs(sql`(audience = 'public' AND deleted_at IS NULL AND hidden_at IS NULL)`, { mode: "virtual" }),
  },
  (t) => [index("posts_latest").on(t.orgId, t.listed, t.id)],
);
export type PostRow = typeof posts.$inferSelect;

export const articles = sqliteTable("articles", {
  postId: text("post_id").primaryKey(),
  body: text().notNull(),
  bodyHtml: text("body_html").notNull(),
});

export const postRevisions = sqliteTable(
  "post_revisions",
  {
    postId: text("post_id").notNull(),
    version: integer().notNull(),
    content: text().notNull(),
    contentHtml: text("content_html").notNull(),
    articleTitle: text("article_title"),
    articleBody: text("article_body"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.version] })],
);

export const entries = sqliteTable("entries", {
  id: text().primaryKey(),
  actorId: text("actor_id").notNull(),
  postId: text("post_id").notNull(),
  authorId: text("author_id").notNull(),
  kind: text().$type<"post" | "repost">().notNull(),
  open: flag("open").notNull(),
});
export type EntryRow = typeof entries.$inferSelect;

export const tags = sqliteTable("tags", {
  name: text().primaryKey(),
  postCount: integer("post_count").notNull().default(0),
});

export const postTags = sqliteTable("post_tags", { tag: text().notNull(), postId: text("post_id").notNull() }, (t) => [
  primaryKey({ columns: [t.tag, t.postId] }),
]);

export const postMentions = sqliteTable(
  "post_mentions",
  { userId: text("user_id").notNull(), postId: text("post_id").notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.postId] })],
);

export const postLikes = sqliteTable(
  "post_likes",
  { userId: text("user_id").notNull(), postId: text("post_id").notNull(), createdAt: integer("created_at").notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.postId] })],
);

export const bookmarks = sqliteTable(
  "bookmarks",
  { id: text().notNull(), userId: text("user_id").notNull(), postId: text("post_id").notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.postId] })],
);

export const comments = sqliteTable("comments", {
  id: text().primaryKey(),
  orgId: text("org_id"),
  postId: text("post_id").notNull(),
  parentId: text("parent_id"),
  depth: integer().notNull(),
  authorId: text("author_id").notNull(),
  content: text().notNull(),
  contentHtml: text("content_html").notNull(),
  likeCount: integer("like_count").notNull().default(0),
  replyCount: integer("reply_count").notNull().default(0),
  version: integer().notNull().default(1),
  createdAt: integer("created_at").notNull(),
  editedAt: integer("edited_at"),
  deletedAt: integer("deleted_at"),
  hiddenAt: integer("hidden_at"),
  shown: integer()
    .notNull()
    .generatedAlwaysAs(sql`(deleted_at IS NULL OR reply_count > 0)`, { mode: "virtual" }),
});
export type CommentRow = typeof comments.$inferSelect;

export const commentLikes = sqliteTable(
  "comment_likes",
  {
    userId: text("user_id").notNull(),
    commentId: text("comment_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.commentId] })],
);

export const outbox = sqliteTable("outbox", {
  id: text().primaryKey(),
  kind: text().notNull(),
  payload: json<unknown>("payload").notNull(),
  createdAt: integer("created_at").notNull(),
  dueAt: integer("due_at").notNull(),
  leaseUntil: integer("lease_until"),
  attempts: integer().notNull().default(0),
  parkedAt: integer("parked_at"),
  lastError: text("last_error"),
});
export type OutboxRow = typeof outbox.$inferSelect;

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    userId: text("user_id").notNull(),
    key: text().notNull(),
    operation: text().notNull(),
    bodyHash: text("body_hash").notNull(),
    resourceId: text("resource_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] })],
);

export const auditLog = sqliteTable("audit_log", {
  id: text().primaryKey(),
  orgId: text("org_id"),
  actorId: text("actor_id"),
  action: text().notNull(),
  targetType: text("target_type").notNull(),
  targetId: text("target_id"),
  before: json<unknown>("before"),
  after: json<unknown>("after"),
  address: text(),
  userAgent: text("user_agent"),
  requestId: text("request_id").notNull(),
  createdAt: integer("created_at").notNull(),
  hash: text(),
});

export const cases = sqliteTable("cases", {
  id: text().primaryKey(),
  orgId: text("org_id"),
  targetType: text("target_type").$type<"post" | "comment" | "message" | "user" | "media">().notNull(),
  targetId: text("target_id").notNull(),
  conversationId: text("conversation_id"),
  status: text().$type<"open" | "claimed" | "decided">().notNull().default("open"),
  priority: integer().notNull().default(0),
  reportCount: integer("report_count").notNull().default(0),
  reasons: json<ReportReason[]>("reasons").notNull().default([]),
  assigneeId: text("assignee_id"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

export const reports = sqliteTable(
  "reports",
  {
    id: text().primaryKey(),
    caseId: text("case_id").notNull(),
    reporterId: text("reporter_id").notNull(),
    reason: text().$type<ReportReason>().notNull(),
    detail: text().notNull().default(""),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [uniqueIndex("reports_once").on(t.caseId, t.reporterId)],
);

export const devMail = sqliteTable("dev_mail", {
  id: text().primaryKey(),
  recipient: text().notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  html: text().notNull(),
  createdAt: integer("created_at").notNull(),
});
