import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import type { Database } from "../../../db/client.ts";
import { media, mediaRefs } from "../../../db/schema.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { observeWork } from "../../../tests/harness/observed.ts";
import { db as database, makePerson, type Person } from "../../../tests/harness/people.ts";
import { commit, type Statement } from "../../effects/commit.ts";
import { attach, detach, findAttachable, type Holder, reattach, requireAttachable } from "./refs.ts";

let ada: Person;
beforeAll(async () => {
  ada = await makePerson();
});

const write = (writes: (db: Database) => Statement[]) =>
  observeWork(async (scope) => {
    await commit(scope, { writes: writes(scope.db) });
  });
const shownBy = async ({ subjectId }: Holder) =>
  (await database.select().from(mediaRefs).where(eq(mediaRefs.subjectId, subjectId))).map(({ mediaId }) => mediaId);
const unreferencedAt = async (id: string) =>
  (await database.select().from(media).where(eq(media.id, id)))[0]?.unreferencedAt ?? null;
const holder = (): Holder => ({ kind: "post", subjectId: newId() });

describe("media that somebody wants to show", () => {
  it("are their own, ready and not deleted, in the order that was asked for", async () => {
    const [first, second] = [await makeMedia(ada), await makeMedia(ada)];
    const others = [
      await makeMedia(await makePerson()),
      await makeMedia(ada, { state: "uploading", readyAt: null }),
      await makeMedia(ada, { deletedAt: 1 }),
    ];
    const ids = [second.id, ...others.map(({ id }) => id), newId(), first.id];
    const found = await findAttachable(database, ada.id, ids);
    expect(found.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(found[0]).toMatchObject({ state: "ready", kind: "image", hasPoster: false, captions: [], epoch: 1 });
    await expect(requireAttachable(database, ada.id, ids, "mediaIds")).rejects.toMatchObject({
      code: "validation_failed",
      fields: [{ path: "mediaIds" }],
    });
    expect(await requireAttachable(database, ada.id, [first.id], "mediaIds")).toHaveLength(1);
  });
});

describe("references", () => {
  it("are made once, replaced and taken away; media know whether they have any", async () => {
    const [a, b] = [await makeMedia(ada), await makeMedia(ada)];
    const [post, elsewhere] = [holder(), holder()];
    await write((db) => attach(db, post, [a.id, b.id]));
    await write((db) => [...attach(db, post, [b.id]), ...attach(db, elsewhere, [b.id])]);
    expect(await shownBy(post)).toEqual([a.id, b.id]);
    expect([await unreferencedAt(a.id), await unreferencedAt(b.id)]).toEqual([null, null]);

    await write((db) => reattach(db, post, [a.id]));
    expect(await shownBy(post)).toEqual([a.id]);
    expect(await unreferencedAt(b.id)).toBeNull();
    await write((db) => [detach(db, post), detach(db, elsewhere)]);
    expect(await shownBy(post)).toEqual([]);
    for (const { id } of [a, b]) expect(await unreferencedAt(id)).toBeGreaterThan(Date.now() - 60_000);
  });

  it("fail the whole write where a media has gone meanwhile", async () => {
    const [kept, gone] = [await makeMedia(ada), await makeMedia(ada, { deletedAt: 1 })];
    const post = holder();
    await expect(write((db) => attach(db, post, [kept.id, gone.id]))).rejects.toMatchObject({ code: "conflict" });
    expect(await shownBy(post)).toEqual([]);
  });
});
