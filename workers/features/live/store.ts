/** What the rules need to know of people, posts and conversations that somebody wants to hear of. One statement per kind. */
import { and, eq, sql } from "drizzle-orm";
import { cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { relationColumns } from "../../../db/relations.ts";
import { conversationMembers, conversations, posts, users } from "../../../db/schema.ts";

/** Posts with what the rules look at. */
export function findPosts(db: Database, viewerId: string, ids: readonly string[]) {
  return db
    .select({
      id: posts.id,
      row: {
        audience: posts.audience,
        replyPolicy: posts.replyPolicy,
        mentions: posts.mentions,
        deletedAt: posts.deletedAt,
        hiddenAt: posts.hiddenAt,
      },
      author: cardColumns(users),
      authorRelation: relationColumns(viewerId, posts.authorId),
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(isOneOf(posts.id, ids));
}

/** People, how the viewer stands to them, and whether the two are in a conversation together. */
export function findPeople(db: Database, viewerId: string, ids: readonly string[]) {
  return db
    .select({
      card: cardColumns(users),
      relation: relationColumns(viewerId, users.id),
      // Only asked where it matters: with public activity.
      sharesConversation: sql<number>`CASE ${users.activityVisibility} WHEN 'public' THEN EXISTS (
        SELECT 1 FROM conversation_members AS mine
        JOIN conversation_members AS theirs ON theirs.conversation_id = mine.conversation_id AND theirs.user_id = ${users.id}
        WHERE mine.user_id = ${viewerId} AND mine.state = 'member' AND theirs.state = 'member') ELSE 0 END`,
    })
    .from(users)
    .where(isOneOf(users.id, ids));
}

/** Conversations, and how the viewer stands in each. */
export function findConversations(db: Database, viewerId: string, ids: readonly string[]) {
  return db
    .select({
      id: conversations.id,
      type: conversations.type,
      deletedAt: conversations.deletedAt,
      state: conversationMembers.state,
    })
    .from(conversations)
    .leftJoin(
      conversationMembers,
      and(eq(conversationMembers.conversationId, conversations.id), eq(conversationMembers.userId, viewerId)),
    )
    .where(isOneOf(conversations.id, ids));
}
