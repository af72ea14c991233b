import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import type { Conversation, ConversationPreview } from "../../../../contract/conversations.ts";
import { makeConversation, makeMessage } from "../../../../tests/setup/conversations.ts";
import { leaveApp, makeId, page, playServer } from "../../../../tests/setup/web-app.tsx";
import type { Box } from "../../api/conversations.ts";
import { conversationKeys } from "../../api/keys.ts";
import { allItems, onePage, type Pages } from "../../lib/pages.ts";
import { changeConversation, findConversation, putConversation, takePreview } from "./cache.ts";

afterEach(leaveApp);

const day = (n: number) => `2026-03-0${n}T09:00:00.000Z`;
const said = (n: number) => ({ ...makeMessage(n, makeId(), `said on ${n}`), createdAt: day(n) });
const talk = (n: number, part: Partial<Conversation> = {}) =>
  makeConversation({ name: `${n}`, lastMessage: said(n), ...part });

function clientWith(inbox: Conversation[], nextCursor: string | null = null): QueryClient {
  const queryClient = new QueryClient();
  queryClient.setQueryData(conversationKeys.list("inbox"), onePage(page(inbox, nextCursor)));
  for (const box of ["archived", "requests"] as const) {
    queryClient.setQueryData(conversationKeys.list(box), onePage(page<Conversation>([])));
  }
  return queryClient;
}

const names = (queryClient: QueryClient, box: Box = "inbox") =>
  allItems(queryClient.getQueryData<Pages<Conversation>>(conversationKeys.list(box))).map(({ name }) => name);

function previewOf(conversation: Conversation, part: Partial<ConversationPreview> = {}): ConversationPreview {
  const { id, type, lastMessage, unread, mentions, viewer } = conversation;
  return { id, type, lastMessage, unread, mentions, viewer, ...part };
}

test("a newer message moves a conversation up; the rest stays where it is", async () => {
  const [three, two, one] = [talk(3), talk(2), talk(1)];
  const queryClient = clientWith([three, two, one]);
  await takePreview(queryClient, previewOf(one, { lastMessage: said(4), unread: 1 }), false);
  expect(names(queryClient)).toEqual(["1", "3", "2"]);
  expect(findConversation(queryClient, one.id)?.unread).toBe(1);
});

test("a change without a newer message moves nothing", () => {
  const [two, one] = [talk(2), talk(1)];
  const queryClient = clientWith([two, one]);
  changeConversation(queryClient, one.id, (known) => ({ ...known, unread: 0, mentions: 3 }));
  expect(names(queryClient)).toEqual(["2", "1"]);
});

test("archiving, answering and leaving change the list that it stands in", async () => {
  const one = talk(1);
  const queryClient = clientWith([talk(2), one]);
  await takePreview(queryClient, previewOf(one, { viewer: { ...one.viewer, archived: true } }), false);
  expect(names(queryClient)).toEqual(["2"]);
  expect(names(queryClient, "archived")).toEqual(["1"]);
  await takePreview(queryClient, previewOf(one, { viewer: { ...one.viewer, state: "request" } }), false);
  expect(names(queryClient, "archived")).toEqual([]);
  expect(names(queryClient, "requests")).toEqual(["1"]);
  await takePreview(queryClient, previewOf(one), false);
  expect(names(queryClient)).toEqual(["2", "1"]);
  await takePreview(queryClient, previewOf(one), true);
  expect(names(queryClient)).toEqual(["2"]);
});

test("what lies beyond the pages that were read is left to them", () => {
  const queryClient = clientWith([talk(4), talk(3)], "more");
  putConversation(queryClient, talk(1));
  expect(names(queryClient)).toEqual(["4", "3"]);
});

test("a conversation that no list knows yet is read whole", async () => {
  const fresh = talk(5);
  const { answers } = playServer();
  answers.set(`GET /v1/conversations/${fresh.id}`, () => fresh);
  const queryClient = clientWith([talk(4)]);
  await takePreview(queryClient, previewOf(fresh), false);
  expect(names(queryClient)).toEqual(["5", "4"]);
});
