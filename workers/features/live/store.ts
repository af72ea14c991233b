/** What the rules need to know of people, posts and conversations that somebody wants to hear of. One statement per kind. */
import { and, eq, type SQL, sql } from "drizzle-orm";
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

/** Conversations of the viewer that are looked through for somebody else, the latest made: so that asking costs little, however many there are. */
const searchedConversations = 100;

/**
 * People, how the viewer stands to them, and whether the two are in a conversation together: in their direct one, whose id comes along,
 * or in another.
 */
export function findPeople(db: Database, viewerId: string, asked: readonly { id: string; directId: string }[]) {
  const member = (id: SQL, conversations: SQL) => sql`EXISTS (SELECT 1 FROM conversation_members
    WHERE conversation_id ${conversations} AND user_id = ${id} AND state = 'member')`;
  const direct = sql`= asked.value ->> 'directId'`;
  const others = sql`IN (SELECT conversation_id FROM conversation_members WHERE user_id = ${viewerId} AND state = 'member'
    ORDER BY conversation_id DESC LIMIT ${searchedConversations})`;
  return (
    db
      .select({
        card: cardColumns(users),
        relation: relationColumns(viewerId, users.id),
        // Only looked for where it matters, with public activity, and in this order.
        sharesConversation: sql<number>`CASE WHEN ${users.activityVisibility} <> 'public' THEN 0
        WHEN ${member(sql`${users.id}`, direct)} AND ${member(sql`${viewerId}`, direct)} THEN 1
        ELSE ${member(sql`${users.id}`, others)} END`,
      })
      .from(sql`json_each(${JSON.stringify(asked)}) AS asked`)
      // A cross join keeps its order in SQLite: people are found by key.
      .crossJoin(users)
      .where(sql`${users.id} = asked.value ->> 'id'`)
  );
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
