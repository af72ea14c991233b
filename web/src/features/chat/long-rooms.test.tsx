/** Rooms with more messages than are loaded: old ones, and many new ones. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Conversation } from "../../../../contract/conversations.ts";
import { connection, direct, eventOf, me, playChat, playRooms, rosa } from "../../../../tests/setup/chat.ts";
import { makeMessage, standing } from "../../../../tests/setup/conversations.ts";
import { makeWelcome } from "../../../../tests/setup/live-sockets.ts";
import { openApp } from "../../../../tests/setup/web-app.tsx";

playRooms();

/** A long room over HTTP: pages before and after a message, of 50 each. */
function playHistory(conversation: Conversation, length: number, server: ReturnType<typeof playChat>) {
  const all = Array.from({ length }, (_, n) => makeMessage(n + 1, rosa.id, `Line ${n + 1}`));
  server.answers.set(`GET /v1/conversations/${conversation.id}/messages`, ({ url }) => {
    const [before, after] = [url.searchParams.get("before"), url.searchParams.get("after")];
    const items =
      after !== null
        ? all.slice(Number(after), Number(after) + 50)
        : all.slice(0, before === null ? length : Number(before) - 1).slice(-50);
    return { items, firstSeq: items[0]?.seq ?? null, lastSeq: items.at(-1)?.seq ?? null };
  });
  return all;
}

/** Opens a long room whose lines fill more than the screen. */
async function openLongRoom(part: Partial<Conversation>, length: number) {
  vi.spyOn(Element.prototype, "scrollHeight", "get").mockReturnValue(40_000);
  const conversation = direct(part);
  const server = playChat([conversation]);
  playHistory(conversation, length, server);
  const pins = [makeMessage(100, rosa.id, "Line 100")];
  server.answers.set(`GET /v1/conversations/${conversation.id}/pins`, () => ({ items: pins }));
  const app = openApp(`/messages/${conversation.id}`, me);
  const socket = await connection(`/v1/conversations/${conversation.id}/socket`);
  await waitFor(() => expect(socket.framesOf("hello")).toHaveLength(1));
  act(() => socket.give(makeWelcome({ seq: length, readUpTo: conversation.viewer.readUpTo })));
  const reads = () => server.calls.filter((call) => call.includes(`${conversation.id}/messages?`));
  return { ...server, ...app, socket, reads, conversation };
}

test("an old message is shown with what stands around it, and there is a way back", async () => {
  // Far from both ends of what is loaded, so that nothing else is read.
  vi.spyOn(Element.prototype, "scrollTop", "get").mockReturnValue(20_000);
  const { user, reads, socket } = await openLongRoom({ viewer: { ...standing("member"), readUpTo: 2000 } }, 2000);
  await screen.findByRole("log");
  await user.click(await screen.findByRole("button", { name: /Pinned.*Line 100/ }));
  const latest = await screen.findByRole("button", { name: "Jump to latest" });
  expect(reads().map((call) => call.split("?")[1])).toEqual(["limit=50", "before=101&limit=50", "after=100&limit=50"]);
  // What others write meanwhile is told, and does not stand among the old.
  act(() => socket.give({ t: "events", events: [eventOf(2001, rosa.id, "Something new")] }));
  await screen.findByRole("button", { name: "1 new message, jump to latest" });
  expect(within(screen.getByRole("log")).queryByText("Something new")).toBeNull();
  await user.click(latest);
  await waitFor(() => expect(screen.queryByRole("button", { name: /jump to latest/i })).toBeNull());
});

test("where more is unread than a page holds, the room opens at the first of it", async () => {
  const viewer = { ...standing("member"), readUpTo: 300 };
  const { reads, user, socket } = await openLongRoom({ unread: 1700, viewer }, 2000);
  await screen.findByRole("button", { name: "1700 new messages, jump to latest" });
  await screen.findByText("New messages");
  expect(
    reads()
      .slice(0, 3)
      .map((call) => call.split("?")[1]),
  ).toEqual(["limit=50", "before=301&limit=50", "after=300&limit=50"]);
  expect(socket.framesOf("hello")[0]).toMatchObject({ since: 2000 });
  await user.click(screen.getByRole("button", { name: /jump to latest/ }));
  await waitFor(() => expect(screen.queryByText("New messages")).toBeNull());
});
