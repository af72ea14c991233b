/** Making and managing rooms in the real app. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import { makeConversation, makeMember, standing } from "../../../../tests/setup/conversations.ts";
import { leaveApp, makeCard, makeMe, openApp, page, playServer, Refusal } from "../../../../tests/setup/web-app.tsx";

afterEach(leaveApp);

const me = makeMe();

/** A server with one conversation and its members. */
function playRoom(conversation: Conversation, members: RoomMember[]) {
  const server = playServer();
  const at = `/v1/conversations/${conversation.id}`;
  server.answers.set("GET /v1/conversations", () => page([conversation]));
  server.answers.set(`GET ${at}`, () => conversation);
  server.answers.set(`GET ${at}/members`, () => page(members));
  server.answers.set(`GET ${at}/pins`, () => ({ items: [] }));
  server.answers.set(`GET ${at}/invites`, () => page([]));
  server.answers.set(`GET ${at}/bans`, () => page([]));
  return { ...server, at };
}

test("a member sees who is in and what is theirs to set, and nothing that their role may not do", async () => {
  const rosa = makeCard("rosa");
  const channel = makeConversation({ type: "channel", members: [me, rosa], viewer: standing("member") });
  playRoom(channel, [makeMember(rosa, "owner"), makeMember(me)]);
  openApp(`/messages/${channel.id}/details`, me);
  const members = within(await screen.findByRole("list", { name: "Members" }));
  await members.findByText("Rosa");
  expect(members.getByText("Owner")).toBeTruthy();
  expect(screen.getByRole("switch", { name: "Mute" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Leave channel" })).toBeTruthy();
  for (const name of [/Manage/, "Add people", "New invite link", "Name and topic", "Delete channel"]) {
    expect(screen.queryByRole("button", { name }), String(name)).toBeNull();
  }
  expect(screen.queryByLabelText("Slow mode")).toBeNull();
});

test("an owner changes a role, mutes for a time, and removes", async () => {
  const [rosa, tomas] = [makeMember(makeCard("rosa")), makeMember(makeCard("tomas"), "moderator")];
  const group = makeConversation({ members: [me, rosa, tomas], viewer: standing("owner") });
  const { answers, at } = playRoom(group, [makeMember(me, "owner"), rosa, tomas]);
  const changes: unknown[] = [];
  answers.set(`PATCH ${at}/members/${rosa.id}`, ({ body }) => {
    changes.push(body);
    return {
      ...rosa,
      ...(body["role"] !== undefined && { roomRole: body["role"] }),
      mutedUntil: body["mutedUntil"] ?? null,
    };
  });
  answers.set(`DELETE ${at}/members/${tomas.id}`, () => undefined);
  const { user } = openApp(`/messages/${group.id}/details`, me);
  const members = within(await screen.findByRole("list", { name: "Members" }));

  await user.click(await members.findByRole("button", { name: "Manage Rosa" }));
  await user.click(await screen.findByRole("menuitem", { name: "Change role" }));
  await user.click(screen.getByRole("radio", { name: /^Reads only/ }));
  await user.click(screen.getByRole("button", { name: "Change role" }));
  await members.findByText("Reads only");
  expect(changes).toEqual([{ role: "readonly" }]);

  await user.click(members.getByRole("button", { name: "Manage Rosa" }));
  await user.click(await screen.findByRole("menuitem", { name: "Mute for a time" }));
  await user.click(screen.getByRole("radio", { name: "A day" }));
  await user.click(screen.getByRole("button", { name: "Mute" }));
  await members.findByText("Muted");

  await user.click(members.getByRole("button", { name: "Manage Tomas" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(members.queryByText("Tomas")).toBeNull());
});

test("slow mode shows at once and goes back when it is refused", async () => {
  const group = makeConversation({ members: [me], viewer: standing("owner") });
  const { answers, at } = playRoom(group, [makeMember(me, "owner")]);
  answers.set(`PATCH ${at}`, () => {
    throw new Refusal(503, "overloaded");
  });
  const { user } = openApp(`/messages/${group.id}/details`, me);
  const pace = await screen.findByLabelText<HTMLSelectElement>("Slow mode");
  await user.selectOptions(pace, "A minute");
  await screen.findByText(/^Not changed\./);
  await waitFor(() => expect(pace.value).toBe("0"));
});

test("one person becomes a direct conversation, several with a name a group", async () => {
  const [rosa, tomas] = [makeCard("rosa"), makeCard("tomas")];
  const group = makeConversation({ members: [me, rosa, tomas], viewer: standing("owner") });
  const { answers } = playRoom(group, []);
  const bodies: unknown[] = [];
  answers.set("GET /v1/users/autocomplete", ({ url }) => ({
    items: [rosa, tomas].filter(({ username }) => username.startsWith(url.searchParams.get("q") ?? "")),
  }));
  answers.set("POST /v1/conversations", ({ body }) => {
    bodies.push(body);
    return group;
  });
  const { user, router } = openApp("/messages", me);
  await user.click(await screen.findByRole("button", { name: "New message" }));
  await user.type(await screen.findByRole("combobox", { name: "To" }), "ros");
  await user.click(await screen.findByRole("option", { name: /Rosa/ }));
  expect(screen.getByRole("button", { name: "Write a message" })).toBeTruthy();
  await user.type(screen.getByRole("combobox", { name: "To" }), "tom");
  await screen.findByRole("option", { name: /Tomas/ });
  await user.keyboard("{Enter}");
  await user.type(screen.getByRole("textbox", { name: /^Name of the group/ }), "Tea room");
  await user.click(screen.getByRole("button", { name: "Start a group of 3" }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/messages/${group.id}`));
  expect(bodies).toEqual([{ type: "group", memberIds: [rosa.id, tomas.id], name: "Tea room" }]);
});

test("channels are searched and joined", async () => {
  const channel = makeConversation({ type: "channel", name: "Gardening", memberCount: 4, viewer: standing(null) });
  const { answers, calls } = playRoom(channel, []);
  answers.set("GET /v1/channels", ({ url }) => page(url.searchParams.get("q") === "zzz" ? [] : [channel]));
  answers.set(`POST /v1/conversations/${channel.id}/join`, () => ({ ...channel, viewer: standing("member") }));
  const { user, router } = openApp("/channels", me);
  await screen.findByText("Gardening");
  expect(screen.getByText(/4 members/)).toBeTruthy();
  const field = screen.getByRole("searchbox", { name: "Search channels" });
  await user.type(field, "zzz");
  await screen.findByRole("heading", { name: "No channel by that name" });
  await user.clear(field);
  await user.click(await screen.findByRole("button", { name: "Join Gardening" }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/messages/${channel.id}`));
  expect(calls).toContain(`POST /v1/conversations/${channel.id}/join`);
});

test("an invitation asks visitors to sign in, and brings them back", async () => {
  const code = "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC.abcdefghijklmnopqrstuv";
  playServer();
  openApp(`/invites/${code}`, null);
  const main = within(await screen.findByRole("main"));
  const link = await main.findByRole("link", { name: "Sign in" });
  expect(link.getAttribute("href")).toContain(encodeURIComponent(`/invites/${code}`));
});

test("who accepts an invitation is in", async () => {
  const code = "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC.abcdefghijklmnopqrstuv";
  const group = makeConversation({ members: [me] });
  const { answers } = playRoom(group, []);
  answers.set(`GET /v1/invites/${code}`, () => ({
    conversationId: group.id,
    type: "group",
    name: "Tea room",
    topic: "Leaves and water",
    memberCount: 3,
    member: false,
  }));
  answers.set(`POST /v1/invites/${code}/accept`, () => group);
  const { user, router } = openApp(`/invites/${code}`, me);
  await screen.findByText("Leaves and water");
  await user.click(screen.getByRole("button", { name: "Come in" }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/messages/${group.id}`));
});

test("an invitation that holds no longer says so", async () => {
  playServer();
  openApp("/invites/01JD6Z3N9Q8T4V5W6X7Y8Z9ABC.abcdefghijklmnopqrstuv", me);
  expect(await screen.findByRole("heading", { name: "This link no longer holds" })).toBeTruthy();
});
