import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { FeedItem, Post } from "../../../../contract/posts.ts";
import { itemOf, makeCard, makePost, page } from "../../../../tests/setup/web-app.tsx";
import { postKeys } from "../../api/keys.ts";
import { allItems, onePage, type Pages } from "../../lib/pages.ts";
import { changePost, findPost, removePost, removePostsOf } from "./cache.ts";
import { withMark, withReaction } from "./marks.ts";

function cacheWith(lists: [key: readonly unknown[], items: FeedItem[]][]) {
  const queryClient = new QueryClient();
  for (const [key, items] of lists) queryClient.setQueryData(key, onePage(page(items)));
  const listed = (key: readonly unknown[]) => allItems(queryClient.getQueryData<Pages<FeedItem>>(key));
  return { queryClient, listed };
}

const home = postKeys.feed("home");
const latest = postKeys.feed("latest");

test("a like shows in every copy: in feeds, as a repost, on profiles and on the post's own page", () => {
  const post = makePost("One");
  const repost = { id: "repost", post, repostedBy: makeCard("rosa") };
  const profile = postKeys.ofPerson("Tomas");
  const { queryClient, listed } = cacheWith([
    [home, [repost]],
    [latest, [itemOf(post)]],
    [profile, [itemOf(post)]],
  ]);
  queryClient.setQueryData(postKeys.detail(post.id), post);
  queryClient.setQueryData(postKeys.newest("home"), page([itemOf(post)]));

  changePost(queryClient, post.id, (copy) => withMark(copy, "like", true));

  const copies = [...listed(home), ...listed(latest), ...listed(profile)].map((item) => item.post);
  copies.push(queryClient.getQueryData<Post>(postKeys.detail(post.id))!);
  copies.push(queryClient.getQueryData<{ items: FeedItem[] }>(postKeys.newest("home"))!.items[0]!.post);
  expect(copies).toHaveLength(5);
  for (const copy of copies) expect([copy.viewer?.liked, copy.counts.likes]).toEqual([true, 1]);
});

test("lists without the post stay the same objects, and so do its neighbours", () => {
  const [post, neighbour] = [makePost("One"), makePost("Two")];
  const { queryClient, listed } = cacheWith([
    [home, [itemOf(post), itemOf(neighbour)]],
    [latest, [itemOf(neighbour)]],
  ]);
  const before = { home: listed(home), latest: queryClient.getQueryData(latest) };
  changePost(queryClient, post.id, (copy) => withMark(copy, "bookmark", true));
  expect(listed(home)[1]).toBe(before.home[1]);
  expect(queryClient.getQueryData(latest)).toBe(before.latest);
});

test("marks count once, and a bookmark is nobody's count", () => {
  const post = makePost("One", { counts: { likes: 3, comments: 0, reposts: 0, views: 0 } });
  const liked = withMark(post, "like", true);
  expect(liked.counts.likes).toBe(4);
  expect(withMark(liked, "like", true)).toBe(liked);
  expect(withMark(post, "bookmark", true).counts).toEqual(post.counts);
  const answered = withReaction(liked, {
    counts: { ...post.counts, likes: 9 },
    viewer: { liked: true, bookmarked: false, reposted: false },
  });
  expect([answered.counts.likes, answered.viewer?.mayComment]).toEqual([9, true]);
});

test("a deleted post leaves every list and is not found again", () => {
  const post = makePost("One");
  const { queryClient, listed } = cacheWith([[home, [itemOf(post)]]]);
  queryClient.setQueryData(postKeys.detail(post.id), post);
  expect(findPost(queryClient, post.id)).toBe(post);
  removePost(queryClient, post.id);
  expect(listed(home)).toEqual([]);
  expect(findPost(queryClient, post.id)).toBeUndefined();
});

test("a mute takes somebody's posts and reposts out of feeds, not off their profile", () => {
  const rosa = makeCard("rosa");
  const theirs = itemOf(makePost("Hers", { author: rosa }));
  const passedOn = { ...itemOf(makePost("Passed on")), repostedBy: rosa };
  const other = itemOf(makePost("Other"));
  const profile = postKeys.ofPerson("rosa");
  const { queryClient, listed } = cacheWith([
    [home, [theirs, passedOn, other]],
    [profile, [theirs]],
  ]);
  removePostsOf(queryClient, rosa.id, "feeds");
  expect([listed(home), listed(profile)]).toEqual([[other], [theirs]]);
  removePostsOf(queryClient, rosa.id, "everywhere");
  expect(listed(profile)).toEqual([]);
});
