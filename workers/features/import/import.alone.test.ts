import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { isId } from "../../../contract/ids.ts";
import { maxImportLines } from "../../../contract/import.ts";
import {
  auditLog,
  blocks,
  comments,
  credentials,
  entries,
  follows,
  outbox,
  posts,
  postTags,
  users,
} from "../../../db/schema.ts";
import { importer, place, send } from "../../../tests/harness/imports.ts";
import { api, db, makePerson } from "../../../tests/harness/people.ts";

const countsOf = async (username: string) =>
  (
    await db
      .select({ followers: users.followersCount, following: users.followingCount, posts: users.postsCount })
      .from(users)
      .where(eq(users.username, username))
  )[0];

describe("POST /v1/admin/import", () => {
  it("brings people, follows, posts, comments and likes that refer to each other, in one request", async () => {
    const { person, follow, post, comment, like, id, source, username } = place();
    const { status, body } = await send([
      person("a", {
        bio: "I grow *tomatoes*.",
        interests: ["Gardening"],
        email: "A.B@Example.org",
        passwordHash: `$2b$10$${"a".repeat(53)}`,
      }),
      person("b"),
      follow("a", "b"),
      follow("b", "a"),
      post("p", "a", { content: "Seeds for all #Garden", tags: ["spring"], score: 42, comments: 7 }),
      post("q", "b", { type: "article", content: "", article: { title: "On soil", body: "Dark and **warm**. #soil" } }),
      post("r", "b", { type: "link", content: "", link: { url: "https://example.org/a", title: "A" } }),
      comment("c", "p", "b"),
      comment("d", "p", "a", { parent: "c" }),
      like("b", { post: "p" }),
      like("a", { comment: "c" }),
    ]);
    expect(status).toBe(200);
    expect(body).toEqual({ accepted: 11, repeated: 0, refused: [] });

    const [row] = await db
      .select()
      .from(posts)
      .where(eq(posts.id, await id("post", "p")));
    expect(row).toMatchObject({
      tags: ["garden", "spring"],
      source: { name: source, externalId: "p", score: 42, comments: 7 },
      likeCount: 1,
      commentCount: 2,
      createdAt: Date.parse("2010-05-01T12:00:00.000Z"),
    });
    expect(isId(row?.id ?? "")).toBe(true);
    expect(await countsOf(username("a"))).toEqual({ followers: 1, following: 1, posts: 1 });
    expect(
      (
        await db
          .select()
          .from(postTags)
          .where(eq(postTags.postId, row?.id ?? ""))
      ).map(({ tag }) => tag),
    ).toEqual(["garden", "spring"]);
    expect(
      await db
        .select()
        .from(entries)
        .where(eq(entries.id, row?.id ?? "")),
    ).toMatchObject([{ kind: "post", open: true }]);
    const [first, reply] = await db
      .select()
      .from(comments)
      .where(eq(comments.postId, row?.id ?? ""))
      .orderBy(comments.depth);
    expect(first).toMatchObject({ depth: 0, parentId: null, likeCount: 1, replyCount: 1 });
    expect(reply).toMatchObject({ depth: 1, parentId: first?.id });

    const [person1] = await db
      .select()
      .from(users)
      .innerJoin(credentials, eq(credentials.userId, users.id))
      .where(eq(users.username, username("a")));
    expect(person1?.users).toMatchObject({
      imported: true,
      bioHtml: "<p>I grow <em>tomatoes</em>.</p>",
      interests: ["Gardening"],
    });
    expect(person1?.credentials).toMatchObject({
      email: "A.B@Example.org",
      emailKey: "a.b@example.org",
      emailVerifiedAt: null,
    });
  });

  it("shows them through the ordinary API, the old score beside our counts", async () => {
    const { person, post, id } = place();
    await send([
      person("a"),
      post("p", "a", { type: "article", content: "", article: { title: "T", body: "## One\n\ntwo" }, score: 9 }),
    ]);
    const { status, body } = await api(`/v1/posts/${await id("post", "p")}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      createdAt: "2010-05-01T12:00:00.000Z",
      counts: { likes: 0, comments: 0 },
      article: { title: "T", words: 2, bodyHtml: expect.stringContaining("<h3>One</h3>") as string },
      source: { score: 9 },
    });
  });

  it("counts what is sent again and changes nothing", async () => {
    const { person, follow, post, comment, like, username } = place();
    const lines = [
      person("a"),
      person("b"),
      follow("a", "b"),
      post("p", "a"),
      comment("c", "p", "b"),
      like("b", { post: "p" }),
    ];
    await send(lines);
    const [before] = await db.all<{ n: number }>(
      sql`SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM audit_log) + (SELECT sum(value) FROM totals WHERE name NOT LIKE 'outbox%') AS n`,
    );
    expect((await send(lines)).body).toEqual({ accepted: 0, repeated: 6, refused: [] });
    expect((await send([...lines, person("c"), follow("c", "a"), follow("c", "a")])).body).toEqual({
      accepted: 2,
      repeated: 7,
      refused: [],
    });
    const [after] = await db.all<{ n: number }>(
      sql`SELECT (SELECT count(*) FROM outbox) AS o, (SELECT count(*) FROM follows JOIN users ON users.id = followee_id WHERE username = ${username("a")}) AS n`,
    );
    expect(before?.n).toBeGreaterThan(0);
    expect(after?.n).toBe(1);
  });

  it("brings each thing once when the same lines come twice at the same moment", async () => {
    const { person, post, follow, username } = place();
    const lines = [
      person("a"),
      person("b"),
      follow("a", "b"),
      ...Array.from({ length: 40 }, (_, i) => post(`p${i}`, "a")),
    ];
    const answers = await Promise.all([send(lines), send(lines), send(lines)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(lines.length);
    expect(await countsOf(username("a"))).toEqual({ followers: 0, following: 1, posts: 40 });
  });

  it("refuses single lines and brings the rest", async () => {
    const { person, follow, post, comment, like, username, source } = place();
    const taken = await makePerson({ username: `taken_${source.replace("-", "_")}` });
    const { status, body } = await send([
      person("a"),
      "{ not json",
      person("b", { username: taken.username.toUpperCase() }),
      person("c", { username: username("a") }),
      person("d", { email: taken.email.toUpperCase() }),
      person("e", { shoeSize: 43 }),
      follow("a", "b"),
      follow("a", "a"),
      post("p", "a"),
      post("q", "nobody"),
      comment("x", "p", "a"),
      comment("y", "nothing", "a"),
      comment("z", "p", "a", { parent: "nothing" }),
      like("a", { post: "q" }),
    ]);
    expect(status).toBe(200);
    expect(body.accepted).toBe(3);
    expect(body.refused.map(({ line, code }) => [line, code])).toEqual([
      [2, "malformed"],
      [3, "conflict"],
      [4, "conflict"],
      [5, "conflict"],
      [6, "validation_failed"],
      [7, "not_found"],
      [8, "validation_failed"],
      [10, "not_found"],
      [12, "not_found"],
      [13, "not_found"],
      [14, "not_found"],
    ]);
    expect(body.refused[0]?.detail).toBe("The line is not valid JSON.");
    expect(body.refused.at(-1)?.detail).toMatch(/^There is no post q from old-/);
  });

  it("does not bring back what was taken away here", async () => {
    const { person, follow, post, comment, id, username } = place();
    const lines = [person("a"), person("b"), follow("a", "b"), post("p", "a")];
    await send(lines);
    await db.delete(follows).where(eq(follows.followerId, await id("person", "a")));
    await db
      .update(posts)
      .set({ deletedAt: 1 })
      .where(eq(posts.id, await id("post", "p")));
    expect((await send([...lines, comment("c", "p", "b")])).body).toMatchObject({
      accepted: 0,
      repeated: 4,
      refused: [{ code: "not_found" }],
    });
    expect(await countsOf(username("b"))).toMatchObject({ followers: 0 });
  });

  it("brings no follow between people of whom one has blocked the other", async () => {
    const { person, follow, id } = place();
    await send([person("a"), person("b"), person("c")]);
    await db
      .insert(blocks)
      .values({ blockerId: await id("person", "b"), blockedId: await id("person", "a"), createdAt: 1 });
    const { body } = await send([follow("a", "b"), follow("b", "a"), follow("a", "c")]);
    expect(body).toMatchObject({
      accepted: 1,
      refused: [
        { line: 1, code: "forbidden" },
        { line: 2, code: "forbidden" },
      ],
    });
  });

  it("lets names in a text mean people who came from elsewhere, not those of the same name here", async () => {
    const { person, post, id, username, source } = place();
    const local = await makePerson({ username: `local_${source.replace("-", "_")}` });
    await send([person("a"), person("b"), post("p", "a", { content: `@${username("b")} and @${local.username}` })]);
    const [row] = await db
      .select()
      .from(posts)
      .where(eq(posts.id, await id("post", "p")));
    expect(row?.mentions).toEqual([await id("person", "b")]);
  });

  it("leaves effects for feeds and suggestions, none for mails, and one entry in the audit trail", async () => {
    const { person, follow, post, source } = place();
    await db.delete(outbox);
    await send([
      person("a", { email: `${source}@example.org` }),
      person("b"),
      follow("a", "b"),
      ...Array.from({ length: 250 }, (_, i) => post(`p${i}`, "a")),
    ]);
    const trail = (await db.select().from(auditLog).where(eq(auditLog.action, "import"))).filter(({ after }) =>
      JSON.stringify(after).includes(`"${source}"`),
    );
    expect(trail).toMatchObject([
      {
        actorId: (await importer()).id,
        targetType: "site",
        after: { person: 2, follow: 1, post: 250, comment: 0, like: 0 },
      },
    ]);
    const kinds = await db.select({ kind: outbox.kind }).from(outbox);
    expect(kinds.every(({ kind }) => ["entries.deliver", "follows.backfill", "people.suggest"].includes(kind))).toBe(
      true,
    );
  });

  it("takes long texts in many statements", async () => {
    const { person, post, username } = place();
    const body = `\`\`\`\n${"Long lines of a long listing.\n".repeat(400)}\`\`\``;
    const articles = Array.from({ length: 40 }, (_, i) =>
      post(`p${i}`, "a", { type: "article", content: "", article: { title: `A ${i}`, body } }),
    );
    expect((await send([person("a"), ...articles])).body).toEqual({ accepted: 41, repeated: 0, refused: [] });
    expect(await countsOf(username("a"))).toMatchObject({ posts: 40 });
  });

  it("nests replies no deeper than comments may be", async () => {
    const { person, post, comment, id } = place();
    const chain = Array.from({ length: 16 }, (_, i) =>
      comment(`c${i}`, "p", "a", i > 0 ? { parent: `c${i - 1}` } : {}),
    );
    expect((await send([person("a"), post("p", "a"), ...chain])).body.accepted).toBe(18);
    const rows = await db
      .select({ depth: comments.depth, parentId: comments.parentId })
      .from(comments)
      .where(eq(comments.postId, await id("post", "p")))
      .orderBy(comments.depth);
    expect(rows.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 12, 12]);
    expect(new Set(rows.slice(12).map(({ parentId }) => parentId)).size).toBe(1);
  });

  it("is for admins, for NDJSON, and for requests of a bearable size", async () => {
    const { person, username } = place();
    const lines = [person("a")];
    const moderator = await makePerson({ role: "moderator" });
    expect((await send(lines, { as: null })).status).toBe(401);
    expect((await send(lines, { as: moderator })).status).toBe(403);
    expect((await send(lines, { type: "application/json" })).status).toBe(415);
    expect((await send(lines, { type: "text/plain" })).status).toBe(415);
    expect(await send(Array.from({ length: maxImportLines + 1 }, () => "{}"))).toMatchObject({
      status: 413,
      body: { code: "payload_too_large" },
    });
    expect(await send(["x".repeat(16 * 1024 * 1024 + 1)])).toMatchObject({
      status: 413,
      body: { code: "payload_too_large" },
    });
    expect((await send([])).body).toEqual({ accepted: 0, repeated: 0, refused: [] });
    expect(await countsOf(username("a"))).toBeUndefined();
  });
});
