/** Numbers that change while they are looked at, told by a hub that the test plays. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { playHub } from "../../../../tests/setup/live-hub.ts";
import { itemOf, leaveApp, makeMe, makePost, openApp, page, playServer } from "../../../../tests/setup/web-app.tsx";

afterEach(leaveApp);

const me = makeMe();

function playFeed() {
  const post = makePost("Warm stone", { counts: { likes: 1, comments: 0, reposts: 0, views: 5 } });
  const server = playServer();
  server.answers.set("GET /v1/posts", () => page([itemOf(post)]));
  server.answers.set(`GET /v1/posts/${post.id}`, () => post);
  server.answers.set(`GET /v1/posts/${post.id}/comments`, () => page([]));
  return { ...server, hub: playHub(server, me.id), post, subject: `post:${post.id}` as const };
}

test("a post on the screen is watched, and its numbers follow the counter", async () => {
  const { hub, subject } = playFeed();
  openApp("/latest", me);
  await hub.welcome();
  const card = within(await screen.findByRole("article", { name: "Post by Tomas" }));
  await waitFor(() => expect(hub.watched()?.subjects).toEqual([subject]));
  hub.tell({ t: "count", subject, values: { likes: 7, comments: 2, views: 9 } });
  await waitFor(() => expect(card.getByRole("button", { name: /^Like/ }).textContent).toContain("7"));
  expect(card.getByRole("link", { name: /^Reply/ }).textContent).toContain("2");
});

test("what was looked at is told before the page is left", async () => {
  const { answers, post } = playFeed();
  const told: unknown[] = [];
  answers.set("POST /v1/posts/views", ({ body }) => void told.push(body["ids"]));
  openApp("/latest", me);
  await screen.findByRole("article", { name: "Post by Tomas" });
  await waitFor(() => {
    dispatchEvent(new Event("pagehide"));
    expect(told).toEqual([[post.id]]);
  });
});

test("a post that is open counts its reader, and tells when others are there", async () => {
  const { hub, post, subject } = playFeed();
  openApp(`/posts/${post.id}`, me);
  await hub.welcome();
  await screen.findByRole("article", { name: "Post by Tomas" });
  await waitFor(() => expect(hub.watched()?.viewing).toBe(subject));
  hub.tell({ t: "count", subject, values: { viewers: 1 } });
  expect(screen.queryByText(/people here now/)).toBeNull();
  hub.tell({ t: "count", subject, values: { viewers: 3 } });
  expect((await screen.findByText(/people here now/)).textContent).toContain("3");
});

test("what the viewer has just pressed is not undone by an older number", async () => {
  const { answers, hub, post, subject } = playFeed();
  const answer = Promise.withResolvers<unknown>();
  answers.set(`POST /v1/posts/${post.id}/like`, () => answer.promise);
  const { user } = openApp("/latest", me);
  await hub.welcome();
  const card = within(await screen.findByRole("article", { name: "Post by Tomas" }));
  await waitFor(() => expect(hub.watched()?.subjects).toEqual([subject]));
  const like = () => card.getByRole("button", { name: /^Like/ }).textContent;
  await user.click(card.getByRole("button", { name: /^Like/ }));
  hub.tell({ t: "count", subject, values: { likes: 1 } });
  expect(like()).toContain("2");
  answer.resolve({ counts: { ...post.counts, likes: 2 }, viewer: { liked: true, bookmarked: false, reposted: false } });
  hub.tell({ t: "count", subject, values: { likes: 2, views: 6 } });
  await waitFor(() => expect(like()).toContain("2"));
});
