import { env as bindings } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { outbox } from "../../db/schema.ts";
import { sweeperAddress } from "../../durable-objects/addresses.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { observe, observeWork } from "../../tests/harness/observed.ts";
import { api, db, env, makePerson, type Person } from "../../tests/harness/people.ts";
import { makePost, readAll } from "../../tests/harness/posts.ts";
import { armFault, type FaultPoint } from "./faults.ts";
import { commit, handOver, leaseMillis } from "./commit.ts";
import { backOff, consume, maxAttempts, park } from "./outbox.ts";

let disarm: (() => void)[] = [];
afterEach(() => {
  for (const undo of disarm) undo();
  disarm = [];
});
const arm = (...points: FaultPoint[]) => disarm.push(...points.map(armFault));

const timesInHome = async (reader: Person, postId: string) =>
  (await readAll("/v1/posts?feed=home", { as: reader })).filter((item) => item.id === postId).length;

/** Waiting rows as if their writer had died long ago. */
const makeOverdue = () => db.update(outbox).set({ dueAt: 0, leaseUntil: null });

/** Writes a post of somebody who is followed while a fault is armed; tells how often the follower sees it before and after the sweep. */
async function postThroughFault(...points: FaultPoint[]) {
  const [author, reader] = await Promise.all([makePerson(), makePerson()]);
  await api(`/v1/users/${author.id}/follow`, { as: reader, method: "POST" });
  await eventually(async () => expect(await db.select().from(outbox)).toEqual([]));
  arm(...points);
  const { body } = await observe<{ id: string }>("/v1/posts", {
    as: author,
    method: "POST",
    body: { type: "text", content: "Survive" },
  });
  const before = await timesInHome(reader, body.id);
  for (const undo of disarm) undo();
  const left = (await db.select().from(outbox)).length;
  await makeOverdue();
  await sweeperAddress(env).sweepNow();
  return { reader, postId: body.id, before, left };
}

describe("an effect that was cut off", () => {
  it("between commit and send is done once, after the sweep", async () => {
    const { reader, postId, before } = await postThroughFault("commit.before-send");
    expect(before).toBe(0);
    await eventually(async () => expect(await timesInHome(reader, postId)).toBe(1));
    await eventually(async () => expect(await db.select().from(outbox)).toEqual([]));
  });

  it("is lost without the outbox: the control", async () => {
    const { reader, postId, left } = await postThroughFault("commit.before-send", "commit.omit-outbox");
    expect(left).toBe(0);
    expect(await timesInHome(reader, postId)).toBe(0);
  });
});

/** A waiting row about an account that exists, or of a kind that nothing handles. */
async function insertRow(fields: Partial<typeof outbox.$inferInsert> = {}): Promise<string> {
  const id = newId();
  const { id: userId } = await makePerson();
  const row = {
    id,
    kind: "people.suggest",
    payload: { userIds: [userId] },
    createdAt: Date.now(),
    dueAt: Date.now() + 60_000,
    ...fields,
  };
  await db.insert(outbox).values(row);
  return id;
}
const rowOf = async (id: string) => (await db.select().from(outbox).where(eq(outbox.id, id)))[0];

describe("a consumer", () => {
  it("finishes a row by removing it", async () => {
    const id = await insertRow();
    await observeWork((scope) => consume(scope, [id]));
    expect(await rowOf(id)).toBeUndefined();
  });

  it("leaves a row alone that another holds, and takes it over when the lease has run out", async () => {
    const id = await insertRow({ leaseUntil: Date.now() + leaseMillis });
    await observeWork((scope) => consume(scope, [id]));
    expect(await rowOf(id)).toBeDefined();
    await db
      .update(outbox)
      .set({ leaseUntil: Date.now() - 1 })
      .where(eq(outbox.id, id));
    await observeWork((scope) => consume(scope, [id]));
    expect(await rowOf(id)).toBeUndefined();
  });

  it("does a row again that was done but not finished", async () => {
    const id = await insertRow();
    arm("consume.before-finish");
    await observeWork((scope) => consume(scope, [id]));
    expect(await rowOf(id)).toMatchObject({ attempts: 1, leaseUntil: null });
    for (const undo of disarm) undo();
    await observeWork((scope) => consume(scope, [id]));
    expect(await rowOf(id)).toBeUndefined();
  });

  it("puts off what fails, without stopping the others, and parks it in the end", async () => {
    const [bad, good] = [await insertRow({ kind: "no.such.kind" }), await insertRow()];
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      await observeWork((scope) => consume(scope, [bad, good]));
      expect(await rowOf(bad)).toMatchObject({ attempts: attempt, lastError: "no handler for no.such.kind" });
    }
    expect((await rowOf(bad))?.parkedAt).not.toBeNull();
    expect(await rowOf(good)).toBeUndefined();
    await observeWork((scope) => consume(scope, [bad]));
    expect(await rowOf(bad)).toMatchObject({ attempts: maxAttempts });
    await db.delete(outbox).where(eq(outbox.id, bad));
  });

  it("parks what the queue gave up on", async () => {
    const id = await insertRow();
    await observeWork((scope) => park(scope, [id]));
    expect(await rowOf(id)).toMatchObject({ lastError: "the queue gave up" });
    expect((await rowOf(id))?.parkedAt).not.toBeNull();
    await db.delete(outbox).where(eq(outbox.id, id));
  });

  it("waits longer after every failure, up to an hour", () => {
    expect([1, 2, 3, 20].map(backOff)).toEqual([5000, 10_000, 20_000, 3_600_000]);
  });
});

describe("an effect that its writer does itself", () => {
  const hold = async () => {
    const { id: userId } = await makePerson();
    let held: string[] = [];
    await observeWork(async (scope) => {
      ({ held } = await commit(scope, { held: [{ kind: "people.suggest", payload: { userIds: [userId] } }] }));
    });
    const [id = ""] = held;
    return id;
  };

  it("is left alone until the writer's lease is over, and then done by whoever finds it", async () => {
    const id = await hold();
    expect((await rowOf(id))?.leaseUntil).toBeGreaterThan(Date.now() + leaseMillis / 2);
    await observeWork((scope) => consume(scope, [id]));
    expect(await rowOf(id)).toBeDefined();
    await db
      .update(outbox)
      .set({ leaseUntil: Date.now() - 1, dueAt: 0 })
      .where(eq(outbox.id, id));
    await sweeperAddress(env).sweepNow();
    await eventually(async () => expect(await rowOf(id)).toBeUndefined());
  });

  it("is finished by the writer, in one transaction with the result", async () => {
    const id = await hold();
    await observeWork(async (scope) => {
      await commit(scope, { finishes: [id] });
    });
    expect(await rowOf(id)).toBeUndefined();
  });

  it("goes to the consumer when the writer gives it up", async () => {
    const id = await hold();
    await observeWork((scope) => handOver(scope, [id]));
    await eventually(async () => expect(await rowOf(id)).toBeUndefined());
  });

  it("is not held where nothing happened", async () => {
    const { id: userId } = await makePerson();
    await observeWork(async (scope) => {
      const { changed, held } = await commit(scope, {
        guard: scope.db.delete(outbox).where(eq(outbox.id, "none")),
        held: [{ kind: "people.suggest", payload: { userIds: [userId] } }],
      });
      expect([changed, held]).toEqual([false, []]);
    });
    expect(await db.select().from(outbox)).toEqual([]);
  });
});

describe("totals", () => {
  it("count what waits and what is parked", async () => {
    const read = async () => {
      const { results } = await bindings.DB.prepare(
        "SELECT name, value FROM totals WHERE name IN ('outboxWaiting', 'outboxParked') ORDER BY name",
      ).all<{ value: number }>();
      return results.map((row) => row.value);
    };
    await eventually(async () => expect(await db.select().from(outbox)).toEqual([]));
    expect(await read()).toEqual([0, 0]);
    const ids = [await insertRow(), await insertRow()];
    await observeWork((scope) => park(scope, ids.slice(0, 1)));
    expect(await read()).toEqual([1, 1]);
    await db.delete(outbox);
    expect(await read()).toEqual([0, 0]);
  });

  it("do not change when a write is repeated", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada);
    await Promise.all(
      Array.from({ length: 5 }, () => api(`/v1/posts/${post.id}/repost`, { as: grace, method: "POST" })),
    );
    await eventually(async () => expect(await db.select().from(outbox)).toEqual([]));
    expect((await readAll(`/v1/users/${grace.id}/posts`)).length).toBe(1);
  });
});
