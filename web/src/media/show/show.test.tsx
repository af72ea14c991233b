/** Media of posts in the real app. */
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Media } from "../../../../contract/media.ts";
import type { Post } from "../../../../contract/posts.ts";
import { makeFile, makePicture, makeVideo } from "../../../../tests/setup/media.ts";
import { itemOf, leaveApp, makeMe, makePost, openApp, page, playServer } from "../../../../tests/setup/web-app.tsx";

let server: ReturnType<typeof playServer>;

beforeEach(() => {
  server = playServer();
});
afterEach(() => {
  cleanup();
  leaveApp();
});

async function openFeed(media: Media[], part: Partial<Post> = {}) {
  const post = makePost("Look", { media, ...part });
  server.answers.set("GET /v1/posts", () => page([itemOf(post)]));
  const app = openApp("/latest", makeMe());
  const card = within(await screen.findByRole("article", { name: /Post by/ }));
  return { ...app, post, card };
}

const pictures = (count: number) =>
  Array.from({ length: count }, (_, n) => makePicture({ alt: n === 0 ? "Hills" : "" }));

test("a picture has its size and its sources before it is loaded, and a description to show", async () => {
  const { card, user } = await openFeed([
    makePicture({ id: "a", alt: "Hills over the bay", width: 1600, height: 1200 }),
  ]);
  const image = card.getByRole("img", { name: "Hills over the bay", hidden: true });
  expect(image.getAttribute("width")).toBe("1600");
  expect(image.getAttribute("loading")).toBe("lazy");
  expect(image.getAttribute("srcset")).toContain("/media/a/feed 1080w");
  expect(image.getAttribute("style")).toBeNull();
  const badge = card.getByRole("button", { name: "ALT: show description" });
  await user.click(badge);
  expect(card.getByText("Hills over the bay")).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(card.queryByText("Hills over the bay")).toBeNull();
});

test("a picture whose address has expired asks once for fresh ones, then says what would be there", async () => {
  const fresh = makePicture({ id: "a", urls: { original: "/media/a?r=2", feed: "/media/a/feed?r=2" } });
  server.answers.set("GET /v1/media/a", () => fresh);
  const { card } = await openFeed([makePicture({ id: "a", alt: "Hills" })]);
  const image = () => card.getByRole("img", { name: "Hills", hidden: true });
  fireEvent.error(image());
  await waitFor(() => expect(image().getAttribute("src")).toBe("/media/a/feed?r=2"));
  expect(server.calls.filter((call) => call === "GET /v1/media/a")).toHaveLength(1);
});

test("a picture that a cut of the network kept away comes with the network, however often it failed before", async () => {
  const { card } = await openFeed([makePicture({ id: "a", alt: "Hills" })]);
  const image = () => card.getByRole("img", { name: "Hills", hidden: true });
  server.answers.set("GET /v1/media/a", () => Promise.reject(new TypeError("Failed to fetch")));
  for (const tried of [1, 2]) {
    const before = image();
    fireEvent.error(before);
    await waitFor(() => expect(server.calls.filter((call) => call === "GET /v1/media/a")).toHaveLength(tried));
    await waitFor(() => {
      fireEvent(window, new Event("online"));
      expect(image()).not.toBe(before);
    });
  }
  fireEvent.error(image());
  await card.findByText("Hills");
  fireEvent(window, new Event("online"));
  expect(image().getAttribute("src")).toBe("/media/a/feed");
});

test("a picture that is gone leaves its description", async () => {
  const { card } = await openFeed([makePicture({ id: "gone", alt: "Hills" })]);
  fireEvent.error(card.getByRole("img", { name: "Hills", hidden: true }));
  expect(await card.findByText("Hills")).toBeTruthy();
});

test("many pictures are counted on the last tile, and open large where they are pressed", async () => {
  const { card, user, router } = await openFeed(pictures(7));
  expect(card.getAllByRole("button", { name: /^Photo/ })).toHaveLength(5);
  const opener = card.getByRole("button", { name: "Photo 2 of 7" });
  await user.click(opener);
  const dialog = within(await screen.findByRole("dialog", { name: "Photos and videos" }));
  dialog.getByText("Photo 2 of 7");
  expect(document.activeElement).toBe(dialog.getByRole("button", { name: "Close" }));
  await user.keyboard("{ArrowRight}");
  dialog.getByText("Photo 3 of 7");
  await user.keyboard("{End}{ArrowRight}");
  dialog.getByText("Photo 7 of 7");
  await user.keyboard("{Home}");
  // Its description stands below it, and is told with it.
  dialog.getByText("Photo 1 of 7: Hills");
  await user.click(dialog.getByRole("button", { name: "Next" }));
  dialog.getByText("Photo 2 of 7");
  expect(router.state.location.pathname).toBe("/latest");
});

test("what was seen in the list stands in its place until it is there large", async () => {
  const { card, user } = await openFeed([
    makePicture({ id: "seen", alt: "Hills", placeholder: "1QcSHQRnh493V4dIh4eXh1h4kJUI" }),
  ]);
  const small = card.getByRole<HTMLImageElement>("img", { name: "Hills", hidden: true });
  Object.defineProperty(small, "currentSrc", { value: "/media/seen/thumb" });
  fireEvent.load(small);
  await user.click(card.getByRole("button", { name: "Photo, Hills" }));
  const dialog = await screen.findByRole("dialog", { name: "Photo" });
  expect([...dialog.querySelectorAll("img")].map((image) => image.getAttribute("src"))).toEqual([
    "/media/seen/thumb",
    "/media/seen/feed",
  ]);
});

test("going back closes what is open large; the card stays closed under it", async () => {
  const { card, user, router } = await openFeed(pictures(2));
  await user.click(card.getByRole("button", { name: "Photo 1 of 2, Hills" }));
  await screen.findByRole("dialog", { name: "Photos and videos" });
  router.history.back();
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Photos and videos" })).toBeNull());
  await user.click(card.getByRole("button", { name: "Photo 2 of 2" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Photos and videos" }));
  await user.click(dialog.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Photos and videos" })).toBeNull());
  expect(router.state.location.pathname).toBe("/latest");
});

test("keys zoom, and arrows then move the picture instead of turning the page", async () => {
  const { card, user } = await openFeed(pictures(2));
  await user.click(card.getByRole("button", { name: "Photo 1 of 2, Hills" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Photos and videos" }));
  const smaller = dialog.getByRole("button", { name: "Smaller" });
  expect(smaller.getAttribute("aria-disabled")).toBe("true");
  await user.keyboard("+{ArrowRight}");
  expect(smaller.getAttribute("aria-disabled")).toBeNull();
  dialog.getByText("Photo 1 of 2: Hills");
  await user.keyboard("0{ArrowRight}");
  dialog.getByText("Photo 2 of 2");
});

test("sensitive pictures wait to be asked for; nothing of them is loaded before", async () => {
  const { card, user } = await openFeed(pictures(2), { sensitive: true });
  card.getByText("Look");
  expect(card.queryByRole("button", { name: /Photo/ })).toBeNull();
  expect(document.querySelector("img[src^='/media/']")).toBeNull();
  await user.click(card.getByRole("button", { name: "Show" }));
  expect(card.getAllByRole("button", { name: /^Photo/ })).toHaveLength(2);
  expect(document.activeElement).toBe(card.getByRole("button", { name: "Photo 1 of 2, Hills" }));
});

test("a sensitive article is covered whole: its pictures stand within its text", async () => {
  const article = { title: "Hills", excerpt: "Once", words: 2, coverId: null };
  const { card, post, router } = await openFeed(pictures(1), { type: "article", sensitive: true, article });
  card.getByText("Sensitive content");
  expect(card.queryByRole("link", { name: /Hills/ })).toBeNull();
  const bodyHtml = `<p>Once <img src="/media/${post.media[0]?.id}/feed" alt=""></p>`;
  server.answers.set(`GET /v1/posts/${post.id}`, () => ({ ...post, article: { ...article, bodyHtml } }));
  await router.navigate({ to: "/posts/$postId", params: { postId: post.id } });
  await screen.findByText("Sensitive content");
  await waitFor(() => expect(screen.queryByRole("status", { name: "Loading" })).toBeNull());
  expect(document.querySelector("img[src^='/media/']")).toBeNull();
});

test("a video plays in its place once it is asked for, with its captions", async () => {
  const captions = [{ language: "km", url: "/media/v/captions/km" }];
  const { card, user } = await openFeed([makeVideo({ id: "v", alt: "Waves", captions })]);
  await user.click(card.getByRole("button", { name: "Play video, Waves" }));
  const video = await waitFor(() => {
    const found = document.querySelector("video");
    if (found === null) throw new Error("no video");
    return found;
  });
  expect(video.getAttribute("poster")).toBe("/media/v/poster");
  expect(video.querySelector("track")?.getAttribute("label")).toBe("Khmer");
});

test("a video whose poster is gone can be played all the same, with no words under its button", async () => {
  const { card } = await openFeed([makeVideo({ id: "gone", alt: "Waves" })]);
  const tile = within(card.getByRole("button", { name: "Play video, Waves" }));
  fireEvent.error(tile.getByRole("img", { hidden: true }));
  await waitFor(() => expect(tile.queryByRole("img", { hidden: true })).toBeNull());
  expect(tile.queryByText("Waves")).toBeNull();
});

test("what begins to play stops what was playing; what no browser plays says so", async () => {
  const pause = vi.spyOn(HTMLMediaElement.prototype, "pause").mockReturnValue(undefined);
  const sound = (id: string) => makeFile({ id, kind: "audio", type: "audio/mpeg", filename: `${id}.mp3` });
  const { card } = await openFeed([sound("one"), sound("two")]);
  const [one, two] = [await card.findByLabelText("one.mp3"), await card.findByLabelText("two.mp3")];
  fireEvent.play(one);
  expect(pause).not.toHaveBeenCalled();
  fireEvent.play(two);
  expect(pause.mock.contexts).toEqual([one]);
  pause.mockRestore();
  server.answers.set("GET /v1/media/two", () => sound("two"));
  fireEvent.error(two);
  await waitFor(() => expect(server.calls).toContain("GET /v1/media/two"));
  await waitFor(() => expect(card.getByLabelText("two.mp3")).not.toBe(two));
  fireEvent.error(card.getByLabelText("two.mp3"));
  expect(await card.findByText("This recording cannot be played here.")).toBeTruthy();
});

test("files and recordings stand in rows with their size, to be kept or heard", async () => {
  const { card } = await openFeed([
    makeFile({ size: 2_400_000 }),
    makeFile({ kind: "audio", type: "audio/mpeg", filename: "choir.mp3", duration: 61 }),
  ]);
  const link = await card.findByRole("link", { name: "Download timetable.pdf" });
  expect(link.getAttribute("download")).toBe("timetable.pdf");
  card.getByText("PDF · 2.4 MB");
  card.getByText("1:01 · 240 kB");
  expect(document.querySelector("audio")?.getAttribute("preload")).toBe("none");
});

test("an article has its cover on top, in the list and on its page", async () => {
  const article = {
    title: "Hills",
    excerpt: "Once",
    words: 200,
    coverId: "c",
    cover: makePicture({ id: "c", alt: "Bay" }),
  };
  const { card, post, router } = await openFeed([], { type: "article", contentHtml: "", article });
  expect(card.getByRole("link", { name: /Hills/ }).querySelector("img")?.getAttribute("src")).toBe("/media/c/feed");
  server.answers.set(`GET /v1/posts/${post.id}`, () => post);
  await router.navigate({ to: "/posts/$postId", params: { postId: post.id } });
  await screen.findByRole("img", { name: "Bay" });
});
