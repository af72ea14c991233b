/** Liking in the real app: at once, in every list, and back when the server refuses. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Post } from "../../../../contract/posts.ts";
import {
  itemOf,
  later,
  leaveApp,
  makeMe,
  makePost,
  openApp,
  page,
  playServer,
  Refusal,
} from "../../../../tests/setup/web-app.tsx";

afterEach(leaveApp);

const liked = (post: Post, on: boolean, likes: number) => ({
  counts: { ...post.counts, likes },
  viewer: { liked: on, bookmarked: false, reposted: false },
});

async function openFeed(post: Post) {
  const server = playServer();
  server.answers.set("GET /v1/posts", () => page([itemOf(post)]));
  const app = openApp("/latest", makeMe());
  const card = within(await screen.findByRole("article", { name: `Post by ${post.author.displayName}` }));
  return { ...server, ...app, like: () => card.getByRole("button", { name: /^Like/ }) };
}

test("a like shows before the server has answered, then with the server's count", async () => {
  const post = makePost("Night trains", { counts: { likes: 3, comments: 0, reposts: 0, views: 0 } });
  const { answers, user, like } = await openFeed(post);
  const answer = later<unknown>();
  answers.set(`POST /v1/posts/${post.id}/like`, () => answer.promise);
  await user.click(like());
  expect(like()).toMatchObject({ ariaPressed: "true" });
  expect(like().textContent).toContain("4");
  answer.resolve(liked(post, true, 7));
  await waitFor(() => expect(like().textContent).toContain("7"));
});

test("a refused like goes back, and says why", async () => {
  const post = makePost("Night trains", { counts: { likes: 3, comments: 0, reposts: 0, views: 0 } });
  const { answers, user, like } = await openFeed(post);
  answers.set(`POST /v1/posts/${post.id}/like`, () => {
    throw new Refusal(429, "rate_limited");
  });
  await user.click(like());
  await screen.findByText(/^Not liked\./);
  expect(like()).toMatchObject({ ariaPressed: "false" });
  expect(like().textContent).toContain("3");
});

test("of presses in quick succession the last one holds, and the first answer does not undo it", async () => {
  const post = makePost("Night trains");
  const { answers, calls, user, like } = await openFeed(post);
  const first = later<unknown>();
  answers.set(`POST /v1/posts/${post.id}/like`, () => first.promise);
  answers.set(`DELETE /v1/posts/${post.id}/like`, () => liked(post, false, 0));
  await user.click(like());
  await user.click(like());
  expect(like()).toMatchObject({ ariaPressed: "false" });
  first.resolve(liked(post, true, 1));
  await waitFor(() => expect(calls).toContain(`DELETE /v1/posts/${post.id}/like`));
  await waitFor(() => expect(like()).toMatchObject({ ariaPressed: "false" }));
  // Other parts of the page call, too.
  expect(calls.filter((call) => call.includes("/like"))).toEqual([
    `POST /v1/posts/${post.id}/like`,
    `DELETE /v1/posts/${post.id}/like`,
  ]);
});

test("a visitor is invited in instead", async () => {
  const post = makePost("Night trains");
  delete post.viewer;
  const { answers, calls } = playServer();
  answers.set("GET /v1/posts", () => page([itemOf(post)]));
  const { user, router } = openApp("/latest", null);
  await user.click(await screen.findByRole("button", { name: /^Like/ }));
  await screen.findByText("Sign in to like this.");
  expect(calls.some((call) => call.startsWith("POST"))).toBe(false);
  const message = within(screen.getByText("Sign in to like this.").parentElement!);
  await user.click(message.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/signin"));
  expect(router.state.location.search).toEqual({ returnTo: "/latest" });
});
