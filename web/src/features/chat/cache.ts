/** Every copy of a conversation in Query's cache: in the lists and by itself. Nothing else writes to these queries. */
import type { QueryClient } from "@tanstack/react-query";
import type { Conversation, ConversationPreview, ConversationViewer } from "../../../../contract/conversations.ts";
import { type Box, conversationsApi } from "../../api/conversations.ts";
import { conversationKeys } from "../../api/keys.ts";
import { allItems, mapItems, type Pages } from "../../lib/pages.ts";

const boxes: readonly Box[] = ["inbox", "archived", "requests"];

/** The list that a conversation stands in; null for one that the person is not in. */
export function boxOf({ state, archived }: ConversationViewer): Box | null {
  if (state === "none") return null;
  if (state === "request") return "requests";
  return archived ? "archived" : "inbox";
}

/** What lists are sorted by: the time of the newest message, or of the beginning. */
export function lastAt(conversation: Pick<Conversation, "lastMessage" | "createdAt">): string {
  return conversation.lastMessage?.createdAt ?? conversation.createdAt;
}

/** Any copy of a conversation. */
export function findConversation(queryClient: QueryClient, id: string): Conversation | undefined {
  const detail = queryClient.getQueryData<Conversation>(conversationKeys.detail(id));
  if (detail !== undefined) return detail;
  for (const [, list] of queryClient.getQueriesData<Pages<Conversation>>({ queryKey: conversationKeys.lists })) {
    const item = allItems(list).find((each) => each.id === id);
    if (item !== undefined) return item;
  }
  return undefined;
}

/** Puts a newer state of a conversation in place everywhere, in the list and at the place where it belongs. */
export function putConversation(queryClient: QueryClient, conversation: Conversation): void {
  queryClient.setQueryData<Conversation>(conversationKeys.detail(conversation.id), conversation);
  const home = boxOf(conversation.viewer);
  for (const box of boxes) {
    queryClient.setQueryData<Pages<Conversation>>(conversationKeys.list(box), (list) => {
      if (list === undefined) return list;
      return box === home ? placed(list, conversation) : without(list, conversation.id);
    });
  }
}

/** Changes what is cached of a conversation; does nothing when there is no copy. */
export function changeConversation(
  queryClient: QueryClient,
  id: string,
  change: (conversation: Conversation) => Conversation,
): void {
  const known = findConversation(queryClient, id);
  if (known === undefined) return;
  const next = change(known);
  if (next !== known) putConversation(queryClient, next);
}

/** Takes a conversation out of every list. */
export function removeConversation(queryClient: QueryClient, id: string): void {
  for (const box of boxes) {
    queryClient.setQueryData<Pages<Conversation>>(conversationKeys.list(box), (list) => list && without(list, id));
  }
  void queryClient.invalidateQueries({ queryKey: conversationKeys.detail(id), refetchType: "none" });
}

/** Takes in what the hub tells. One that no list knows yet is read whole. */
export async function takePreview(queryClient: QueryClient, preview: ConversationPreview, gone: boolean) {
  const { id, lastMessage, unread, mentions, viewer } = preview;
  if (gone) return removeConversation(queryClient, id);
  if (findConversation(queryClient, id) !== undefined) {
    return changeConversation(queryClient, id, (known) => ({ ...known, lastMessage, unread, mentions, viewer }));
  }
  const listsRead = boxes.some((box) => queryClient.getQueryData(conversationKeys.list(box)) !== undefined);
  if (listsRead) putConversation(queryClient, await conversationsApi.get(id));
}

function without(list: Pages<Conversation>, id: string): Pages<Conversation> {
  return mapItems(list, (item) => (item.id === id ? null : item));
}

/** The list with the conversation where its time puts it; what lies beyond the pages that were read is left to them. */
function placed(list: Pages<Conversation>, conversation: Conversation): Pages<Conversation> {
  const inPlace = mapItems(list, (item) => (item.id === conversation.id ? conversation : item));
  if (inPlace !== list && isSorted(allItems(inPlace))) return inPlace;
  const rest = without(list, conversation.id);
  const at = lastAt(conversation);
  let done = false;
  const pages = rest.pages.map((page, index) => {
    if (done) return page;
    const before = page.items.findIndex((item) => lastAt(item) < at);
    const isLast = index === rest.pages.length - 1 && page.nextCursor === null;
    if (before < 0 && !isLast) return page;
    done = true;
    return { ...page, items: page.items.toSpliced(before < 0 ? page.items.length : before, 0, conversation) };
  });
  return { ...rest, pages };
}

function isSorted(items: readonly Conversation[]): boolean {
  return items.every((item, index) => index === 0 || lastAt(item) <= lastAt(items[index - 1] ?? item));
}
