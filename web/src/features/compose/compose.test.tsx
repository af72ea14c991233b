/** Writing a post in the real app: completion from the keyboard, showing at once, giving the words back. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import {
  itemOf,
  later,
  leaveApp,
  makeCard,
  makeMe,
  makePost,
  openApp,
  page,
  playServer,
  Refusal,
} from "../../../../tests/setup/web-app.tsx";
import { onAnnounce } from "../../lib/announce.ts";

afterEach(leaveApp);

async function openHome() {
  const server = playServer();
  const older = makePost("Older");
  server.answers.set("GET /v1/posts", () => page([itemOf(older)]));
  const me = makeMe();
  const app = openApp("/", me);
  await app.user.click(await screen.findByRole("button", { name: "What is on your mind?" }));
  await screen.findByText("Older");
  await screen.findByRole("textbox", { name: "Your post" });
  return { ...server, ...app, me, text: () => screen.getByRole("textbox", { name: "Your post" }) };
}

test("people are completed from the keyboard; the focus stays in the text", async () => {
  const { answers, user, text } = await openHome();
  const people = [makeCard("tomas"), makeCard("tova")];
  answers.set("GET /v1/users/autocomplete", ({ url }) => ({
    items: people.filter(({ username }) => username.startsWith(url.searchParams.get("q") ?? "")),
  }));
  await user.type(text(), "Dear @to");
  const list = within(await screen.findByRole("listbox", { name: "Suggestions" }));
  const options = list.getAllByRole("option");
  expect(text().getAttribute("aria-activedescendant")).toBe(options[0]?.id);

  await user.keyboard("{ArrowDown}");
  expect(options[1]?.getAttribute("aria-selected")).toBe("true");
  expect(text().getAttribute("aria-activedescendant")).toBe(options[1]?.id);
  await user.keyboard("{Enter}");
  expect(text()).toMatchObject({ value: "Dear @tova " });
  expect(document.activeElement).toBe(text());
  expect(screen.queryByRole("listbox")).toBeNull();
});

test("tags are completed with the pointer, and Escape closes the list", async () => {
  const { answers, user, text } = await openHome();
  answers.set("GET /v1/tags/autocomplete", () => ({ items: [{ name: "trains", posts: 12 }] }));
  await user.type(text(), "#tr");
  await screen.findByRole("listbox");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(text()).toMatchObject({ value: "#tr" });
  await user.type(text(), "a");
  await user.click(await screen.findByRole("option", { name: /trains/ }));
  expect(text()).toMatchObject({ value: "#trains " });
});

test("a post stands on top before the server has answered, and the composer is free again", async () => {
  const { answers, user, me, text } = await openHome();
  const answer = later<unknown>();
  let sent: unknown;
  answers.set("POST /v1/posts", ({ body }) => {
    sent = body;
    return answer.promise;
  });
  await user.type(text(), "Fresh <b>bread</b>");
  await user.keyboard("{Control>}{Enter}{/Control}");
  const [first] = await screen.findAllByRole("article");
  expect(first?.textContent).toContain("Fresh <b>bread</b>");
  expect(first?.textContent).toContain("Posting…");
  expect(screen.queryByDisplayValue("Fresh <b>bread</b>")).toBeNull();

  answer.resolve(makePost("Fresh bread, rendered", { author: me }));
  await screen.findByText("Fresh bread, rendered");
  expect(screen.queryByText("Posting…")).toBeNull();
  expect(screen.getAllByRole("article")).toHaveLength(2);
  expect(sent).toEqual({
    type: "text",
    content: "Fresh <b>bread</b>",
    language: "en",
    audience: "public",
    replyPolicy: "everyone",
  });
});

test("a refused post leaves the feed and its words are back; the same words sent again keep their key", async () => {
  const { answers, user, text } = await openHome();
  const keys: (string | null)[] = [];
  const fetched = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const key = new Headers(init?.headers).get("Idempotency-Key");
    if (key !== null) keys.push(key);
    return fetched(input, init);
  };
  answers.set("POST /v1/posts", () => {
    throw new Refusal(503, "overloaded", "Back in a minute.");
  });
  await user.type(text(), "Fresh bread");
  await user.click(screen.getByRole("button", { name: "Post" }));
  await screen.findByText("Not posted. Your words are safe here.");
  expect(text()).toMatchObject({ value: "Fresh bread" });
  expect(screen.getAllByRole("article")).toHaveLength(1);

  answers.set("POST /v1/posts", () => makePost("Fresh bread"));
  await user.click(screen.getByRole("button", { name: "Post" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
});

test("a post is not missing from a feed that was asked for before it and answered after it", async () => {
  const { answers } = playServer();
  const [asked, answer] = [later<void>(), later<unknown>()];
  answers.set("GET /v1/posts", () => {
    asked.resolve();
    return answer.promise;
  });
  const { user } = openApp("/write", makeMe());
  await user.type(await screen.findByRole("textbox", { name: "Your post" }), "Fresh bread");
  await asked.promise;
  const post = makePost("Fresh bread");
  answers.set("POST /v1/posts", () => {
    answers.set("GET /v1/posts", () => page([itemOf(post)]));
    return post;
  });
  const said = later<string>();
  onAnnounce(said.resolve);
  await user.click(screen.getByRole("button", { name: "Post" }));
  expect(await said.promise).toBe("Posted");
  answer.resolve(page([]));
  await screen.findByText("Fresh bread");
});

test("an article is sent with its title and text, behind its warning", async () => {
  const { answers, user } = await openHome();
  let sent: unknown;
  answers.set("POST /v1/posts", ({ body }) => {
    sent = body;
    return makePost("");
  });
  await user.click(screen.getByRole("button", { name: "Write an article" }));
  expect(screen.getByRole("button", { name: "Post" })).toMatchObject({ disabled: true });
  await user.type(screen.getByRole("textbox", { name: "Title" }), "What clay remembers");
  await user.type(screen.getByRole("textbox", { name: "Text" }), "Clay remembers.");
  await user.click(screen.getByRole("button", { name: "Content warning" }));
  await user.type(screen.getByRole("textbox", { name: "Content warning" }), "Broken pots");
  await user.selectOptions(screen.getByRole("combobox", { name: "Who can see it" }), "Followers");
  await user.click(screen.getByRole("button", { name: "Post" }));
  await waitFor(() => expect(sent).toBeDefined());
  expect(sent).toMatchObject({
    type: "article",
    content: "",
    audience: "followers",
    sensitive: true,
    contentWarning: "Broken pots",
    article: { title: "What clay remembers", body: "Clay remembers." },
  });
});
