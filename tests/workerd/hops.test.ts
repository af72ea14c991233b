/** How far a call is from its answer: trips to storage, one after the other, for what people do all day. */
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { makeChannel, makeGroup } from "../harness/conversations.ts";
import { hopsOf } from "../harness/hops.ts";
import { makeMedia } from "../harness/media.ts";
import { makePerson, type Person } from "../harness/people.ts";
import { makeComment, makePost } from "../harness/posts.ts";

let ada: Person;
let grace: Person;
let postId: string;
let commentId: string;
let groupId: string;
let picturePostId: string;
let pictures: string[];
beforeEach(async () => {
  [ada, grace] = await Promise.all([makePerson(), makePerson()]);
  pictures = (await Promise.all([makeMedia(ada), makeMedia(ada), makeMedia(ada)])).map(({ id }) => id);
  picturePostId = (await makePost(ada, { type: "image", mediaIds: [pictures[0], pictures[1]] })).id;
  postId = (await makePost(grace)).id;
  commentId = (await makeComment(grace, postId)).id;
  groupId = (await makeGroup(grace, [ada])).id;
  // Settings and revocations are known to the isolate from here on.
  await hopsOf("/v1/users/me", { as: ada });
});

const paths: Record<string, () => string> = {
  latest: () => "/v1/posts?feed=latest",
  "a tag": () => "/v1/posts?feed=tag:walking",
  bookmarks: () => "/v1/posts?feed=bookmarks",
  "a post": () => `/v1/posts/${postId}`,
  "a post of pictures": () => `/v1/posts/${picturePostId}`,
  comments: () => `/v1/posts/${postId}/comments`,
  "a comment": () => `/v1/comments/${commentId}`,
  "a profile": () => `/v1/users/${grace.username}`,
  oneself: () => "/v1/users/me",
  suggestions: () => "/v1/users/suggestions",
  "a conversation": () => `/v1/conversations/${groupId}`,
  messages: () => `/v1/conversations/${groupId}/messages`,
  "a search in messages": () => `/v1/conversations/${groupId}/search?q=hello`,
  members: () => `/v1/conversations/${groupId}/members`,
  channels: () => "/v1/channels",
  autocomplete: () => "/v1/users/autocomplete?q=per",
};

describe("reading", () => {
  it.each(Object.keys(paths))("%s takes one hop", async (name) => {
    const path = paths[name]?.() ?? "";
    expect(await hopsOf(path, { as: ada })).toEqual({ status: 200, hops: 1 });
  });

  it("home takes two: whose posts, from the Timeline, then the posts", async () => {
    await makePost(ada);
    expect(await hopsOf("/v1/posts?feed=home", { as: ada })).toEqual({ status: 200, hops: 2 });
  });
});

describe("conversations", () => {
  it("take two to list: which, from the hub, then what they show", async () => {
    expect(await hopsOf("/v1/conversations", { as: ada })).toEqual({ status: 200, hops: 2 });
  });

  it("take two to find by words: which channels, then what they show", async () => {
    await makeChannel(ada, { name: "Hops and barley" });
    expect(await hopsOf("/v1/channels?q=barley", { as: ada })).toEqual({ status: 200, hops: 2 });
  });

  it("take three to begin where the id is new: the room must not outlive a failed write", async () => {
    const body = { type: "group", name: "Hops", memberIds: [grace.id] };
    expect(await hopsOf("/v1/conversations", { as: ada, method: "POST", body })).toEqual({ status: 201, hops: 3 });
  });
});

describe("writing", () => {
  const writes: Record<string, () => { path: string; method?: string; body?: unknown; status: number }> = {
    "a post": () => ({
      path: "/v1/posts",
      body: { type: "text", content: `Hello @${grace.username} #hops` },
      status: 201,
    }),
    "a post of pictures": () => ({
      path: "/v1/posts",
      body: { type: "image", content: `Look @${grace.username} #hops`, mediaIds: [pictures[0], pictures[2]] },
      status: 201,
    }),
    "an article with a cover": () => ({
      path: "/v1/posts",
      body: { type: "article", article: { title: "Hops", body: "Few", coverId: pictures[2] } },
      status: 201,
    }),
    "a comment": () => ({
      path: `/v1/posts/${postId}/comments`,
      body: { content: "Yes", parentId: commentId },
      status: 201,
    }),
    "a message": () => ({
      path: `/v1/conversations/${groupId}/messages`,
      body: { id: newId(), content: "Hello" },
      status: 201,
    }),
    "a direct conversation": () => ({
      path: "/v1/conversations",
      body: { type: "direct", memberIds: [grace.id] },
      status: 201,
    }),
    "a read cursor": () => ({
      path: `/v1/conversations/${groupId}/read`,
      method: "PUT",
      body: { upTo: 1 },
      status: 200,
    }),
    "a like": () => ({ path: `/v1/posts/${postId}/like`, status: 200 }),
    "a like of a comment": () => ({ path: `/v1/comments/${commentId}/like`, status: 200 }),
    "a bookmark": () => ({ path: `/v1/posts/${postId}/bookmark`, status: 200 }),
    "a repost": () => ({ path: `/v1/posts/${postId}/repost`, status: 200 }),
    "a follow": () => ({ path: `/v1/users/${grace.id}/follow`, status: 200 }),
    "a view": () => ({ path: "/v1/posts/views", body: { ids: [postId] }, status: 204 }),
    "a ticket": () => ({ path: "/v1/live/ticket", status: 200 }),
    "a like taken back": () => ({ path: `/v1/posts/${postId}/like`, method: "DELETE", status: 200 }),
  };

  it.each(Object.keys(writes))("%s takes at most two hops", async (name) => {
    const write = writes[name]?.();
    if (!write) throw new Error(name);
    const { status, hops } = await hopsOf(write.path, { as: ada, method: write.method ?? "POST", body: write.body });
    expect(status).toBe(write.status);
    expect(hops).toBeLessThanOrEqual(2);
  });
});
