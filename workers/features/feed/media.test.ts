/** Media in lists of posts: the same for every way to a post, with addresses for whoever reads. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Media } from "../../../contract/media.ts";
import type { FeedItem, Post } from "../../../contract/posts.ts";
import { verifyQuery } from "../../../r2/addresses.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { api, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { parseConfig } from "../../env.ts";

let ada: Person;
let ben: Person;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
});

const list = async (path: string, as: Person | null = null) => {
  const { status, body } = await api<{ items: FeedItem[] }>(path, { as });
  expect(status).toBe(200);
  return body.items.map(({ post }) => post);
};
const follow = (as: Person, { id }: Person) => api(`/v1/users/${id}/follow`, { as, method: "POST" });
const makePicturePost = async (author: Person, fields: Record<string, unknown> = {}): Promise<Post> => {
  const picture = await makeMedia(author);
  return makePost(author, { type: "image", content: "", mediaIds: [picture.id], ...fields });
};

/** For whom an address was made; null for a plain one. */
function readerOf({ id, urls }: Media): string | null {
  const query = new URL(urls.feed ?? "", env.SITE_ORIGIN).searchParams;
  const signed = query.get("r");
  if (signed === null) return null;
  const claim = verifyQuery(parseConfig(env).tokenKeys, id, Number(query.get("v")), signed, Date.now());
  expect(claim?.reader.kind).toBe("person");
  return claim?.reader.id ?? "nobody";
}
const readersOf = (posts: readonly Post[], id: string) => posts.find((post) => post.id === id)?.media.map(readerOf);

describe("media of posts", () => {
  it("stand in every list that the post stands in", async () => {
    await follow(ben, ada);
    const post = await makePicturePost(ada, { content: "#picturewalk" });
    await api(`/v1/posts/${post.id}/bookmark`, { as: ben, method: "POST" });
    await api(`/v1/posts/${post.id}/repost`, { as: ben, method: "POST" });
    const paths = [
      "/v1/posts?feed=latest",
      "/v1/posts?feed=tag:picturewalk",
      "/v1/posts?feed=bookmarks",
      `/v1/posts?ids=${post.id}`,
      `/v1/users/${ada.id}/posts`,
      `/v1/users/${ben.id}/posts`,
    ];
    for (const path of paths) {
      const found = (await list(path, ben)).find(({ id }) => id === post.id);
      expect(found?.media, path).toEqual(post.media);
    }
    await eventually(async () =>
      expect((await list("/v1/posts?feed=home", ben)).find(({ id }) => id === post.id)?.media).toEqual(post.media),
    );
  });

  it("have plain addresses where people who are not signed in may read the post", async () => {
    for (const audience of ["public", "unlisted"]) {
      const post = await makePicturePost(ada, { audience });
      for (const as of [null, ben, ada])
        expect(readersOf(await list(`/v1/posts?ids=${post.id}`, as), post.id)).toEqual([null]);
    }
  });

  it("have addresses of whoever reads where they may not", async () => {
    await follow(ben, ada);
    const posts = [
      await makePicturePost(ada, { audience: "followers" }),
      await makePicturePost(ada, { audience: "mentioned", content: `@${ben.username}` }),
    ];
    for (const post of posts) {
      expect(post.media.map(readerOf)).toEqual([ada.id]);
      expect(readersOf(await list(`/v1/posts?ids=${post.id}`, ben), post.id)).toEqual([ben.id]);
      expect(await list(`/v1/posts?ids=${post.id}`)).toEqual([]);
    }
    const own = await makePicturePost(ada, { audience: "private" });
    expect(readersOf(await list(`/v1/posts?ids=${own.id}`, ada), own.id)).toEqual([ada.id]);
    expect(await list(`/v1/posts?ids=${own.id}`, ben)).toEqual([]);
  });

  it("have addresses of whoever reads where the author's profile is not public", async () => {
    const post = await makePicturePost(ada);
    await follow(ben, ada);
    await follow(ada, ben);
    const settings = { profileVisibility: "connections" };
    await api("/v1/users/me", { as: ada, method: "PATCH", body: { settings } });
    const [shown] = await list(`/v1/posts?ids=${post.id}`, ben);
    expect(shown?.media.map(readerOf)).toEqual([ben.id]);
    // Fewer people see it from now on.
    expect(shown?.media[0]?.urls.feed).toMatch(/\?v=2&/);
    expect(await list(`/v1/posts?ids=${post.id}`)).toEqual([]);
  });

  it("open at their addresses for whom they were made, while the post is for them", async () => {
    await follow(ben, ada);
    const post = await makePicturePost(ada);
    const statusOf = async (shown: Post | undefined) =>
      (await api(shown?.media[0]?.urls.original ?? "/nothing")).status;
    expect(await statusOf(post)).toBe(200);
    await api(`/v1/posts/${post.id}`, { as: ada, method: "PATCH", body: { audience: "followers" } });
    expect(await statusOf(post)).toBe(404);
    const [shown] = await list(`/v1/posts?ids=${post.id}`, ben);
    expect(await statusOf(shown)).toBe(200);
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "POST" });
    expect(await statusOf(shown)).toBe(404);
  });

  it("are gone with the post across a block", async () => {
    const post = await makePicturePost(ada);
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "POST" });
    expect(await list(`/v1/posts?ids=${post.id}`, ben)).toEqual([]);
  });

  it("give covers of articles the same addresses", async () => {
    const cover = await makeMedia(ada);
    const article = { title: "T", body: "B", coverId: cover.id };
    const open = await makePost(ada, { type: "article", article });
    const closed = await makePost(ada, { type: "article", article, audience: "private" });
    const shown = await list(`/v1/posts?ids=${open.id},${closed.id}`, ada);
    expect(shown.map(({ article: { cover: picture } = {} }) => picture && readerOf(picture))).toEqual([null, ada.id]);
  });
});

describe("on a site that is closed to visitors", () => {
  const setPublicReading = async (publicReading: boolean) =>
    api("/v1/admin/settings", { as: await makePerson({ role: "admin" }), method: "PATCH", body: { publicReading } });
  afterEach(() => setPublicReading(true));

  it("media of public posts have addresses of whoever reads", async () => {
    const post = await makePicturePost(ada);
    expect(post.media.map(readerOf)).toEqual([null]);
    await setPublicReading(false);
    expect(readersOf(await list(`/v1/posts?ids=${post.id}`, ben), post.id)).toEqual([ben.id]);
  });
});
