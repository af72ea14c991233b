/** Conversations in the real app. */
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import {
  composer,
  connection,
  direct,
  eventOf,
  me,
  openedSockets,
  openRoom,
  playChat,
  playRooms,
  rosa,
} from "../../../../tests/setup/chat.ts";
import { makeConversation, makeMember, makeMessage, standing } from "../../../../tests/setup/conversations.ts";
import { makeWelcome } from "../../../../tests/setup/live-sockets.ts";
import { makeCard, openApp, page } from "../../../../tests/setup/web-app.tsx";

playRooms();

test("the list shows who, what was said last, and what is unread, and follows the hub", async () => {
  const [quiet, loud] = [
    direct({ lastMessage: { ...makeMessage(4, rosa.id, "See you there"), deleted: false } }),
    makeConversation({ name: "Lamps", members: [me, rosa], createdAt: "2026-03-05T09:00:00.000Z" }),
  ];
  playChat([loud, quiet]);
  openApp("/messages", me);
  const hub = await connection("/v1/live");
  act(() => hub.give({ t: "welcome", userId: me.id, unread: { conversations: 0, notifications: 0 } }));
  const list = within(await screen.findByRole("region", { name: "Conversations" }));
  const names = () => list.getAllByRole("link").map((link) => link.textContent);
  expect(names()[0]).toContain("Lamps");
  expect(names()[1]).toContain("See you there");

  const lastMessage = { ...makeMessage(5, rosa.id, "Bring the map"), createdAt: "2026-03-06T09:00:00.000Z" };
  const { id, type, viewer } = quiet;
  act(() =>
    hub.give({
      t: "events",
      events: [
        { t: "conversation", conversation: { id, type, lastMessage, unread: 2, mentions: 1, viewer }, gone: false },
        { t: "unread", conversations: 1, notifications: 0 },
      ],
    }),
  );
  await waitFor(() => expect(names()[0]).toContain("Bring the map"));
  expect(names()[0]).toContain("2 unread");
  expect(names()[0]).toContain("you are mentioned");
  const places = within(screen.getAllByRole("navigation", { name: "Places" })[0] ?? document.body);
  expect(places.getByRole("link", { name: /Messages/ }).textContent).toContain("1 unread");

  act(() =>
    hub.give({
      t: "events",
      events: [{ t: "conversation", conversation: { ...loud, lastMessage: null }, gone: true }],
    }),
  );
  await waitFor(() => expect(names()).toHaveLength(1));
});

test("a message stands at once, is sent once, and gives way to its event", async () => {
  const { socket, user } = await openRoom(direct(), [makeMessage(1, rosa.id, "Are you coming?")]);
  await screen.findByText("Are you coming?");
  await user.type(await composer(), "On my way{Enter}");
  const waiting = await screen.findByRole("article", { name: "Your message, being sent" });
  expect(waiting.textContent).toContain("On my way");
  const [sent] = socket.framesOf("send");
  expect(sent).toMatchObject({ content: "On my way" });
  act(() => {
    socket.give({ t: "ack", id: sent?.id ?? "", seq: 2 });
    socket.give({ t: "events", events: [eventOf(2, me.id, "On my way", sent?.id)] });
  });
  await waitFor(() => expect(screen.queryByRole("article", { name: "Your message, being sent" })).toBeNull());
  expect(within(screen.getByRole("log")).getAllByText("On my way")).toHaveLength(1);
  expect(Object.keys(localStorage).filter((name) => name.startsWith("stoa.outbox"))).toEqual([]);
});

test("what was not acknowledged outlives the page and goes out in order when the room is back", async () => {
  const room = direct();
  const { socket, user } = await openRoom(room);
  act(() => socket.cut(1006));
  await user.type(await composer(), "First{Enter}Second{Enter}");
  expect(await screen.findAllByRole("article", { name: "Your message, being sent" })).toHaveLength(2);
  cleanup();

  const again = await openRoom(room);
  await waitFor(() => expect(again.socket.framesOf("send").map(({ content }) => content)).toEqual(["First", "Second"]));
  expect(await screen.findAllByRole("article", { name: "Your message, being sent" })).toHaveLength(2);
});

test("a refused message says why, and can be tried again or thrown away", async () => {
  const { socket, user } = await openRoom(direct());
  await user.type(await composer(), "Too fast{Enter}");
  const [sent] = socket.framesOf("send");
  act(() => socket.give({ t: "error", code: "rate_limited", detail: "Wait a little.", id: sent?.id ?? "" }));
  const failed = within(await screen.findByRole("article", { name: "Your message, not sent" }));
  expect(failed.getByText(/Wait a little/)).toBeTruthy();
  await user.click(failed.getByRole("button", { name: "Try again" }));
  expect(socket.framesOf("send").map(({ id }) => id)).toEqual([sent?.id, sent?.id]);
  act(() => socket.give({ t: "error", code: "rate_limited", detail: "Wait a little.", id: sent?.id ?? "" }));
  await user.click(await screen.findByRole("button", { name: "Discard" }));
  expect(screen.queryByText("Too fast")).toBeNull();
});

test("tells who is writing, and that others have seen what one wrote", async () => {
  const { socket } = await openRoom(direct(), [makeMessage(1, me.id, "Seven?")]);
  await screen.findByText("Seven?");
  act(() => socket.give({ t: "events", events: [{ t: "typing", userId: rosa.id }] }));
  await screen.findByText("Rosa is writing");
  act(() => socket.give({ t: "events", events: [{ t: "read", userId: rosa.id, upTo: 1 }] }));
  await screen.findByText("Seen");
  act(() => socket.give({ t: "events", events: [eventOf(2, rosa.id, "Seven.")] }));
  await screen.findByText("Seven.");
  expect(screen.queryByText("Rosa is writing")).toBeNull();
  await waitFor(() => expect(socket.framesOf("read").at(-1)).toEqual({ t: "read", upTo: 2 }));
});

test("a message is answered, changed and reacted to; Escape cancels", async () => {
  const mine = makeMessage(2, me.id, "At eigth");
  const { socket, user } = await openRoom(direct(), [makeMessage(1, rosa.id, "When?"), mine]);
  const asked = (await screen.findByText("When?")).closest("article") ?? document.body;
  const question = within(asked);
  expect(question.queryByRole("button", { name: "Reply" })).toBeNull();
  await user.hover(asked);
  await user.click(question.getByRole("button", { name: "React with 👍" }));
  expect(socket.framesOf("react")).toEqual([{ t: "react", messageSeq: 1, emoji: "👍", on: true }]);
  expect(question.getByRole("button", { name: /👍.*1/, pressed: true })).toBeTruthy();

  await user.click(question.getByRole("button", { name: "Reply" }));
  await screen.findByText("Answering Rosa");
  await user.type(await composer(), "{Escape}");
  expect(screen.queryByText("Answering Rosa")).toBeNull();
  await user.click(question.getByRole("button", { name: "Reply" }));
  await user.type(await composer(), "Tonight{Enter}");
  expect(socket.framesOf("send")[0]).toMatchObject({ content: "Tonight", replyTo: 1 });

  await user.type(await composer(), "{ArrowUp}");
  const changed = await screen.findByRole("textbox", { name: "Your message, changed" });
  await user.clear(changed);
  await user.type(changed, "At eight{Enter}");
  expect(socket.framesOf("edit")).toEqual([{ t: "edit", messageSeq: 2, content: "At eight" }]);
  await screen.findByText("At eight");
});

test("words are text: no markup comes through, addresses and names become links", async () => {
  const content = `<b>not bold</b> https://example.org/a, ask @${rosa.username}`;
  await openRoom(direct(), [makeMessage(1, rosa.id, content, { mentions: [rosa.id] })]);
  const line = (await screen.findByText(/not bold/)).closest("article") ?? document.body;
  expect(line.querySelector("b")).toBeNull();
  expect(within(line).getByRole("link", { name: "https://example.org/a" }).getAttribute("rel")).toContain("noopener");
  expect(
    within(line)
      .getByRole("link", { name: `@${rosa.username}` })
      .getAttribute("href"),
  ).toBe("/people/rosa");
});

test("whoever only reads has no place to write; whoever was removed is told", async () => {
  const channel = makeConversation({ type: "channel", members: [rosa], viewer: standing("readonly") });
  const { socket } = await openRoom(channel, [makeMessage(1, rosa.id, "News")]);
  act(() => socket.give(makeWelcome({ role: "readonly", seq: 1 })));
  await screen.findByText("You can read here, but not write.");
  expect(screen.queryByRole("textbox", { name: "Your message" })).toBeNull();
  act(() => socket.cut(4403));
  await screen.findByText("You are not in this conversation");
});

test("a request is accepted by answering, and can be declined", async () => {
  const request = direct({ viewer: { ...standing("member"), state: "request" } });
  const { answers, calls, user, router } = await openRoom(request, [makeMessage(1, rosa.id, "Hello?")]);
  const banner = within(await screen.findByRole("region", { name: "Message request" }));
  expect((await composer()).getAttribute("placeholder")).toBe("Answer to accept");
  answers.set(`POST /v1/conversations/${request.id}/leave`, () => undefined);
  await user.click(banner.getByRole("button", { name: "Decline" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/messages"));
  expect(calls).toContain(`POST /v1/conversations/${request.id}/leave`);
});

test("slow mode holds the next message back and counts down", async () => {
  const { socket, user } = await openRoom(makeConversation({ members: [me, rosa] }));
  act(() => socket.give(makeWelcome({ slowModeSeconds: 30 })));
  await user.type(await composer(), "One{Enter}");
  await screen.findByRole("timer");
  await user.type(await composer(), "Two{Enter}");
  expect(socket.framesOf("send")).toHaveLength(1);
  expect(((await composer()) as HTMLTextAreaElement).value).toBe("Two");
});

test("the arrow keys go from message to message, and Tab to what can be done with it", async () => {
  const { user, socket } = await openRoom(direct(), [
    makeMessage(1, rosa.id, "When?"),
    makeMessage(2, rosa.id, "Where?"),
  ]);
  await screen.findByText("Where?");
  const log = screen.getByRole("log");
  act(() => log.focus());
  await user.keyboard("{ArrowUp}{ArrowUp}");
  await waitFor(() => expect(document.activeElement?.textContent).toContain("When?"));
  const message = within(document.activeElement as HTMLElement);
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(message.getByRole("button", { name: "React with 👍" }));
  await user.keyboard("{Enter}");
  expect(socket.framesOf("react")).toHaveLength(1);
  act(() => log.focus());
  await user.keyboard("{ArrowUp}{Escape}");
  expect(document.activeElement).toBe(log);
});

test("what is further down than one has read stays unread", async () => {
  vi.spyOn(Element.prototype, "scrollHeight", "get").mockReturnValue(4000);
  const many = Array.from({ length: 40 }, (_, n) => makeMessage(n + 1, rosa.id, `Line ${n + 1}`));
  const { socket } = await openRoom(direct({ unread: 40 }), many);
  await screen.findByText("New messages");
  await screen.findByRole("button", { name: "40 new" });
  act(() => socket.give({ t: "events", events: [eventOf(41, rosa.id, "One more")] }));
  await screen.findByRole("button", { name: "41 new" });
  expect(socket.framesOf("read")).toEqual([]);
});

test("an edit that is refused keeps its words, and takes no other change with it", async () => {
  const [first, second] = [makeMessage(1, me.id, "At eigth"), makeMessage(2, rosa.id, "When?")];
  const { socket, user } = await openRoom(direct(), [first, second]);
  const asked = (await screen.findByText("When?")).closest("article") ?? document.body;
  await user.hover(asked);
  await user.click(within(asked).getByRole("button", { name: "React with 👍" }));
  await user.type(await composer(), "{ArrowUp}");
  const changed = () => screen.findByRole("textbox", { name: "Your message, changed" });
  await user.clear(await changed());
  await user.type(await changed(), "At eight, I think{Enter}");
  expect(socket.framesOf("edit")).toHaveLength(1);
  await composer();
  act(() => socket.give({ t: "error", code: "rate_limited", detail: "Wait a little.", messageSeq: 1 }));
  expect(((await changed()) as HTMLTextAreaElement).value).toBe("At eight, I think");
  await screen.findByText("At eigth", { selector: "article *" });
  expect(within(asked).getByRole("button", { name: /👍.*1/, pressed: true })).toBeTruthy();
  await user.type(await changed(), "{Enter}");
  expect(socket.framesOf("edit")).toHaveLength(2);
});

test("details open and close over a room that stays connected, and follow what happens in it", async () => {
  const room = makeConversation({ members: [me, rosa], viewer: standing("owner") });
  const { socket, user, answers, calls } = await openRoom(room, [makeMessage(1, rosa.id, "Hello")]);
  await screen.findByText("Hello");
  const members = [makeMember(rosa)];
  answers.set(`GET /v1/conversations/${room.id}/members`, () => page(members));
  for (const list of ["invites", "bans"]) answers.set(`GET /v1/conversations/${room.id}/${list}`, () => page([]));
  await user.click(screen.getByRole("button", { name: "Details" }));
  const list = within(await screen.findByRole("list", { name: "Members" }));
  await list.findByText("Rosa");
  members.push(makeMember(makeCard("ines")));
  answers.set(`GET /v1/conversations/${room.id}`, () => ({ ...room, name: "Reading room", memberCount: 3 }));
  const { createdAt } = room;
  act(() =>
    socket.give({
      t: "events",
      events: [
        { t: "joined", seq: 2, userId: "x", by: "x", createdAt },
        { t: "renamed", seq: 3, name: "Reading room", topic: null, by: rosa.id, createdAt },
      ],
    }),
  );
  await list.findByText("Ines");
  await screen.findByRole("heading", { name: "Reading room", level: 2 });
  act(() => socket.give({ t: "events", events: [{ t: "settings", slowModeSeconds: 30, retentionDays: null }] }));
  await waitFor(() => expect(screen.getByRole<HTMLSelectElement>("combobox", { name: /^Slow mode/ }).value).toBe("30"));
  // Nothing that comes while the room is covered counts as read.
  act(() => socket.give({ t: "events", events: [eventOf(4, rosa.id, "Unseen")] }));
  expect(socket.framesOf("read").at(-1)?.upTo ?? 0).toBeLessThan(4);
  await user.click(screen.getByRole("button", { name: "Back" }));
  await waitFor(() => expect(socket.framesOf("read").at(-1)).toEqual({ t: "read", upTo: 4 }));
  expect(openedSockets().filter(({ url }) => url.pathname.endsWith("/socket"))).toHaveLength(1);
  expect(calls.filter((call) => call.includes("/messages?"))).toHaveLength(1);
});
