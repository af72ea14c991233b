/** Conversations as a person reads them: their lists, messages, search and read cursors. What is managed is in rooms.ts. */
import type * as contract from "../../../contract/conversations.ts";
import type { HistoryPage, MessageHits, MessageSent } from "../../../contract/messages.ts";
import type { Page } from "../../../contract/page.ts";
import { http } from "./http.ts";

/** The three lists in which a person's conversations stand. */
export type Box = "inbox" | "archived" | "requests";

/** A message as it waits to be sent; the id is ours and makes repeats harmless. */
export interface OutgoingMessage {
  id: string;
  content: string;
  replyTo?: number;
  mediaIds?: string[];
}

/** Messages before or after one, or the newest. */
export interface Stretch {
  before?: number;
  after?: number;
  limit?: number;
}

type Cursor = string | null | undefined;

const at = (conversationId: string) => `/conversations/${conversationId}`;

export const conversationsApi = {
  list: (box: Box, cursor: Cursor, signal?: AbortSignal) =>
    http.get<Page<contract.Conversation>>(box === "requests" ? "/conversations/requests" : "/conversations", {
      query: { cursor, ...(box === "archived" && { archived: true }) },
      signal,
    }),
  get: (id: string, signal?: AbortSignal) => http.get<contract.Conversation>(at(id), { signal }),
  messages: (id: string, stretch: Stretch, signal?: AbortSignal) =>
    http.get<HistoryPage>(`${at(id)}/messages`, { query: { ...stretch }, signal }),
  /** For what could not go over the room's socket. A repeat of the id stores nothing twice. */
  send: (id: string, body: OutgoingMessage) => http.post<MessageSent>(`${at(id)}/messages`, { body }),
  read: (id: string, upTo: number) => http.put<contract.ReadState>(`${at(id)}/read`, { body: { upTo } }),
  search: (id: string, q: string, before: number | null, signal?: AbortSignal) =>
    http.get<MessageHits>(`${at(id)}/search`, { query: { q, before }, signal }),
};
