import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import type { Post, PostRevision } from "../../../contract/posts.ts";
import { media, mediaRefs, type MediaRow } from "../../../db/schema.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { systemScope } from "../../effects/consumer.ts";
import { Gate } from "../../http/gate.ts";
import { createPost } from "./actions.ts";

let ada: Person;
let ben: Person;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
});

const video = { kind: "video", type: "video/mp4", duration: 4.5 } as const;
const pdf = { kind: "file", type: "application/pdf" } as const;
const write = (as: Person, body: Record<string, unknown>) => api<Post & Problem>("/v1/posts", { as, body });
const change = (as: Person, id: string, body: Record<string, unknown>) =>
  api<Post & Problem>(`/v1/posts/${id}`, { as, method: "PATCH", body });
const pathsOf = ({ body }: { body: Problem }) => body.errors?.map(({ path }) => path);
const idsOf = (post: Pick<Post, "media">) => post.media.map(({ id }) => id);
const rowOf = async (id: string): Promise<MediaRow | undefined> =>
  (await db.select().from(media).where(eq(media.id, id)))[0];
const refsOf = async (subjectId: string) =>
  (
    await db
      .select()
      .from(mediaRefs)
      .where(and(eq(mediaRefs.subjectId, subjectId), eq(mediaRefs.kind, "post")))
  )
    .map(({ mediaId, itemId }) => ({ mediaId, itemId }))
    .toSorted((a, b) => (a.mediaId < b.mediaId ? -1 : 1));
const makeSeveral = (count: number, owner = ada) => Promise.all(Array.from({ length: count }, () => makeMedia(owner)));

describe("a post of pictures", () => {
  it("shows up to ten in the order given, with all that showing them needs, and without words", async () => {
    const pictures = (await makeSeveral(9)).toReversed();
    const first = await makeMedia(ada, {
      alt: "A leek",
      width: 300,
      height: 200,
      placeholder: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
    });
    const ids = [first.id, ...pictures.map(({ id }) => id)];
    const post = await makePost(ada, { type: "image", content: "", mediaIds: ids });
    expect(idsOf(post)).toEqual(ids);
    expect(post.media[0]).toEqual({
      id: first.id,
      state: "ready",
      kind: "image",
      type: "image/png",
      size: first.size,
      width: 300,
      height: 200,
      placeholder: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
      alt: "A leek",
      filename: first.filename,
      urls: {
        original: `/media/${first.id}`,
        avatar: `/media/${first.id}/avatar`,
        thumb: `/media/${first.id}/thumb`,
        feed: `/media/${first.id}/feed`,
        full: `/media/${first.id}/full`,
      },
    });
    expect((await api<Post>(`/v1/posts/${post.id}`, { as: ada })).body).toEqual(post);
    expect((await rowOf(first.id))?.unreferencedAt).toBeNull();
    expect((await refsOf(post.id)).map(({ mediaId }) => mediaId)).toEqual(ids.toSorted());
  });

  it("is made once under an idempotency key", async () => {
    const picture = await makeMedia(ada);
    const make = () =>
      api<Post>("/v1/posts", {
        as: ada,
        body: { type: "image", mediaIds: [picture.id] },
        headers: { "Idempotency-Key": "one-picture" },
      });
    const first = await make();
    expect(await make()).toMatchObject({ status: 201, body: first.body });
  });

  it("names the place of each that it cannot show, and does not tell somebody else's from none", async () => {
    const own = await makeMedia(ada);
    const unusable = [
      newId(),
      (await makeMedia(ben)).id,
      (await makeMedia(ada, { state: "uploading", readyAt: null })).id,
      (await makeMedia(ada, { state: "refused", reason: "damaged" })).id,
      (await makeMedia(ada, { deletedAt: 1 })).id,
    ];
    const answer = await write(ada, { type: "image", mediaIds: [own.id, ...unusable] });
    expect(answer).toMatchObject({ status: 422, body: { code: "validation_failed" } });
    expect(pathsOf(answer)).toEqual(unusable.map((_, i) => `mediaIds.${i + 1}`));
    expect(new Set(answer.body.errors?.map(({ message }) => message)).size).toBe(1);
  });

  it("takes nothing but pictures, at least one, none twice, and no more than ten", async () => {
    const [own, film] = await Promise.all([makeMedia(ada), makeMedia(ada, video)]);
    expect(pathsOf(await write(ada, { type: "image", mediaIds: [own.id, film.id] }))).toEqual(["mediaIds.1"]);
    expect(pathsOf(await write(ada, { type: "image" }))).toEqual(["mediaIds"]);
    expect(pathsOf(await write(ada, { type: "image", mediaIds: [] }))).toEqual(["mediaIds"]);
    expect(pathsOf(await write(ada, { type: "image", mediaIds: [own.id, own.id] }))).toEqual(["mediaIds"]);
    const eleven = (await makeSeveral(11)).map(({ id }) => id);
    expect(pathsOf(await write(ada, { type: "image", mediaIds: eleven }))).toEqual(["mediaIds"]);
  });
});

describe("posts of other types", () => {
  it("show videos with pictures beside them, but not without one", async () => {
    const [film, picture, paper] = await Promise.all([makeMedia(ada, video), makeMedia(ada), makeMedia(ada, pdf)]);
    const post = await makePost(ada, { type: "video", content: "", mediaIds: [picture.id, film.id] });
    expect(post.media.map(({ kind, duration }) => [kind, duration])).toEqual([
      ["image", undefined],
      ["video", 4.5],
    ]);
    expect(pathsOf(await write(ada, { type: "video", mediaIds: [picture.id] }))).toEqual(["mediaIds"]);
    expect(pathsOf(await write(ada, { type: "video", mediaIds: [film.id, paper.id] }))).toEqual(["mediaIds.1"]);
  });

  it("show anything beside words, links and articles", async () => {
    const mediaIds = (await Promise.all([makeMedia(ada, pdf), makeMedia(ada, video), makeMedia(ada)])).map(
      ({ id }) => id,
    );
    const post = await makePost(ada, { content: "Minutes", mediaIds });
    expect(idsOf(post)).toEqual(mediaIds);
    const link = await makePost(ada, { type: "link", content: "", link: { url: "https://example.org" }, mediaIds });
    expect(idsOf(link)).toEqual(mediaIds);
    expect(pathsOf(await write(ada, { type: "text", mediaIds }))).toEqual(["content"]);
  });

  it("gives an article a cover, which is a picture of one's own", async () => {
    const [picture, film] = await Promise.all([makeMedia(ada), makeMedia(ada, video)]);
    const article = (coverId: string | null) => ({ type: "article", article: { title: "T", body: "B", coverId } });
    const post = await makePost(ada, article(picture.id));
    expect(post.article).toMatchObject({ coverId: picture.id, cover: { id: picture.id, kind: "image" } });
    expect(await refsOf(post.id)).toEqual([{ mediaId: picture.id, itemId: "article" }]);
    expect(post.media).toEqual([]);
    expect((await makePost(ada, article(null))).article).not.toHaveProperty("cover");
    for (const coverId of [film.id, newId(), (await makeMedia(ben)).id])
      expect(pathsOf(await write(ada, article(coverId)))).toEqual(["article.coverId"]);
  });
});

describe("changing a post", () => {
  it("adds, removes and reorders, and releases what it no longer shows", async () => {
    const [a, b, c] = (await makeSeveral(3)).map(({ id }) => id);
    const post = await makePost(ada, { type: "image", content: "Words", mediaIds: [a, b] });
    const changed = await change(ada, post.id, { mediaIds: [c, a] });
    expect(idsOf(changed.body)).toEqual([c, a]);
    expect(new Set((await refsOf(post.id)).map(({ mediaId }) => mediaId))).toEqual(new Set([a, c]));
    expect((await rowOf(b ?? ""))?.unreferencedAt).toBeGreaterThan(0);
    expect((await rowOf(b ?? ""))?.deletedAt).toBeNull();
    expect((await rowOf(b ?? ""))?.epoch).toBe(2);
    expect((await rowOf(a ?? ""))?.epoch).toBe(1);
    // Words alone leave media as they are; former versions are of words.
    expect(idsOf((await change(ada, post.id, { content: "Other" })).body)).toEqual([c, a]);
    const revisions = await api<{ items: PostRevision[] }>(`/v1/posts/${post.id}/revisions`, { as: ada });
    expect(revisions.body.items.map(({ content }) => content)).toEqual(["Words", "Words"]);
  });

  it("keeps what the type cannot do without, and takes only what it could have been made with", async () => {
    const [picture, film] = await Promise.all([makeMedia(ada), makeMedia(ada, video)]);
    const post = await makePost(ada, { type: "image", mediaIds: [picture.id] });
    expect(pathsOf(await change(ada, post.id, { mediaIds: [] }))).toEqual(["mediaIds"]);
    expect(pathsOf(await change(ada, post.id, { mediaIds: [film.id] }))).toEqual(["mediaIds.0"]);
    expect(pathsOf(await change(ada, post.id, { mediaIds: [picture.id, (await makeMedia(ben)).id] }))).toEqual([
      "mediaIds.1",
    ]);
    const words = await makePost(ada, { content: "Words", mediaIds: [picture.id] });
    expect(idsOf((await change(ada, words.id, { mediaIds: [] })).body)).toEqual([]);
    expect(await refsOf(words.id)).toEqual([]);
    // Something else still shows it.
    expect((await rowOf(picture.id))?.unreferencedAt).toBeNull();
  });

  it("gives, replaces and takes away the cover of an article", async () => {
    const [a, b] = await makeSeveral(2);
    const post = await makePost(ada, { type: "article", article: { title: "T", body: "B", coverId: a?.id } });
    const replaced = await change(ada, post.id, { article: { coverId: b?.id } });
    expect(replaced.body.article).toMatchObject({ title: "T", coverId: b?.id, cover: { id: b?.id } });
    expect((await rowOf(a?.id ?? ""))?.unreferencedAt).toBeGreaterThan(0);
    // An edit of the title alone keeps it.
    expect((await change(ada, post.id, { article: { title: "U" } })).body.article?.coverId).toBe(b?.id);
    const removed = await change(ada, post.id, { article: { coverId: null } });
    expect(removed.body.article).toMatchObject({ coverId: null });
    expect(removed.body.article).not.toHaveProperty("cover");
    expect(await refsOf(post.id)).toEqual([]);
  });

  it("gives media new addresses when fewer people may see them", async () => {
    const [picture, cover] = await makeSeveral(2);
    const post = await makePost(ada, {
      type: "article",
      article: { title: "T", body: "B", coverId: cover?.id },
      mediaIds: [picture?.id],
    });
    await change(ada, post.id, { audience: "unlisted" });
    expect((await rowOf(picture?.id ?? ""))?.epoch).toBe(1);
    const narrowed = await change(ada, post.id, { audience: "followers" });
    expect(narrowed.body.media[0]?.urls.feed).toMatch(/\?v=2&r=/);
    expect((await rowOf(picture?.id ?? ""))?.epoch).toBe(2);
    expect((await rowOf(cover?.id ?? ""))?.epoch).toBe(2);
    const widened = await change(ada, post.id, { audience: "public" });
    expect(widened.body.media[0]?.urls.feed).toBe(`/media/${picture?.id}/feed?v=2`);
  });
});

describe("deleting a post", () => {
  it("frees at once what nothing else shows, and nothing else", async () => {
    const [only, both, cover] = await makeSeveral(3);
    const post = await makePost(ada, {
      type: "article",
      article: { title: "T", body: "B", coverId: cover?.id },
      mediaIds: [only?.id, both?.id],
    });
    await makePost(ada, { type: "image", mediaIds: [both?.id] });
    expect((await api(`/v1/posts/${post.id}`, { as: ada, method: "DELETE" })).status).toBe(204);
    expect(await refsOf(post.id)).toEqual([]);
    await eventually(async () => {
      expect(await rowOf(only?.id ?? "")).toBeUndefined();
      expect(await rowOf(cover?.id ?? "")).toBeUndefined();
    });
    expect(await rowOf(both?.id ?? "")).toMatchObject({ deletedAt: null, unreferencedAt: null, epoch: 2 });
  });
});

describe("media that go while a post is written", () => {
  /** Waits with the write until the media are gone: the last moment in which they can go. */
  class LateGate extends Gate {
    readonly #meanwhile: () => Promise<unknown>;
    constructor(meanwhile: () => Promise<unknown>) {
      super(async () => undefined, null);
      this.#meanwhile = meanwhile;
    }
    override async admit(): Promise<void> {
      await this.#meanwhile();
    }
  }

  it("make it a conflict, and nothing of it is kept", async () => {
    const [kept, going] = await makeSeveral(2);
    const gate = new LateGate(() =>
      db
        .update(media)
        .set({ deletedAt: 1 })
        .where(eq(media.id, going?.id ?? "")),
    );
    const ctx = createExecutionContext();
    const scope = await systemScope(env, ctx, "test");
    const viewer = { id: ada.id, role: ada.role, sessionId: ada.sessionId, issuedAt: Date.now() };
    const input = { type: "image", content: "", mediaIds: [kept?.id ?? "", going?.id ?? ""] } as const;
    await expect(
      createPost({ ...scope, viewer, gate }, { ...input, mediaIds: [...input.mediaIds] }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    await waitOnExecutionContext(ctx);
    const { body } = await api<{ items: unknown[] }>(`/v1/users/${ada.id}/posts`, { as: ada });
    expect(body.items).toEqual([]);
    expect(await rowOf(kept?.id ?? "")).toMatchObject({ unreferencedAt: expect.any(Number) });
  });

  it("are no longer shown by posts that named them", async () => {
    const [a, b] = await makeSeveral(2);
    const post = await makePost(ada, { type: "image", mediaIds: [a?.id, b?.id] });
    await db
      .update(media)
      .set({ deletedAt: 1 })
      .where(eq(media.id, a?.id ?? ""));
    expect(idsOf((await api<Post>(`/v1/posts/${post.id}`)).body)).toEqual([b?.id]);
    // Its words can still be changed.
    expect(await change(ada, post.id, { content: "One is gone" })).toMatchObject({ status: 200 });
  });

  it("cannot be brought back by an edit", async () => {
    const [a, b] = await makeSeveral(2);
    const post = await makePost(ada, { type: "image", mediaIds: [a?.id] });
    await db
      .update(media)
      .set({ deletedAt: 1 })
      .where(eq(media.id, b?.id ?? ""));
    expect(pathsOf(await change(ada, post.id, { mediaIds: [a?.id, b?.id] }))).toEqual(["mediaIds.1"]);
  });
});
