/** The comment tree in the real app: levels that open and page by themselves, comments that show at once. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Comment } from "../../../../contract/comments.ts";
import type { Post } from "../../../../contract/posts.ts";
import {
  later,
  leaveApp,
  makeComment,
  makeMe,
  makePost,
  openApp,
  page,
  playServer,
  Refusal,
} from "../../../../tests/setup/web-app.tsx";

afterEach(leaveApp);

/** A post whose levels are `levels`: comments by parent id (`""` for the first), cut into pages of `size`. */
function playPost(post: Post, levels: Record<string, Comment[]>, size = 5) {
  const server = playServer();
  server.answers.set(`GET /v1/posts/${post.id}`, () => post);
  server.answers.set(`GET /v1/posts/${post.id}/comments`, ({ url }) => {
    const level = levels[url.searchParams.get("parentId") ?? ""] ?? [];
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const end = from + size;
    return page(level.slice(from, end), end < level.length ? String(end) : null);
  });
  return server;
}

const thread = (replies: number) => ({ counts: { likes: 0, replies } });
const commented = (comments: number) => ({ counts: { likes: 0, comments, reposts: 0, views: 0 } });

test("first replies come with the page, more by the level's own pages", async () => {
  const post = makePost("Night trains", commented(8));
  const root = makeComment(post.id, "The soup was real", thread(7));
  const replies = Array.from({ length: 7 }, (_, n) =>
    makeComment(post.id, `Reply ${n}`, { parentId: root.id, depth: 1 }),
  );
  const { calls } = playPost(post, { "": [root], [root.id]: replies });
  const { user } = openApp(`/posts/${post.id}`, makeMe());

  await screen.findByText("Reply 4");
  expect(screen.queryByText("Reply 5")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show 2 more" }));
  await screen.findByText("Reply 6");
  expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();
  expect(calls.filter((call) => call.includes(`parentId=${root.id}`))).toHaveLength(2);

  await user.click(screen.getByRole("button", { name: "Hide replies" }));
  expect(screen.queryByText("Reply 0")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show 7 replies" }));
  expect(screen.getByText("Reply 6")).toBeTruthy();
});

test("a deeper level is read when it is opened, and can be tried again when that fails", async () => {
  const post = makePost("Night trains", commented(3));
  const root = makeComment(post.id, "Root", thread(1));
  const child = makeComment(post.id, "Child", { ...thread(1), parentId: root.id, depth: 1 });
  const grandchild = makeComment(post.id, "Grandchild", { parentId: child.id, depth: 2 });
  const { answers } = playPost(post, { "": [root], [root.id]: [child], [child.id]: [grandchild] });
  const { user } = openApp(`/posts/${post.id}`, makeMe());
  await screen.findByText("Child");
  const works = answers.get(`GET /v1/posts/${post.id}/comments`)!;
  answers.set(`GET /v1/posts/${post.id}/comments`, () => {
    throw new Refusal(403, "forbidden", "Not now.");
  });
  await user.click(screen.getByRole("button", { name: "Show 1 reply" }));
  await screen.findByText("Not now.");
  answers.set(`GET /v1/posts/${post.id}/comments`, works);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Grandchild")).toBeTruthy();
});

test("a comment stands at once, with the counts; a refused one goes and gives its words back", async () => {
  const post = makePost("Night trains");
  const { answers } = playPost(post, {});
  const me = makeMe();
  const { user } = openApp(`/posts/${post.id}`, me);
  const answer = later<unknown>();
  answers.set(`POST /v1/posts/${post.id}/comments`, () => answer.promise);
  const text = () => screen.getByRole("textbox", { name: "Your comment" });
  await screen.findByText("Nobody has answered yet.");
  await user.type(text(), "And soup.");
  await user.click(screen.getByRole("button", { name: "Comment" }));
  const comment = within(await screen.findByRole("article", { name: "Comment by Dara" }));
  expect(comment.getByText("Sending…")).toBeTruthy();
  expect(screen.getByRole("link", { name: /^Reply\s*1/ })).toBeTruthy();
  expect(text()).toMatchObject({ value: "" });

  answer.reject(new Refusal(403, "forbidden", "The author takes no more."));
  await screen.findByText("The author takes no more.");
  expect(text()).toMatchObject({ value: "And soup." });
  expect(screen.queryByRole("article", { name: "Comment by Dara" })).toBeNull();
  expect(screen.queryByRole("link", { name: /^Reply\s*1/ })).toBeNull();
});

test("an answer to a comment nobody has answered opens its level", async () => {
  const post = makePost("Night trains", commented(1));
  const root = makeComment(post.id, "Root");
  const me = makeMe();
  const { answers } = playPost(post, { "": [root] });
  answers.set(`POST /v1/posts/${post.id}/comments`, ({ body }) =>
    makeComment(post.id, String(body["content"]), { parentId: root.id, depth: 1, author: me }),
  );
  const { user } = openApp(`/posts/${post.id}`, me);
  await user.click(await screen.findByRole("button", { name: "Reply" }));
  await user.type(screen.getByRole("textbox", { name: /Your answer to/ }), "Indeed");
  await user.keyboard("{Control>}{Enter}{/Control}");
  const replies = within(await screen.findByRole("region", { name: "Replies to Yuki" }));
  await replies.findByText("Indeed");
  await waitFor(() => expect(screen.queryByRole("textbox", { name: /Your answer to/ })).toBeNull());
});

test("a deleted comment that was answered stays as a place; one that was not goes", async () => {
  const post = makePost("Night trains", commented(2));
  const me = makeMe();
  const root = makeComment(post.id, "Mine", { ...thread(1), author: me });
  const reply = makeComment(post.id, "Too late", { parentId: root.id, depth: 1, author: me });
  const { answers } = playPost(post, { "": [root], [root.id]: [reply] });
  for (const { id } of [root, reply]) answers.set(`DELETE /v1/comments/${id}`, () => null);
  const { user } = openApp(`/posts/${post.id}`, me);
  await screen.findByText("Too late");

  async function remove(name: string) {
    const comment = within((await screen.findByText(name)).closest("article")!);
    await user.click(comment.getByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    await user.click(screen.getByRole("button", { name: "Delete comment", hidden: true }));
  }
  await remove("Mine");
  await screen.findByText("This comment is gone");
  expect(screen.getByText("Too late")).toBeTruthy();
  // With the last answer goes what only held it.
  await remove("Too late");
  await screen.findByText("Nobody has answered yet.");
});

test("a comment's own address shows what it answers", async () => {
  const post = makePost("Night trains", commented(2));
  const root = makeComment(post.id, "Root", thread(1));
  const reply = makeComment(post.id, "Named", { parentId: root.id, depth: 1 });
  const { answers } = playPost(post, { "": [root], [root.id]: [reply] });
  answers.set(`GET /v1/comments/${reply.id}`, () => ({ ...reply, ancestors: [root] }));
  openApp(`/posts/${post.id}/comments/${reply.id}`, makeMe());
  await screen.findByText("Root");
  const named = screen.getByText("Named").closest("article");
  expect(named?.getAttribute("aria-current")).toBe("true");
});
