import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import type { Me, User } from "../../../contract/users.ts";
import { media, mediaRefs } from "../../../db/schema.ts";
import { verifyQuery } from "../../../r2/addresses.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { observe } from "../../../tests/harness/observed.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { parseConfig } from "../../env.ts";

let ada: Person;
let ben: Person;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
});

const change = (as: Person, body: Record<string, unknown>) =>
  api<Me & Problem>("/v1/users/me", { as, method: "PATCH", body });
const profile = async (of: Person, as: Person | null) => (await api<User>(`/v1/users/${of.id}`, { as })).body;
const refsOf = async (of: Person) =>
  (await db.select().from(mediaRefs).where(eq(mediaRefs.subjectId, of.id)))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(({ kind, mediaId }) => [kind, mediaId]);
const isThere = async (id: string) =>
  (
    await db
      .select()
      .from(media)
      .where(and(eq(media.id, id), isNull(media.deletedAt)))
  ).length === 1;

function readerOf(address: string, mediaId: string): string | undefined {
  const query = new URL(address, env.SITE_ORIGIN).searchParams;
  const { tokenKeys } = parseConfig(env);
  return verifyQuery(tokenKeys, mediaId, Number(query.get("v")), query.get("r") ?? "", Date.now())?.reader.id;
}

describe("pictures of a profile", () => {
  it("are shown to oneself and others, on cards and on the profile", async () => {
    const [avatar, cover] = await Promise.all([makeMedia(ada), makeMedia(ada)]);
    const answer = await change(ada, { avatarMediaId: avatar.id, coverMediaId: cover.id });
    const urls = { avatarUrl: `/media/${avatar.id}/avatar`, coverUrl: `/media/${cover.id}/full` };
    expect(answer).toMatchObject({ status: 200, body: { ...urls, avatarMediaId: avatar.id, coverMediaId: cover.id } });
    for (const as of [ada, ben, null]) expect(await profile(ada, as)).toMatchObject(urls);
    expect((await makePost(ada)).author.avatarUrl).toBe(urls.avatarUrl);
    expect((await api<{ items: User[] }>(`/v1/users?ids=${ada.id}`)).body.items[0]).toMatchObject(urls);
    expect((await api<Me>("/v1/users/me", { as: ada })).body).toMatchObject(urls);
    expect(await refsOf(ada)).toEqual([
      ["avatar", avatar.id],
      ["cover", cover.id],
    ]);
  });

  it("stay where they are not mentioned, and go with null", async () => {
    const [avatar, cover] = await Promise.all([makeMedia(ada), makeMedia(ada)]);
    await change(ada, { avatarMediaId: avatar.id, coverMediaId: cover.id });
    expect((await change(ada, { location: "London" })).body).toMatchObject({
      avatarMediaId: avatar.id,
      coverMediaId: cover.id,
    });
    expect((await change(ada, { coverMediaId: null })).body).toMatchObject({
      coverUrl: null,
      avatarMediaId: avatar.id,
    });
    expect((await change(ada, { avatarMediaId: null })).body).toMatchObject({ avatarUrl: null });
    expect(await refsOf(ada)).toEqual([]);
    await eventually(async () =>
      expect(await Promise.all([isThere(avatar.id), isThere(cover.id)])).toEqual([false, false]),
    );
  });

  it("free what they take the place of, unless something else shows it", async () => {
    const [first, second, third] = await Promise.all([makeMedia(ada), makeMedia(ada), makeMedia(ada)]);
    await makePost(ada, { type: "image", mediaIds: [second.id] });
    await change(ada, { avatarMediaId: first.id });
    await change(ada, { avatarMediaId: second.id });
    await change(ada, { avatarMediaId: third.id });
    await eventually(async () => expect(await isThere(first.id)).toBe(false));
    expect(await isThere(second.id)).toBe(true);
    expect(await refsOf(ada)).toEqual([["avatar", third.id]]);
  });

  it("keep their addresses while they are on cards, whatever else shows them for fewer", async () => {
    const picture = await makeMedia(ada);
    const post = await makePost(ada, { type: "image", mediaIds: [picture.id] });
    await change(ada, { avatarMediaId: picture.id });
    await api(`/v1/posts/${post.id}`, { as: ada, method: "PATCH", body: { audience: "private" } });
    await change(ada, { settings: { profileVisibility: "private" } });
    const epoch = async () => (await db.select().from(media).where(eq(media.id, picture.id)))[0]?.epoch;
    expect(await epoch()).toBe(1);
    await change(ada, { avatarMediaId: null });
    expect(await epoch()).toBe(2);
  });

  it("may be the same in both places, and the same again", async () => {
    const picture = await makeMedia(ada);
    await change(ada, { avatarMediaId: picture.id, coverMediaId: picture.id });
    expect(await change(ada, { avatarMediaId: picture.id })).toMatchObject({ status: 200 });
    await change(ada, { avatarMediaId: null });
    expect(await refsOf(ada)).toEqual([["cover", picture.id]]);
    expect(await isThere(picture.id)).toBe(true);
  });

  it("are pictures of one's own that are ready", async () => {
    const unusable = [
      newId(),
      (await makeMedia(ben)).id,
      (await makeMedia(ada, { kind: "video", type: "video/mp4" })).id,
      (await makeMedia(ada, { state: "processing", readyAt: null })).id,
    ];
    for (const id of unusable) {
      const answer = await change(ada, { avatarMediaId: id, coverMediaId: id });
      expect(answer).toMatchObject({ status: 422, body: { code: "validation_failed" } });
      expect(answer.body.errors?.map(({ path }) => path)).toEqual(["avatarMediaId", "coverMediaId"]);
    }
  });

  it("are told to rooms when the one of the person changes", async () => {
    const [avatar, cover] = await Promise.all([makeMedia(ada), makeMedia(ada)]);
    const tells = async (body: Record<string, unknown>) => {
      const { status, statements } = await observe("/v1/users/me", { as: ada, method: "PATCH", body });
      expect(status).toBe(200);
      return statements.some(({ params }) => params.includes("cards.refresh"));
    };
    expect(await tells({ coverMediaId: cover.id })).toBe(false);
    expect(await tells({ avatarMediaId: avatar.id })).toBe(true);
    expect(await tells({ avatarMediaId: avatar.id })).toBe(false);
  });
});

describe("the cover of a profile that is not public", () => {
  it("has an address of whoever reads, and a new one", async () => {
    const cover = await makeMedia(ada);
    await change(ada, { coverMediaId: cover.id, settings: { profileVisibility: "connections" } });
    expect((await profile(ada, ben)).coverUrl).toBeNull();
    await api(`/v1/users/${ada.id}/follow`, { as: ben, method: "POST" });
    await api(`/v1/users/${ben.id}/follow`, { as: ada, method: "POST" });
    const { coverUrl } = await profile(ada, ben);
    expect(coverUrl).toMatch(new RegExp(`^/media/${cover.id}/full\\?v=\\d&r=`));
    expect(readerOf(coverUrl ?? "", cover.id)).toBe(ben.id);
    const own = (await api<Me>("/v1/users/me", { as: ada })).body.coverUrl;
    expect(readerOf(own ?? "", cover.id)).toBe(ada.id);
    await change(ada, { settings: { profileVisibility: "public" } });
    await change(ada, { settings: { profileVisibility: "private" } });
    expect((await db.select().from(media).where(eq(media.id, cover.id)))[0]?.epoch).toBeGreaterThanOrEqual(2);
  });
});
