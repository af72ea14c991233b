/** Which things a person may hear of live, by the same rules as everywhere. */
import type { Database } from "../../../db/client.ts";
import { conversationRules } from "../../access/conversations.ts";
import { peopleRules } from "../../access/people.ts";
import { postRules } from "../../access/posts.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import { postSubject } from "../../pipeline/posts.ts";
import type { Viewer } from "../../scope.ts";
import { directId } from "../conversations/actions.ts";
import * as store from "./store.ts";

/** Those of these posts that the viewer may read. */
export async function readablePosts(db: Database, viewer: Viewer, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await store.findPosts(db, viewer.id, ids);
  return found.filter((post) => postRules.read(postSubject(post), viewer)).map(({ id }) => id);
}

/** Those of these people whose presence the viewer may see. */
export async function presentPeople(db: Database, viewer: Viewer, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const asked = await Promise.all(ids.map(async (id) => ({ id, directId: await directId(viewer.id, id) })));
  const found = await store.findPeople(db, viewer.id, asked);
  return found
    .filter(({ card, relation, sharesConversation }) =>
      peopleRules.seePresence(subjectOf(card, relation), viewer, sharesConversation === 1),
    )
    .map(({ card }) => card.id);
}

/**
 * Those of these groups and channels that the viewer may read. Direct conversations and rooms of subjects have no numbers of their
 * own: the room tells who is there.
 */
export async function readableConversations(db: Database, viewer: Viewer, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await store.findConversations(db, viewer.id, ids);
  return found
    .filter(({ type, deletedAt, state }) =>
      conversationRules.read({ type, deleted: deletedAt !== null, state, other: null, subjectReadable: false }),
    )
    .map(({ id }) => id);
}
