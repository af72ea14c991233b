import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { openDatabase } from "../../db/client.ts";
import { media, type MediaRow, outbox } from "../../db/schema.ts";
import { makeMedia, type MediaOverrides } from "../../tests/harness/media.ts";
import { makePerson } from "../../tests/harness/people.ts";
import { freeUnfinished, freeUnreferenced, refuseHanging } from "./media.ts";
import type { TaskContext } from "./task.ts";

const db = openDatabase(env.DB);
const now = Date.now();
const day = 86_400_000;
const context = (at = now) => ({ db, now: at }) as TaskContext;
const old = now - day - 1;

beforeEach(async () => {
  for (const table of ["outbox", "media"]) await env.DB.prepare(`DELETE FROM ${table}`).run();
});

const make = async (fields: MediaOverrides = {}) => (await makeMedia(await makePerson(), fields)).id;
const waiting = (state: MediaRow["state"], updatedAt: number) =>
  make({ state, updatedAt, readyAt: null, unreferencedAt: null });
const deleted = async () =>
  (await db.select().from(media)).filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id);
const asked = async () =>
  (await db.select().from(outbox)).map(({ kind, payload }) => {
    expect(kind).toBe("media.erase");
    return (payload as { mediaIds: string[] }).mediaIds;
  });

describe("media that nothing shows", () => {
  it("are freed after a day, and are deleted from then on", async () => {
    const forgotten = [await make({ unreferencedAt: old - 1 }), await make({ unreferencedAt: old })];
    await make({ unreferencedAt: now - day });
    await make({ unreferencedAt: null });
    expect(await freeUnreferenced(context())).toEqual({ handled: 2, isFull: false });
    expect((await asked()).map((ids) => ids.toSorted())).toEqual([forgotten.toSorted()]);
    expect((await deleted()).toSorted()).toEqual(forgotten.toSorted());
    expect(await freeUnreferenced(context())).toEqual({ handled: 0, isFull: false });
  });

  it("come up again where they are still there a day later", async () => {
    const id = await make({ unreferencedAt: old });
    await freeUnreferenced(context());
    await db.delete(outbox);
    expect(await freeUnreferenced(context(now + day + 1))).toEqual({ handled: 1, isFull: false });
    expect(await asked()).toEqual([[id]]);
  });

  it("are taken a batch at a time", async () => {
    const { id: ownerId } = await makePerson();
    const rows = Array.from({ length: 130 }, () => ({
      id: newId(),
      ownerId,
      state: "ready" as const,
      kind: "file" as const,
      type: "text/plain",
      size: 1,
      filename: "a.txt",
      createdAt: old,
      updatedAt: old,
      unreferencedAt: old,
    }));
    for (let i = 0; i < rows.length; i += 5) await db.insert(media).values(rows.slice(i, i + 5));
    expect(await freeUnreferenced(context())).toEqual({ handled: 100, isFull: true });
    expect(await freeUnreferenced(context())).toEqual({ handled: 30, isFull: false });
  });
});

describe("uploads", () => {
  it("that nobody went on with, and refused ones, are freed after a day", async () => {
    const given = [await waiting("uploading", old - 1), await waiting("refused", old)];
    for (const state of ["uploading", "refused"] as const) await waiting(state, now - day);
    await waiting("processing", old);
    expect(await freeUnfinished(context())).toEqual({ handled: 2, isFull: false });
    expect((await asked()).map((ids) => ids.toSorted())).toEqual([given.toSorted()]);
    expect((await deleted()).toSorted()).toEqual(given.toSorted());
    expect(await freeUnfinished(context())).toEqual({ handled: 0, isFull: false });
  });

  it("that could not be looked at in a day are refused, then freed", async () => {
    const hanging = await waiting("processing", old);
    const going = await waiting("processing", now - day);
    expect(await refuseHanging(context())).toEqual({ handled: 1, isFull: false });
    const rows = await db.select().from(media);
    expect(rows.find(({ id }) => id === hanging)).toMatchObject({ state: "refused", reason: "damaged" });
    expect(rows.find(({ id }) => id === going)).toMatchObject({ state: "processing", reason: null });
    await freeUnfinished(context(now + day + 1));
    expect(await asked()).toEqual([[hanging]]);
  });
});
