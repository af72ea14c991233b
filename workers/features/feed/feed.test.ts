import { describe, expect, it } from "vitest";
import type { FeedItem } from "../../../contract/posts.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { api, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost, readAll } from "../../../tests/harness/posts.ts";

const follow = (as: Person, whom: Person, method = "POST") => api(`/v1/users/${whom.id}/follow`, { as, method });
const home = async (as: Person) => (await readAll("/v1/posts?feed=home", { as, limit: 7 })).map((item) => item.id);
/** Additions may be late; this waits for them. */

describe("home", () => {
  it("shows what one wrote oneself at once, and what those one follows write", async () => {
    const [ada, grace, stranger] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    const before = await makePost(grace);
    await follow(ada, grace);
    const own = await makePost(ada);
    const after = await makePost(grace);
    await makePost(stranger);
    await eventually(async () => expect(await home(ada)).toEqual([after.id, own.id, before.id]));
  });

  it("forgets somebody when one stops following them", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    await follow(ada, grace);
    const post = await makePost(grace);
    await eventually(async () => expect(await home(ada)).toContain(post.id));
    await follow(ada, grace, "DELETE");
    expect(await home(ada)).not.toContain(post.id);
  });

  it("shows reposts with who brought them, until they are taken back", async () => {
    const [ada, grace, author] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    await follow(ada, grace);
    const post = await makePost(author);
    await api(`/v1/posts/${post.id}/repost`, { as: grace, method: "POST" });
    const read = async () => (await api<{ items: FeedItem[] }>("/v1/posts?feed=home", { as: ada })).body.items;
    await eventually(async () =>
      expect(await read()).toMatchObject([{ post: { id: post.id }, repostedBy: { id: grace.id } }]),
    );
    expect((await read())[0]?.id).not.toBe(post.id);
    await api(`/v1/posts/${post.id}/repost`, { as: grace, method: "DELETE" });
    expect(await read()).toEqual([]);
  });

  it("drops what is deleted, blocked, or for fewer people, at the next read", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    await follow(ada, grace);
    const [deleted, narrowed, kept] = [await makePost(grace), await makePost(grace), await makePost(grace)];
    await eventually(async () => expect(await home(ada)).toHaveLength(3));
    await api(`/v1/posts/${deleted.id}`, { as: grace, method: "DELETE" });
    expect(await home(ada)).toEqual([kept.id, narrowed.id]);
    await api(`/v1/posts/${narrowed.id}`, { as: grace, method: "PATCH", body: { audience: "private" } });
    expect(await home(ada)).toEqual([kept.id]);
    await api(`/v1/users/${ada.id}/block`, { as: grace, method: "POST" });
    expect(await home(ada)).toEqual([]);
  });

  it("leaves out those one has muted", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    await follow(ada, grace);
    const post = await makePost(grace);
    await eventually(async () => expect(await home(ada)).toContain(post.id));
    await api(`/v1/users/${grace.id}/mute`, { as: ada, method: "POST" });
    expect(await home(ada)).not.toContain(post.id);
    expect((await api(`/v1/posts/${post.id}`, { as: ada })).status).toBe(200);
  });

  it("pages exactly while new posts arrive", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    await follow(ada, grace);
    const written: string[] = [];
    for (let i = 0; i < 25; i++) written.push((await makePost(grace)).id);
    await eventually(async () => expect(await home(ada)).toHaveLength(25));
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: { body: { items: FeedItem[]; nextCursor: string | null } } = await api(
        `/v1/posts?feed=home&limit=4${cursor && `&cursor=${cursor}`}`,
        { as: ada },
      );
      seen.push(...page.body.items.map((item) => item.id));
      cursor = page.body.nextCursor;
      await makePost(grace);
    }
    expect(seen.filter((id) => written.includes(id))).toEqual(written.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("is for the signed-in only", async () => {
    expect((await api("/v1/posts?feed=home")).status).toBe(401);
    expect((await api("/v1/posts?feed=bookmarks")).status).toBe(401);
  });
});

describe("latest, tags, profiles and bookmarks", () => {
  it("show what is public, newest first", async () => {
    const ada = await makePerson();
    const tag = `t${ada.id.toLowerCase()}`;
    const open = await makePost(ada, { content: `Open #${tag}` });
    await makePost(ada, { content: `Quiet #${tag}`, audience: "unlisted" });
    await makePost(ada, { content: `Close #${tag}`, audience: "followers" });
    const later = await makePost(ada, { content: `Later #${tag}` });
    expect((await readAll(`/v1/posts?feed=tag:${tag}`)).map((item) => item.id)).toEqual([later.id, open.id]);
    const latest = (await api<{ items: FeedItem[] }>("/v1/posts?feed=latest")).body.items.filter(
      (item) => item.post.author.id === ada.id,
    );
    expect(latest.map((item) => item.id)).toEqual([later.id, open.id]);
  });

  it("show on a profile what the visitor may see", async () => {
    const [ada, follower] = await Promise.all([makePerson(), makePerson()]);
    await follow(follower, ada);
    const [open, quiet, close, own] = [
      await makePost(ada),
      await makePost(ada, { audience: "unlisted" }),
      await makePost(ada, { audience: "followers" }),
      await makePost(ada, { audience: "private" }),
    ];
    const seenBy = async (as: Person | null) =>
      (await api<{ items: FeedItem[] }>(`/v1/users/${ada.username}/posts`, { as })).body.items.map((item) => item.id);
    expect(await seenBy(null)).toEqual([quiet.id, open.id]);
    expect(await seenBy(follower)).toEqual([close.id, quiet.id, open.id]);
    expect(await seenBy(ada)).toEqual([own.id, close.id, quiet.id, open.id]);
  });

  it("keep bookmarks in the order in which they were made", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const [first, second] = [await makePost(grace), await makePost(grace)];
    await api(`/v1/posts/${second.id}/bookmark`, { as: ada, method: "POST" });
    await api(`/v1/posts/${first.id}/bookmark`, { as: ada, method: "POST" });
    expect((await readAll("/v1/posts?feed=bookmarks", { as: ada })).map((item) => item.post.id)).toEqual([
      first.id,
      second.id,
    ]);
  });

  it("answer several posts in the order asked for", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const [first, second, hidden] = [
      await makePost(ada),
      await makePost(ada),
      await makePost(ada, { audience: "private" }),
    ];
    const answer = await api<{ items: FeedItem[] }>(
      `/v1/posts?ids=${second.id},01JD6Z3N9Q8T4V5W6X7Y8Z9ABC,${hidden.id},${first.id}`,
      { as: grace },
    );
    expect(answer.body.items.map((item) => item.post.id)).toEqual([second.id, first.id]);
  });

  it("refuse cursors that are none of theirs", async () => {
    for (const cursor of ["x", "W10", btoa('["short"]'), btoa('[{"a":1}]')]) {
      expect((await api(`/v1/posts?feed=latest&cursor=${encodeURIComponent(cursor)}`)).status).toBe(422);
    }
  });

  it("suggest tags while they are typed", async () => {
    const ada = await makePerson();
    const start = `x${ada.id.slice(-8).toLowerCase()}`;
    await makePost(ada, { content: `#${start}one` });
    await makePost(ada, { content: `#${start}two` });
    await makePost(ada, { content: `#${start}two` });
    const answer = await api<{ items: { name: string; posts: number }[] }>(`/v1/tags/autocomplete?q=%23${start}`);
    expect(answer.body.items).toEqual([
      { name: `${start}two`, posts: 2 },
      { name: `${start}one`, posts: 1 },
    ]);
  });
});
