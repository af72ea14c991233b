/** Lists of conversations: the viewer's own from their hub, requests, and the channels of the site. */
import type { ChannelQuery, Conversation, ConversationQuery } from "../../../contract/conversations.ts";
import type { Page, PageQuery } from "../../../contract/page.ts";
import { cutPage } from "../../../db/cursor.ts";
import { hubAddress, roomAddress } from "../../../durable-objects/addresses.ts";
import type { InboxEntry } from "../../../durable-objects/chat-room/types.ts";
import { conversationRules } from "../../access/conversations.ts";
import { readCursor } from "../../http/page.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import type { SignedInScope } from "../../scope.ts";
import { nameKey, nameWords } from "../../text/names.ts";
import * as channels from "./channel-store.ts";
import * as store from "./store.ts";
import { blankPart, presentConversation, type ViewerPart } from "./view.ts";

type ConversationPage = Page<Conversation>;

/** The viewer's conversations, those with the newest message first. */
export function listConversations(
  scope: SignedInScope,
  { archived, ...page }: ConversationQuery,
): Promise<ConversationPage> {
  return listInbox(scope, { state: "member", archived }, page);
}

/** Conversations that people began whom the viewer does not follow, the newest first. */
export function listRequests(scope: SignedInScope, page: PageQuery): Promise<ConversationPage> {
  return listInbox(scope, { state: "request", archived: false }, page);
}

/** One conversation of the list before it is shown. */
interface Listed {
  entry: InboxEntry;
  record: store.ConversationRecord;
}

async function listInbox(
  scope: SignedInScope,
  kind: { state: "member" | "request"; archived: boolean },
  { limit, cursor }: PageQuery,
): Promise<ConversationPage> {
  const { db, env, viewer } = scope;
  const position = readCursor(cursor, ["number", "id"]);
  const before = position && { lastAt: position[0], id: position[1] };
  const { entries, large } = await hubAddress(env, viewer.id).inbox({ ...kind, before, limit: limit + 1 });
  const rows = [...entries.map((entry) => ({ entry, lastAt: entry.lastAt })), ...(await datedByD1(scope, large))]
    .filter(({ entry, lastAt }) => before === null || isBefore(lastAt, entry.conversationId, before))
    .sort((a, b) => b.lastAt - a.lastAt || (a.entry.conversationId < b.entry.conversationId ? 1 : -1));
  const page = cutPage(rows, limit, ({ entry, lastAt }) => [lastAt, entry.conversationId]);
  const ids = page.rows.map(({ entry }) => entry.conversationId);
  const records = await store.findConversations(db, viewer.id, ids, { own: false });
  const known = new Map(records.map((record) => [record.row.id, record]));
  const listed = page.rows.flatMap(({ entry }) => {
    const record = known.get(entry.conversationId);
    return record && mayList(record) ? [{ entry, record }] : [];
  });
  return { items: await Promise.all(listed.map((row) => present(scope, row))), nextCursor: page.nextCursor };
}

/** Large rooms with the time when they were last written in, which hubs do not hear of and D1 knows. */
async function datedByD1({ db }: SignedInScope, large: readonly InboxEntry[]) {
  if (large.length === 0) return [];
  const times = await store.findLastTimes(
    db,
    large.map(({ conversationId }) => conversationId),
  );
  return large.map((entry) => ({ entry, lastAt: times.get(entry.conversationId) ?? entry.lastAt }));
}

function isBefore(lastAt: number, id: string, before: { lastAt: number; id: string }): boolean {
  return lastAt < before.lastAt || (lastAt === before.lastAt && id < before.id);
}

/** The hub knows what the viewer is in; whether the other person of a direct one is there for them is for the rules. */
function mayList({ row, other, otherRelation }: store.ConversationRecord): boolean {
  return conversationRules.read({
    type: row.type,
    deleted: row.deletedAt !== null,
    state: "member",
    other: other && subjectOf(other, otherRelation),
    subjectReadable: true,
  });
}

/** What is unread in a large room is asked from the room itself. */
async function present({ env, viewer }: SignedInScope, { entry, record }: Listed): Promise<Conversation> {
  const standing = entry.large ? await roomAddress(env, entry.conversationId).standing(viewer.id) : null;
  return presentConversation(record, standing ?? entry);
}

/** The channels of the site in order of their names; with `q` those whose names have all its words. */
export async function listChannels(
  { db, viewer }: SignedInScope,
  { q = "", limit, cursor }: ChannelQuery,
): Promise<ConversationPage> {
  const words = nameWords(nameKey(q));
  const page =
    words.length > 0
      ? await channels.searchChannels(db, viewer.id, {
          words,
          after: readCursor(cursor, ["text", "text", "id"]),
          limit,
        })
      : await channels.listChannels(db, viewer.id, { after: readCursor(cursor, ["text", "id"]), limit });
  return {
    items: page.rows.map((record) => presentConversation(record, fromOutside(record))),
    nextCursor: page.nextCursor,
  };
}

/** How the viewer stands in a channel as its projection shows it; what is unread only the room knows. */
function fromOutside({ state, role }: store.ConversationRecord): ViewerPart {
  return state === "member" ? blankPart("member", role) : blankPart("none", null);
}
