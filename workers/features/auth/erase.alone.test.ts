import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import { partBytes } from "../../../contract/media.ts";
import type { Post } from "../../../contract/posts.ts";
import { comments, credentials, outbox, posts, users } from "../../../db/schema.ts";
import { declare, makeMedia } from "../../../tests/harness/media.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makeComment, makePost, readAll } from "../../../tests/harness/posts.ts";
import { systemScope } from "../../effects/consumer.ts";
import { eraseAccount } from "./erase.ts";

const secret = "something that only they wrote";

async function erase(userId: string): Promise<void> {
  await eraseAccount(await systemScope(env, { waitUntil: () => undefined }, "test"), { userId });
}

/** Deletes a person's account, its grace period being over. */
async function markDue(userId: string): Promise<void> {
  const now = Date.now();
  await db
    .update(users)
    .set({ status: "deleted", deletedAt: now - 1000, eraseAfter: now - 1 })
    .where(eq(users.id, userId));
}

/** Every place in the database that still names the person or has something that they wrote. */
async function traces(userId: string): Promise<string[]> {
  const tables = await db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_cf%' AND name NOT LIKE 'd1_%'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.all<Record<string, unknown>>(sql`SELECT * FROM ${sql.identifier(name)}`);
    for (const row of rows) {
      const text = JSON.stringify(row);
      if (text.includes(userId)) found.push(name);
      if (text.includes(secret)) found.push(`${name}: content`);
    }
  }
  return [...new Set(found)].toSorted();
}

const get = (path: string, as: Person) => api<Post>(path, { as });

describe("erasing an account", () => {
  let person: Person;
  let friend: Person;
  let own: Post;
  let others: Post;
  let answered: string;
  let unanswered: string;
  let reply: string;

  beforeAll(async () => {
    person = await makePerson({
      displayName: secret,
      bio: secret,
      interests: ["greek"],
      website: "https://example.org/me",
    });
    friend = await makePerson();
    own = await makePost(person, { content: `${secret} #stoa @${friend.username}` });
    const picture = await makeMedia(person, { filename: `${secret}.png`, alt: secret });
    await api("/v1/users/me", { as: person, method: "PATCH", body: { avatarMediaId: picture.id } });
    await makePost(person, { type: "image", content: secret, mediaIds: [picture.id] });
    await declare(person, { name: secret, type: "text/plain", bytes: new Uint8Array(partBytes * 3) });
    const article = await makePost(person, { type: "article", content: "", article: { title: secret, body: secret } });
    await api(`/v1/posts/${article.id}`, {
      as: person,
      method: "PATCH",
      body: { article: { title: secret, body: `${secret} again` } },
    });
    others = await makePost(friend);
    await makeComment(friend, own.id);
    answered = (await makeComment(person, others.id, { content: secret })).id;
    reply = (await makeComment(friend, others.id, { parentId: answered })).id;
    unanswered = (await makeComment(person, others.id, { parentId: reply, content: secret })).id;
    for (const [path, as] of [
      [`/v1/users/${friend.id}/follow`, person],
      [`/v1/users/${person.id}/follow`, friend],
      [`/v1/posts/${others.id}/like`, person],
      [`/v1/posts/${others.id}/bookmark`, person],
      [`/v1/posts/${others.id}/repost`, person],
      [`/v1/posts/${own.id}/like`, friend],
      [`/v1/posts/${own.id}/bookmark`, friend],
      [`/v1/posts/${own.id}/repost`, friend],
      [`/v1/comments/${reply}/like`, person],
    ] as const) {
      const { status } = await api(path, { as, method: "POST" });
      if (status >= 300) throw new Error(`${path}: ${status}`);
    }
    const stranger = await makePerson();
    await api(`/v1/users/${stranger.id}/block`, { as: person, method: "POST" });
    await markDue(person.id);
    await erase(person.id);
  });

  it("leaves nothing that they wrote or chose", async () => {
    const left = await traces(person.id);
    expect(left.filter((place) => place.endsWith("content"))).toEqual([]);
    // Husks that others hang on to, and the trail.
    expect(left.filter((place) => place !== "outbox")).toEqual(["audit_log", "comments", "posts", "users"]);
    expect(await db.select().from(credentials).where(eq(credentials.userId, person.id))).toEqual([]);
  });

  it("leaves no bytes of what they uploaded", async () => {
    for (const prefix of ["media/", "uploads/"]) expect((await env.MEDIA.list({ prefix })).objects).toEqual([]);
  });

  it("keeps an anonymous person, whose name and address others may take", async () => {
    const [row] = await db.select().from(users).where(eq(users.id, person.id));
    expect(row).toMatchObject({
      username: `deleted-${person.id.toLowerCase()}`,
      displayName: "Deleted account",
      status: "deleted",
      eraseAfter: null,
      bio: "",
      website: null,
      interests: [],
      postsCount: 0,
      followersCount: 0,
      followingCount: 0,
    });
    const { username, email } = person;
    const answer = await api("/v1/auth/register", {
      body: { username, email, password: "long enough", displayName: "Next" },
    });
    expect(answer.status).toBe(201);
  });

  it("keeps the counts of others right", async () => {
    const { body } = await get(`/v1/posts/${others.id}`, friend);
    expect(body.counts).toMatchObject({ likes: 0, reposts: 0, comments: 1 });
    const [row] = await db.select().from(users).where(eq(users.id, friend.id));
    expect(row).toMatchObject({ followersCount: 0, followingCount: 0, postsCount: 1 });
    const [liked] = await db.select().from(comments).where(eq(comments.id, reply));
    expect(liked).toMatchObject({ likeCount: 0, replyCount: 0 });
    const [tag] = await db.all<{ n: number }>(sql`SELECT post_count AS n FROM tags WHERE name = 'stoa'`);
    expect(tag?.n).toBe(0);
  });

  it("leaves a tombstone where somebody answered, and nothing where nobody did", async () => {
    const top = await readAll<{ id: string; deleted: boolean; content: string }>(`/v1/posts/${others.id}/comments`, {
      as: friend,
    });
    expect(top).toMatchObject([{ id: answered, deleted: true, content: "" }]);
    const below = await readAll<{ id: string }>(`/v1/posts/${others.id}/comments?parentId=${answered}`, { as: friend });
    expect(below.map(({ id }) => id)).toEqual([reply]);
    expect((await api(`/v1/comments/${unanswered}`, { as: friend })).status).toBe(404);
  });

  it("takes the posts out of everything that lists them", async () => {
    expect((await get(`/v1/posts/${own.id}`, friend)).status).toBe(404);
    await expect
      .poll(async () => (await readAll("/v1/posts?feed=home", { as: friend })).map(({ post }) => post.id))
      .toEqual([others.id]);
    expect(await readAll("/v1/posts?feed=bookmarks", { as: friend })).toEqual([]);
    expect(await readAll("/v1/posts?feed=tag:stoa", { as: friend })).toEqual([]);
  });

  it("does nothing when it is repeated", async () => {
    const before = await db.select().from(posts);
    await erase(person.id);
    expect(await db.select().from(posts)).toEqual(before);
  });
});

describe("erasing", () => {
  it("waits for its time, and forgets about accounts that came back", async () => {
    const waiting = await makePerson({ status: "deleted", deletedAt: Date.now(), eraseAfter: Date.now() + 60_000 });
    const active = await makePerson();
    for (const { id, username } of [waiting, active]) {
      await erase(id);
      const [row] = await db.select().from(users).where(eq(users.id, id));
      expect(row?.username).toBe(username);
    }
  });

  it("goes on in further effects when there is much to do", async () => {
    const prolific = await makePerson();
    const ids = JSON.stringify(Array.from({ length: 2100 }, () => newId()));
    await db.run(sql`INSERT INTO posts (id, author_id, type, content, content_html, created_at)
      SELECT value, ${prolific.id}, 'text', ${secret}, ${secret}, ${Date.now()} FROM json_each(${ids})`);
    await markDue(prolific.id);
    await erase(prolific.id);
    const remaining = await db.select({ id: outbox.id }).from(outbox).where(eq(outbox.kind, "account.erase"));
    expect(remaining).toHaveLength(1);
    expect(await traces(prolific.id)).toContain("posts: content");
    await erase(prolific.id);
    expect((await traces(prolific.id)).filter((place) => place.endsWith("content"))).toEqual([]);
    const [row] = await db.select().from(users).where(eq(users.id, prolific.id));
    expect(row?.postsCount).toBe(0);
  });
});
