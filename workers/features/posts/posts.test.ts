import { describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import type { FeedItem, Post, PostRevision, Reaction } from "../../../contract/posts.ts";
import { api, makePerson } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";

describe("writing a post", () => {
  it("answers the post with tags and mentions read from its words", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada, {
      content: `Hello **@${grace.username}**, see #Stoa and #ភាសា`,
      language: "en",
      translations: { km: "សួស្តី" },
    });
    expect(post).toMatchObject({
      author: { id: ada.id, username: ada.username },
      type: "text",
      tags: ["stoa", "ភាសា"],
      audience: "public",
      language: "en",
      translations: { km: "សួស្តី" },
      counts: { likes: 0, comments: 0, reposts: 0, views: 0 },
      viewer: { liked: false, bookmarked: false, reposted: false, mayComment: true },
    });
    expect(post.mentions.map((card) => card.id)).toEqual([grace.id]);
    expect(post.contentHtml).toContain(`<strong><a href="/people/${grace.username}" class="mention">`);
    const read = await api<Post>(`/v1/posts/${post.id}`, { as: ada });
    expect(read.status).toBe(200);
    expect(read.body).toEqual(post);
  });

  it("takes links and articles, and leaves the text of an article out of lists", async () => {
    const ada = await makePerson();
    const link = await makePost(ada, {
      type: "link",
      content: "",
      link: { url: "https://www.example.org/a?b=c", title: "An example" },
    });
    expect(link.link).toEqual({ url: "https://www.example.org/a?b=c", title: "An example", host: "example.org" });
    const article = await makePost(ada, {
      type: "article",
      content: "",
      article: { title: "On walking", body: "# Slowly\n\nOne *step* after another." },
    });
    expect(article.article).toMatchObject({ title: "On walking", words: 5, excerpt: "Slowly One step after another." });
    expect(article.article?.bodyHtml).toContain("<h2>Slowly</h2>");
    const list = await api<{ items: FeedItem[] }>(`/v1/users/${ada.id}/posts`);
    const listed = list.body.items.find((item) => item.id === article.id);
    expect(listed?.post.article).toMatchObject({ title: "On walking" });
    expect(listed?.post.article?.body).toBeUndefined();
  });

  it.each([
    [{ content: "" }, "content"],
    [{ content: "x".repeat(5001) }, "content"],
    [{ content: "a\u0000b" }, "content"],
    [{ content: "x", colour: "red" }, "colour"],
    [{ type: "poll", content: "x" }, "type"],
    [{ type: "link", content: "x" }, "link"],
    [{ type: "link", content: "x", link: { url: "javascript:alert(1)" } }, "link.url"],
    [{ content: "x", link: { url: "https://e.org" } }, "link"],
    [{ content: "x", audience: "friends" }, "audience"],
    [{ content: "x", location: { lat: 91, lng: 0 } }, "location.lat"],
    [{ content: Array.from({ length: 11 }, (_, i) => `#tag${i}x`).join(" ") }, "content"],
  ])("refuses %j", async (fields, path) => {
    const ada = await makePerson();
    const answer = await api<Problem>("/v1/posts", { as: ada, body: { type: "text", ...fields } });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "validation_failed" });
    expect(answer.body.errors?.map((error) => error.path)).toContain(path);
  });

  it("counts length in code points", async () => {
    const ada = await makePerson();
    const post = await makePost(ada, { content: "🏛️".repeat(2500) });
    expect(post.content).toHaveLength("🏛️".length * 2500);
  });

  it("does nothing twice for the same idempotency key", async () => {
    const ada = await makePerson();
    const headers = { "Idempotency-Key": "first" };
    const body = { type: "text", content: "Only once" };
    const first = await api<Post>("/v1/posts", { as: ada, body, headers });
    const again = await api<Post>("/v1/posts", { as: ada, body, headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.id).toBe(first.body.id);
    const other = await api<Problem>("/v1/posts", {
      as: ada,
      body: { type: "text", content: "Something else" },
      headers,
    });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
    const mine = await api<{ items: FeedItem[] }>(`/v1/users/${ada.id}/posts`);
    expect(mine.body.items).toHaveLength(1);
  });

  it("makes one post of many concurrent requests with one key", async () => {
    const ada = await makePerson();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        api<Post>("/v1/posts", {
          as: ada,
          body: { type: "text", content: "At once" },
          headers: { "Idempotency-Key": "many" },
        }),
      ),
    );
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
    const mine = await api<{ items: FeedItem[] }>(`/v1/users/${ada.id}/posts`);
    expect(mine.body.items).toHaveLength(1);
  });
});

describe("audiences", () => {
  it("shows each audience to whom it is for", async () => {
    const [author, follower, stranger, mentioned] = await Promise.all([
      makePerson(),
      makePerson(),
      makePerson(),
      makePerson(),
    ]);
    await api(`/v1/users/${author.id}/follow`, { as: follower, method: "POST" });
    const read = async (id: string) =>
      Promise.all(
        [author, follower, stranger, mentioned, null].map(async (as) => (await api(`/v1/posts/${id}`, { as })).status),
      );
    const write = async (audience: string) =>
      (await makePost(author, { audience, content: `For @${mentioned.username}` })).id;
    expect(await read(await write("public"))).toEqual([200, 200, 200, 200, 200]);
    expect(await read(await write("unlisted"))).toEqual([200, 200, 200, 200, 200]);
    expect(await read(await write("followers"))).toEqual([200, 200, 404, 200, 404]);
    expect(await read(await write("mentioned"))).toEqual([200, 404, 404, 200, 404]);
    expect(await read(await write("private"))).toEqual([200, 404, 404, 404, 404]);
  });

  it("hides two people from each other while one blocks the other", async () => {
    const [author, blocked] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(author);
    await api(`/v1/users/${blocked.id}/block`, { as: author, method: "POST" });
    expect((await api(`/v1/posts/${post.id}`, { as: blocked })).status).toBe(404);
    await api(`/v1/users/${blocked.id}/block`, { as: author, method: "DELETE" });
    expect((await api(`/v1/posts/${post.id}`, { as: blocked })).status).toBe(200);
  });
});

describe("changing a post", () => {
  it("keeps revisions and marks the edit", async () => {
    const ada = await makePerson();
    const post = await makePost(ada, { content: "First #one" });
    const changed = await api<Post>(`/v1/posts/${post.id}`, {
      as: ada,
      method: "PATCH",
      body: { content: "Second #two" },
    });
    expect(changed.body).toMatchObject({ content: "Second #two", tags: ["two"] });
    expect(changed.body.editedAt).not.toBeNull();
    const put = await api<Post>(`/v1/posts/${post.id}`, {
      as: ada,
      method: "PUT",
      body: { contentWarning: "Spoiler" },
    });
    expect(put.body).toMatchObject({ content: "Second #two", contentWarning: "Spoiler" });
    const revisions = await api<{ items: PostRevision[] }>(`/v1/posts/${post.id}/revisions`);
    expect(revisions.body.items.map((revision) => revision.content)).toEqual(["Second #two", "First #one"]);
    const byOldTag = await api<{ items: FeedItem[] }>("/v1/posts?feed=tag:one");
    expect(byOldTag.body.items.map((item) => item.id)).not.toContain(post.id);
  });

  it("is for the author alone", async () => {
    const [ada, other] = await Promise.all([makePerson(), makePerson()]);
    const [open, closed] = [await makePost(ada), await makePost(ada, { audience: "private" })];
    expect((await api(`/v1/posts/${open.id}`, { as: other, method: "PATCH", body: { content: "x" } })).status).toBe(
      403,
    );
    expect((await api(`/v1/posts/${closed.id}`, { as: other, method: "PATCH", body: { content: "x" } })).status).toBe(
      404,
    );
    expect((await api(`/v1/posts/${open.id}`, { as: other, method: "DELETE" })).status).toBe(403);
  });

  it("lets one of two concurrent edits win and tells the other", async () => {
    const ada = await makePerson();
    const post = await makePost(ada);
    const answers = await Promise.all(
      ["a", "b", "c"].map((content) =>
        api<Post>(`/v1/posts/${post.id}`, { as: ada, method: "PATCH", body: { content } }),
      ),
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const revisions = await api<{ items: PostRevision[] }>(`/v1/posts/${post.id}/revisions`);
    expect(revisions.body.items).toHaveLength(answers.filter(({ status }) => status === 200).length);
  });

  it("answers 304 to who has it already", async () => {
    const ada = await makePerson();
    const post = await makePost(ada);
    const first = await api(`/v1/posts/${post.id}`);
    const etag = first.headers.get("ETag") ?? "";
    expect(etag).not.toBe("");
    const again = await api(`/v1/posts/${post.id}`, { headers: { "If-None-Match": etag } });
    expect([again.status, again.body]).toEqual([304, null]);
    await api(`/v1/posts/${post.id}`, { as: ada, method: "PATCH", body: { content: "new" } });
    expect((await api(`/v1/posts/${post.id}`, { headers: { "If-None-Match": etag } })).status).toBe(200);
  });
});

describe("deleting a post", () => {
  it("takes it out of everything at once", async () => {
    const [ada, reader] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada, { content: "Soon gone #vanishing" });
    await api(`/v1/posts/${post.id}/bookmark`, { as: reader, method: "POST" });
    expect((await api(`/v1/posts/${post.id}`, { as: ada, method: "DELETE" })).status).toBe(204);
    for (const [path, as] of [
      ["/v1/posts?feed=latest", null],
      ["/v1/posts?feed=home", ada],
      ["/v1/posts?feed=bookmarks", reader],
      ["/v1/posts?feed=tag:vanishing", null],
      [`/v1/users/${ada.id}/posts`, null],
      [`/v1/posts?ids=${post.id}`, null],
    ] as const) {
      const list = await api<{ items: FeedItem[] }>(path, { as });
      expect(list.body.items.map((item) => item.post.id)).not.toContain(post.id);
    }
    expect((await api(`/v1/posts/${post.id}`, { as: ada })).status).toBe(404);
    expect((await api(`/v1/posts/${post.id}`, { as: ada, method: "DELETE" })).status).toBe(404);
    expect((await api<{ counts: { posts: number } }>(`/v1/users/${ada.id}`)).body.counts.posts).toBe(0);
  });
});

describe("reactions", () => {
  it("say the state they lead to and repeat harmlessly", async () => {
    const [ada, reader] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada);
    const react = (name: string, method: string) =>
      api<Reaction>(`/v1/posts/${post.id}/${name}`, { as: reader, method });
    expect((await react("like", "POST")).body).toMatchObject({ counts: { likes: 1 }, viewer: { liked: true } });
    expect((await react("like", "POST")).body).toMatchObject({ counts: { likes: 1 } });
    expect((await react("bookmark", "POST")).body.viewer).toEqual({ liked: true, bookmarked: true, reposted: false });
    expect((await react("repost", "POST")).body).toMatchObject({ counts: { reposts: 1 }, viewer: { reposted: true } });
    expect((await react("repost", "POST")).body.counts.reposts).toBe(1);
    expect((await react("like", "DELETE")).body).toMatchObject({ counts: { likes: 0 }, viewer: { liked: false } });
    expect((await react("like", "DELETE")).body.counts.likes).toBe(0);
    expect((await react("repost", "DELETE")).body.counts.reposts).toBe(0);
  });

  it("end right when 50 people like and unlike at once", async () => {
    const ada = await makePerson();
    const post = await makePost(ada);
    const readers = await Promise.all(Array.from({ length: 50 }, () => makePerson()));
    await Promise.all(
      readers.map(async (reader, i) => {
        const call = (method: string) => api(`/v1/posts/${post.id}/like`, { as: reader, method });
        await Promise.all([call("POST"), call("POST"), call("DELETE")]);
        await call(i % 2 === 0 ? "POST" : "DELETE");
      }),
    );
    const { body } = await api<Post>(`/v1/posts/${post.id}`);
    expect(body.counts.likes).toBe(25);
  });

  it("refuse reposts of what not everybody may see", async () => {
    const ada = await makePerson();
    const post = await makePost(ada, { audience: "followers" });
    expect((await api(`/v1/posts/${post.id}/repost`, { as: ada, method: "POST" })).status).toBe(403);
  });
});
