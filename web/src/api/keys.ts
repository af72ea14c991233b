/**
 * Keys of everything that Query caches about posts, comments, people and tags, in one place, so that an update can find
 * each copy of a thing: `[feature, kind, ...arguments]`.
 */
import type { CommentSort } from "../../../contract/comments.ts";
import type { Box } from "./conversations.ts";
import type { FeedName } from "./posts.ts";
import type { FollowSide, KeptAway } from "./users.ts";

export const postKeys = {
  all: ["posts"] as const,
  feeds: ["posts", "feed"] as const,
  feed: (name: FeedName) => ["posts", "feed", name] as const,
  /** What one person posted and reposted; usernames are compared without case. */
  ofPerson: (username: string) => ["posts", "person", username.toLowerCase()] as const,
  detail: (id: string) => ["posts", "detail", id] as const,
  revisions: (id: string) => ["posts", "revisions", id] as const,
  /** What came on top of a feed since it was read. */
  newest: (name: FeedName) => ["posts", "newest", name] as const,
};

export const commentKeys = {
  all: ["comments"] as const,
  levels: (postId: string) => ["comments", "level", postId] as const,
  level: (postId: string, parentId: string | null, sort: CommentSort) =>
    ["comments", "level", postId, parentId, sort] as const,
  inContext: (id: string) => ["comments", "context", id] as const,
};

export const peopleKeys = {
  all: ["people"] as const,
  detail: (username: string) => ["people", "detail", username.toLowerCase()] as const,
  follows: (username: string, side: FollowSide) => ["people", side, username.toLowerCase()] as const,
  keptAway: (list: KeptAway) => ["people", list] as const,
  requests: ["people", "requests"] as const,
  suggestions: ["people", "suggestions"] as const,
  autocomplete: (q: string) => ["people", "autocomplete", q] as const,
  /** Cards of these people. */
  cards: (ids: readonly string[]) => ["people", "cards", ...ids] as const,
};

export const tagKeys = {
  detail: (name: string) => ["tags", "detail", name] as const,
  popular: ["tags", "popular"] as const,
  autocomplete: (q: string) => ["tags", "autocomplete", q] as const,
};

/** What is managed about conversations; the conversations themselves are chat's. */
export const roomKeys = {
  channels: ["rooms", "channels"] as const,
  channelsLike: (q: string) => ["rooms", "channels", q] as const,
  members: (conversationId: string) => ["rooms", "members", conversationId] as const,
  bans: (conversationId: string) => ["rooms", "bans", conversationId] as const,
  invites: (conversationId: string) => ["rooms", "invites", conversationId] as const,
  /** The room beside something else. */
  ofSubject: (subject: string) => ["rooms", "subject", subject] as const,
  pins: (conversationId: string) => ["rooms", "pins", conversationId] as const,
  /** What an invitation leads to. */
  invite: (code: string) => ["rooms", "invite", code] as const,
};

export const conversationKeys = {
  all: ["conversations"] as const,
  lists: ["conversations", "list"] as const,
  list: (box: Box) => ["conversations", "list", box] as const,
  detail: (id: string) => ["conversations", "detail", id] as const,
  search: (id: string, q: string) => ["conversations", "search", id, q] as const,
};
