/** Attaching pictures and files to a post in the real app, over a server that the test plays. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeMedia, playUploads } from "../../../../tests/setup/uploads.ts";
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
import type { Me } from "../../../../contract/users.ts";
import { draftStore } from "../../lib/drafts.ts";
import { remember } from "../../lib/storage.ts";
import { emptyDraft, postSlot } from "./draft.ts";

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => {
  leaveApp();
  vi.restoreAllMocks();
});

const picture = (name: string) => new File([new Uint8Array(64)], name, { type: "image/webp" });

function begin(me: Me = makeMe()) {
  const server = playServer();
  server.answers.set("GET /v1/posts", () => page([itemOf(makePost("Older"))]));
  const uploads = playUploads(server.answers);
  const posted: Record<string, unknown>[] = [];
  server.answers.set("POST /v1/posts", ({ body }) => {
    posted.push(body);
    return makePost("Posted", { author: me });
  });
  return { ...server, uploads, posted, me };
}

async function openWrite(start = begin()) {
  const app = openApp("/write", start.me);
  const form = await screen.findByRole("form", { name: "Write a post" });
  const attach = (...files: File[]) => {
    fireEvent.change(form.querySelector("input[type=file]")!, { target: { files } });
  };
  const post = () => app.user.click(screen.getByRole("button", { name: "Post" }));
  return { ...start, ...app, form, attach, post };
}

const names = () =>
  within(screen.getByRole("list", { name: "Attachments" }))
    .getAllByRole("button", { name: /^Remove/ })
    .map((button) => button.getAttribute("aria-label"));

test("pictures alone make a post of pictures, in the order in which they stand, with their descriptions", async () => {
  const { user, attach, post, posted, uploads } = await openWrite();
  attach(picture("first.webp"), picture("second.webp"));
  await user.click(await screen.findByRole("button", { name: "Add description of first.webp" }));
  await user.type(await screen.findByRole("textbox", { name: "Description" }), "A dog in the snow");
  await user.click(screen.getByRole("button", { name: "Later" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(names()).toEqual(["Remove second.webp", "Remove first.webp"]);

  await user.click(screen.getByRole("button", { name: "Add description of second.webp" }));
  await user.type(await screen.findByRole("textbox", { name: "Description" }), "A cat");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await post();
  await waitFor(() => expect(posted).toHaveLength(1));
  const { mediaIds } = posted[0] as { mediaIds: string[] };
  expect(posted[0]).toMatchObject({ type: "image", content: "" });
  expect(mediaIds.map((id) => uploads.media.get(id)?.media.alt)).toEqual(["A cat", "A dog in the snow"]);
});

test("one is reminded of missing descriptions once", async () => {
  const { attach, post, posted } = await openWrite();
  attach(picture("a.webp"));
  await screen.findByRole("button", { name: "Add description of a.webp" });
  await post();
  expect(await screen.findByText("A picture has no description")).toBeDefined();
  expect(posted).toHaveLength(0);
  await post();
  await waitFor(() => expect(posted).toHaveLength(1));
});

test("a post waits for its uploads, may be taken back meanwhile, and shows its pictures at once", async () => {
  const { user, answers, attach, uploads, posted, router } = await openWrite();
  const arrival = later<"arrives">();
  uploads.outcome = () => arrival.promise;
  const answer = later<unknown>();
  answers.set("POST /v1/posts", ({ body }) => {
    posted.push(body);
    return answer.promise;
  });
  attach(picture("slow.webp"));
  await user.type(screen.getByRole("textbox", { name: "Your post" }), "With a picture");
  await user.click(screen.getByRole("button", { name: "Post" }));
  await user.click(await screen.findByRole("button", { name: "Post without" }));
  await screen.findAllByText("Posting when uploads are done");
  await user.click(screen.getByRole("button", { name: "Keep writing" }));
  await waitFor(() => expect(screen.queryByText("Posting when uploads are done")).toBeNull());
  expect(screen.getByRole("textbox", { name: "Your post" })).toMatchObject({ value: "With a picture" });

  await user.click(screen.getByRole("button", { name: "Post" }));
  await screen.findAllByText("Posting when uploads are done");
  expect(posted).toHaveLength(0);
  arrival.resolve("arrives");
  await waitFor(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toMatchObject({ type: "image", content: "With a picture" });
  // It stands on top of the feed with its picture before the server has answered.
  await waitFor(() => expect(router.state.location.pathname).toBe("/"));
  const article = (await screen.findByText("With a picture")).closest("article")!;
  expect(article.querySelector("img[src^='blob:']")).not.toBeNull();
  answer.resolve(makePost("With a picture"));
});

test("an upload that failed can be tried again, and keeps the post back until then", async () => {
  const { user, attach, uploads } = await openWrite();
  uploads.outcome = () => new Refusal(503, "overloaded", "Busy.");
  attach(picture("a.webp"));
  const retry = await screen.findByRole("button", { name: "Try a.webp again" });
  expect(screen.getByRole("alert").textContent).toContain("a.webp");
  expect(screen.getByRole("button", { name: "Post" })).toMatchObject({ disabled: true });
  uploads.outcome = () => "arrives";
  await user.click(retry);
  await screen.findByRole("button", { name: "Add description of a.webp" });
  await waitFor(() => expect(screen.getByRole("button", { name: "Post" })).toMatchObject({ disabled: false }));
});

test("what cannot be used says what to do about it", async () => {
  const { user, attach, uploads } = await openWrite();
  uploads.look = (found) => ({ ...found, state: "refused", detail: "It is a script." });
  attach(picture("a.webp"));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain(
    "a.webp: This file cannot be used. It is a script. Remove it to go on without it.",
  );
  await user.type(screen.getByRole("textbox", { name: "Your post" }), "Words");
  expect(screen.getByRole("button", { name: "Post" })).toMatchObject({ disabled: true });
  await user.click(screen.getByRole("button", { name: "Remove a.webp" }));
  expect(screen.getByRole("button", { name: "Post" })).toMatchObject({ disabled: false });
});

test("a picture that the browser cannot show is shown as what the server made of it", async () => {
  const { attach, uploads } = await openWrite();
  attach(picture("phone.heic"));
  await screen.findByRole("button", { name: "Add description of phone.heic" });
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  const list = screen.getByRole("list", { name: "Attachments" });
  fireEvent.error(list.querySelector("img[src='blob:phone.heic']")!);
  const [id] = uploads.media.keys();
  expect(list.querySelector("img")?.getAttribute("src")).toBe(`/media/${id}/thumb`);
});

test("the keyboard keeps its place when something is removed", async () => {
  const { user, attach } = await openWrite();
  attach(picture("a.webp"), picture("b.webp"), picture("c.webp"));
  const remove = (name: string) => screen.getByRole("button", { name: `Remove ${name}.webp` });
  await screen.findByRole("button", { name: "Remove c.webp" });
  await user.click(remove("b"));
  expect(document.activeElement).toBe(remove("c"));
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(remove("a"));
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add pictures, video or files" }));
});

test("what is removed is deleted on the server", async () => {
  const { user, attach, uploads } = await openWrite();
  attach(picture("a.webp"));
  await waitFor(() => expect(uploads.media.size).toBe(1));
  await screen.findByRole("button", { name: "Add description of a.webp" });
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Remove a.webp" }));
  await waitFor(() => expect(uploads.deleted).toHaveLength(1));
  expect(screen.queryByRole("list", { name: "Attachments" })).toBeNull();
});

test("at most ten are taken, files of other kinds need words with them", async () => {
  const { user, attach, post, posted } = await openWrite();
  attach(...Array.from({ length: 11 }, (_, index) => new File(["text"], `${index}.pdf`, { type: "application/pdf" })));
  expect(await screen.findByText("At most 10 can be added.")).toBeDefined();
  expect(names()).toHaveLength(10);
  expect(screen.getByRole("button", { name: "Post" })).toMatchObject({ disabled: true });
  await user.type(screen.getByRole("textbox", { name: "Your post" }), "Papers");
  await post();
  await waitFor(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toMatchObject({ type: "text", content: "Papers" });
  expect((posted[0] as { mediaIds: string[] }).mediaIds).toHaveLength(10);
});

test("files that are dropped or pasted are taken", async () => {
  const { form } = await openWrite();
  const zone = form.parentElement!;
  const dataTransfer = { types: ["Files"], files: [picture("dropped.webp")] };
  fireEvent.dragEnter(zone, { dataTransfer });
  expect(screen.getByText("Drop pictures, videos or files here")).toBeDefined();
  fireEvent.drop(zone, { dataTransfer });
  expect(screen.queryByText("Drop pictures, videos or files here")).toBeNull();
  fireEvent.paste(screen.getByRole("textbox", { name: "Your post" }), {
    clipboardData: { types: ["Files"], files: [picture("pasted.webp")] },
  });
  await waitFor(() => expect(names()).toEqual(["Remove dropped.webp", "Remove pasted.webp"]));
});

test("uploads of an earlier visit are back after a reload; those that are gone are dropped", async () => {
  const start = begin();
  const kept = start.uploads.hold(makeMedia({ filename: "kept.png", alt: "Kept" }));
  const draft = { content: "Begun", mediaIds: [kept.id, "01JD6Z3N9Q8T4V5W6X7Y8Z9GONE"] };
  remember(`stoa.draft.${start.me.id}.post`, JSON.stringify(draft));
  const { post, posted } = await openWrite(start);
  await screen.findByRole("button", { name: "Edit description of kept.png" });
  await waitFor(() => expect(names()).toEqual(["Remove kept.png"]));
  await post();
  await waitFor(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toMatchObject({ type: "image", mediaIds: [kept.id] });
});

test("a refused post gives the attachments back", async () => {
  const { answers, user, attach, post, router } = await openWrite();
  answers.set("POST /v1/posts", () => {
    throw new Refusal(422, "validation_failed", "Not like this.");
  });
  attach(picture("a.webp"));
  await user.click(await screen.findByRole("button", { name: "Add description of a.webp" }));
  await user.type(await screen.findByRole("textbox", { name: "Description" }), "A");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await post();
  await waitFor(() => expect(router.state.location.pathname).toBe("/"));
  expect(await screen.findByRole("button", { name: "Remove a.webp" })).toBeDefined();
  expect(await screen.findByText("Not like this.")).toBeDefined();
});

test("an article takes its cover along", async () => {
  const { user, form, posted, uploads } = await openWrite();
  await user.click(screen.getByRole("button", { name: "Write an article" }));
  await user.type(screen.getByRole("textbox", { name: "Title" }), "Clay");
  await user.type(screen.getByRole("textbox", { name: "Text" }), "Clay remembers.");
  const [coverInput] = form.querySelectorAll<HTMLInputElement>("input[type=file][accept]");
  fireEvent.change(coverInput!, { target: { files: [picture("cover.webp")] } });
  await screen.findByRole("button", { name: "Remove cover" });
  await user.click(screen.getByRole("button", { name: "Post" }));
  await waitFor(() => expect(posted).toHaveLength(1));
  const [cover] = uploads.media.keys();
  expect(posted[0]).toMatchObject({ type: "article", article: { title: "Clay", coverId: cover } });
  expect(posted[0]).not.toHaveProperty("mediaIds");
});

test("the keyboard keeps its place when a cover is removed", async () => {
  const { user, form } = await openWrite();
  await user.click(screen.getByRole("button", { name: "Write an article" }));
  const [coverInput] = form.querySelectorAll<HTMLInputElement>("input[type=file][accept]");
  fireEvent.change(coverInput!, { target: { files: [picture("cover.webp")] } });
  await user.click(await screen.findByRole("button", { name: "Remove cover" }));
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add a cover picture" }));
});

test("a cover stays where what was chosen instead of it is refused, and goes where it is taken", async () => {
  const start = begin();
  const { user, form, uploads } = await openWrite(start);
  await user.click(screen.getByRole("button", { name: "Write an article" }));
  const [coverInput] = form.querySelectorAll<HTMLInputElement>("input[type=file][accept]");
  const choose = (file: File) => fireEvent.change(coverInput!, { target: { files: [file] } });
  choose(picture("cover.webp"));
  const coverId = () => draftStore.get(postSlot(start.me.id), emptyDraft).coverId;
  await waitFor(() => expect(coverId()).not.toBeNull());
  const first = coverId();
  choose(new File(["x"], "a.pdf", { type: "application/pdf" }));
  expect(await screen.findByText(/a\.pdf.* is not of a kind/)).toBeDefined();
  expect(coverId()).toBe(first);
  choose(picture("other.webp"));
  await waitFor(() => expect(coverId()).not.toBe(first));
  expect(uploads.deleted).toEqual([first]);
});

test("a change of a post keeps, adds and takes off what is attached", async () => {
  const start = begin();
  const [first, second] = [
    makeMedia({ filename: "first.png", alt: "1" }),
    makeMedia({ filename: "second.png", alt: "2" }),
  ];
  const post = makePost("Words", { type: "image", author: start.me, media: [first, second] });
  start.answers.set(`GET /v1/posts/${post.id}`, () => post);
  let sent: Record<string, unknown> = {};
  start.answers.set(`PATCH /v1/posts/${post.id}`, ({ body }) => {
    sent = body;
    return post;
  });
  const { user } = openApp(`/posts/${post.id}/edit`, start.me);
  const form = await screen.findByRole("form", { name: "Edit post" });
  await user.click(screen.getByRole("button", { name: "Remove first.png" }));
  fireEvent.change(form.querySelector("input[type=file]")!, {
    target: { files: [picture("third.webp"), new File(["x"], "a.pdf", { type: "application/pdf" })] },
  });
  expect(await screen.findByText(/a\.pdf.* is not of a kind/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveProperty("mediaIds"));
  const [uploaded] = start.uploads.media.keys();
  expect(sent["mediaIds"]).toEqual([second.id, uploaded]);
  expect(start.uploads.deleted).toEqual([]);
});

test("a changed post is not left without asking", async () => {
  const start = begin();
  const post = makePost("Words", { type: "image", author: start.me, media: [makeMedia({ filename: "first.png" })] });
  start.answers.set(`GET /v1/posts/${post.id}`, () => post);
  start.answers.set(`PATCH /v1/posts/${post.id}`, () => post);
  const { user, router } = openApp(`/posts/${post.id}/edit`, start.me);
  const path = () => router.state.location.pathname;
  const leave = async () => user.click(await screen.findByRole("button", { name: "Cancel" }));

  const left = () => screen.findByRole("heading", { name: "Post", level: 1 });
  await leave();
  await left();

  await router.navigate({ to: "/posts/$postId/edit", params: { postId: post.id } });
  await user.click(await screen.findByRole("button", { name: "Remove first.png" }));
  await leave();
  const dialog = within(await screen.findByRole("dialog", { name: "Discard your changes?" }));
  await user.click(dialog.getByRole("button", { name: "Keep editing" }));
  expect(path()).toBe(`/posts/${post.id}/edit`);
  expect(screen.queryByRole("button", { name: "Remove first.png" })).toBeNull();

  await leave();
  await user.click(await screen.findByRole("button", { name: "Discard changes" }));
  await left();

  await router.navigate({ to: "/posts/$postId/edit", params: { postId: post.id } });
  await user.type(await screen.findByRole("textbox", { name: "Your post" }), " and more");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await left();
  expect(screen.queryByRole("dialog")).toBeNull();
});
