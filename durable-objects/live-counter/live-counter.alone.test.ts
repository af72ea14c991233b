import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { CountValues, HubAnswer, Subject } from "../../contract/live/hub.ts";
import { posts } from "../../db/schema.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { api, db, env, makePerson, type Person } from "../../tests/harness/people.ts";
import { makePost } from "../../tests/harness/posts.ts";
import { type LiveSocket, openSocket } from "../../tests/harness/sockets.ts";
import { counterAddress } from "../addresses.ts";

type Socket = LiveSocket<HubAnswer>;
const day = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

async function newCounter(views = 0): Promise<{ subject: Subject; postId: string; author: Person }> {
  const author = await makePerson();
  const { id } = await makePost(author);
  if (views > 0) await db.update(posts).set({ viewCount: views }).where(eq(posts.id, id));
  return { subject: `post:${id}`, postId: id, author };
}

async function storedViews(postId: string): Promise<number | undefined> {
  const [row] = await db.select({ views: posts.viewCount }).from(posts).where(eq(posts.id, postId));
  return row?.views;
}

/** Lets time pass and runs the timers that are due then. */
async function pass(milliseconds: number, subject: Subject): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });
  await runDurableObjectAlarm(counterAddress(env, subject));
}

/** A socket that watches a subject, or has it open. */
async function watching(person: Person, subject: Subject, viewing = false): Promise<Socket> {
  const socket = await openSocket<HubAnswer>("/v1/live", { as: person });
  socket.send({ t: "watch", subjects: [subject], viewing: viewing ? subject : null });
  await socket.until(() => countsOf(socket, subject)[0]);
  return socket;
}

function countsOf({ received }: Socket, subject: Subject): CountValues[] {
  return received.flatMap((answer) =>
    answer.t === "events"
      ? answer.events.flatMap((event) => (event.t === "count" && event.subject === subject ? [event.values] : []))
      : [],
  );
}

const untilCount = (socket: Socket, subject: Subject, expected: CountValues) =>
  socket.until(() => {
    const newest = countsOf(socket, subject).at(-1);
    return newest && Object.entries(expected).every(([key, value]) => newest[key as keyof CountValues] === value)
      ? newest
      : undefined;
  });

describe("views", () => {
  it("count everybody once a day", async () => {
    const { subject, postId } = await newCounter(7);
    const counter = counterAddress(env, subject);
    const [ada, grace] = [newId(), newId()];
    for (const viewer of [ada, grace, ada, ada]) await counter.view(viewer);
    expect(await counter.values()).toMatchObject({ views: 9 });
    await pass(day, subject);
    expect(await storedViews(postId)).toBe(9);
    await counter.view(ada);
    expect(await counter.values()).toMatchObject({ views: 10 });
  });

  it("are all kept that were acknowledged, whenever the object dies", async () => {
    const { subject, postId } = await newCounter(3);
    for (let round = 0; round < 4; round++) {
      const counter = counterAddress(env, subject);
      await Promise.all(Array.from({ length: 25 }, () => counter.view(newId())));
      await evictDurableObject(counter);
      if (round % 2 === 1) await pass(20_000, subject);
    }
    expect(await counterAddress(env, subject).values()).toMatchObject({ views: 103 });
    expect(await storedViews(postId)).toBe(103);
  });

  it("are written absolutely: a flush that was cut off is simply repeated", async () => {
    const { subject, postId } = await newCounter(3);
    const counter = counterAddress(env, subject);
    await counter.view(newId());
    await pass(20_000, subject);
    // As if it had died after D1 and before its own note.
    await runInDurableObject(counter, (_, { storage }) => storage.sql.exec("UPDATE counter SET flushed = 0").toArray());
    await counter.view(newId());
    await pass(20_000, subject);
    expect(await storedViews(postId)).toBe(5);
  });

  it("forget who was counted when the day is over", async () => {
    const { subject } = await newCounter();
    const counter = counterAddress(env, subject);
    await counter.view(newId());
    await pass(day, subject);
    const left = await runInDurableObject(counter, (_, { storage }) =>
      storage.sql.exec("SELECT count(*) AS n FROM views").one(),
    );
    expect(left).toEqual({ n: 0 });
  });
});

describe("POST /v1/posts/views", () => {
  it("counts what the viewer may read and passes over the rest", async () => {
    const [ada, { subject, postId }] = [await makePerson(), await newCounter()];
    const hidden = await makePost(await makePerson(), { audience: "private" });
    const ids = [postId, postId, hidden.id, newId()];
    for (let twice = 0; twice < 2; twice++)
      expect((await api("/v1/posts/views", { as: ada, body: { ids } })).status).toBe(204);
    expect(await counterAddress(env, subject).values()).toMatchObject({ views: 1 });
    expect(await counterAddress(env, `post:${hidden.id}`).values()).toMatchObject({ views: 0 });
  });
});

describe("who watches", () => {
  it("hears of likes, comments and reposts as they are in D1", async () => {
    const { subject, postId } = await newCounter();
    const [ada, grace] = [await makePerson(), await makePerson()];
    const socket = await watching(grace, subject);
    expect(countsOf(socket, subject)).toEqual([{ likes: 0, comments: 0, reposts: 0, views: 0, viewers: 0 }]);
    await api(`/v1/posts/${postId}/like`, { as: ada, method: "POST" });
    await untilCount(socket, subject, { likes: 1 });
    await api(`/v1/posts/${postId}/comments`, { as: ada, body: { content: "Yes" } });
    await api(`/v1/posts/${postId}/repost`, { as: ada, method: "POST" });
    expect(await untilCount(socket, subject, { comments: 1, reposts: 1 })).toMatchObject({ likes: 1 });
    await api(`/v1/posts/${postId}/like`, { as: ada, method: "DELETE" });
    await untilCount(socket, subject, { likes: 0 });
  });

  it("hears how many have it open now, and no longer those who went", async () => {
    const { subject } = await newCounter();
    const [ada, grace] = [await makePerson(), await makePerson()];
    const socket = await watching(grace, subject);
    const reader = await watching(ada, subject, true);
    await untilCount(socket, subject, { viewers: 1 });
    reader.send({ t: "watch", subjects: [subject] });
    await untilCount(socket, subject, { viewers: 0 });
    expect(await counterAddress(env, subject).values()).toMatchObject({ viewers: 0 });
  });

  it("counts somebody with two devices once, and forgets who did not renew", async () => {
    const { subject } = await newCounter();
    const ada = await makePerson();
    await watching(ada, subject, true);
    await watching(ada, subject, true);
    expect(await counterAddress(env, subject).values()).toMatchObject({ viewers: 1 });
    await pass(600_001, subject);
    expect(await counterAddress(env, subject).values()).toMatchObject({ viewers: 0 });
  });

  it("is not told of what they may not read", async () => {
    const [ada, author] = [await makePerson(), await makePerson()];
    const [open, closed] = [await makePost(author), await makePost(author, { audience: "followers" })];
    const socket = await openSocket<HubAnswer>("/v1/live", { as: ada });
    const subjects: Subject[] = [`post:${closed.id}`, `post:${open.id}`, `post:${newId()}`];
    socket.send({ t: "watch", subjects, viewing: `post:${closed.id}` });
    const events = await socket.until((received) => received.find((answer) => answer.t === "events"));
    expect(events).toMatchObject({ events: [{ t: "count", subject: `post:${open.id}` }] });
    expect(await counterAddress(env, `post:${closed.id}`).values()).toMatchObject({ viewers: 0 });
  });

  it("is let go when they may not read it any more, and told on where they may", async () => {
    const { subject, postId, author } = await newCounter();
    const [ada, grace] = [await makePerson(), await makePerson()];
    await api(`/v1/users/${author.id}/follow`, { as: grace, method: "POST" });
    const [stranger, follower] = [await watching(ada, subject, true), await watching(grace, subject, true)];
    await api(`/v1/posts/${postId}`, { as: author, method: "PATCH", body: { audience: "followers" } });
    await untilCount(follower, subject, { viewers: 1 });
    const heard = countsOf(stranger, subject).length;
    await api(`/v1/posts/${postId}/like`, { as: grace, method: "POST" });
    await untilCount(follower, subject, { likes: 1, viewers: 1 });
    expect(countsOf(stranger, subject)).toHaveLength(heard);
  });

  it("hears nothing more of a post that was deleted", async () => {
    const { subject, postId, author } = await newCounter();
    await watching(await makePerson(), subject, true);
    await api(`/v1/posts/${postId}`, { as: author, method: "DELETE" });
    const counter = counterAddress(env, subject);
    expect(await counter.values()).toEqual({});
    const watchers = () =>
      runInDurableObject(counter, (_, { storage }) =>
        storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM watchers").one(),
      );
    await eventually(async () => expect((await watchers()).n).toBe(0));
  });
});

describe("a storm on one subject", () => {
  it("costs few tellings, and slows no other subject", async () => {
    const [stormy, calm] = [await newCounter(), await newCounter()];
    const ada = await makePerson();
    const [storm, quiet] = [await watching(ada, stormy.subject), await watching(await makePerson(), calm.subject)];
    const counter = counterAddress(env, stormy.subject);
    const likes = 300;
    const calls: Promise<void>[] = [];
    for (let like = 1; like <= likes; like++) {
      if (like % 50 === 0) await db.update(posts).set({ likeCount: like }).where(eq(posts.id, stormy.postId));
      calls.push(counter.refresh());
    }
    const began = performance.now();
    await api(`/v1/posts/${calm.postId}/like`, { as: ada, method: "POST" });
    await untilCount(quiet, calm.subject, { likes: 1 });
    const calmTook = performance.now() - began;
    await Promise.all(calls);
    await untilCount(storm, stormy.subject, { likes });
    expect(countsOf(storm, stormy.subject).length).toBeLessThanOrEqual(4);
    expect(calmTook).toBeLessThan(1_000);
  });
});
