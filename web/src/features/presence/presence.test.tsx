/** Who is there, as profiles and lists show it. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { makeConversation, makeMember, standing } from "../../../../tests/setup/conversations.ts";
import { playHub } from "../../../../tests/setup/live-hub.ts";
import { leaveApp, makeMe, makeUser, openApp, page, playServer } from "../../../../tests/setup/web-app.tsx";

afterEach(leaveApp);

const me = makeMe();

test("a profile tells whether somebody is here, away, or when they last were", async () => {
  const rosa = makeUser("rosa");
  const server = playServer();
  const hub = playHub(server, me.id);
  server.answers.set("GET /v1/users/rosa", () => rosa);
  server.answers.set("GET /v1/users/rosa/posts", () => page([]));
  openApp("/people/rosa", me);
  await hub.welcome();
  const profile = within(await screen.findByRole("region", { name: "Profile" }));
  await waitFor(() => expect(hub.watched()?.users).toEqual([rosa.id]));
  expect(profile.queryByText(/Active|Away/)).toBeNull();

  hub.tell({ t: "presence", userId: rosa.id, state: "online", lastSeenAt: null });
  expect(await profile.findByTitle("Active now")).toBeTruthy();
  hub.tell({ t: "presence", userId: rosa.id, state: "away", lastSeenAt: null });
  expect(await profile.findByTitle("Away")).toBeTruthy();
  const lastSeenAt = new Date(Date.now() - 5 * 60_000).toISOString();
  hub.tell({ t: "presence", userId: rosa.id, state: "offline", lastSeenAt });
  await profile.findByText("5 minutes ago");
  expect(profile.queryByTitle("Away")).toBeNull();
});

test("members of a room are watched once each, and not any more when the list is left", async () => {
  const [rosa, tomas] = [makeUser("rosa"), makeUser("tomas")];
  const group = makeConversation({ members: [me, rosa, tomas], viewer: standing("member") });
  const server = playServer();
  const hub = playHub(server, me.id);
  const at = `/v1/conversations/${group.id}`;
  server.answers.set("GET /v1/conversations", () => page([group]));
  server.answers.set(`GET ${at}`, () => group);
  server.answers.set(`GET ${at}/pins`, () => ({ items: [] }));
  server.answers.set(`GET ${at}/members`, () => page([rosa, tomas].map((user) => makeMember(user))));
  const { router } = openApp(`/messages/${group.id}/details`, me);
  await hub.welcome();
  await waitFor(() => expect(hub.watched()?.users.toSorted()).toEqual([rosa.id, tomas.id].toSorted()));
  await router.navigate({ to: "/settings" });
  await waitFor(() => expect(hub.watched()?.users).toEqual([]));
});
