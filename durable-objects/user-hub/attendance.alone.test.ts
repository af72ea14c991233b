import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { HubAnswer, HubEvent } from "../../contract/live/hub.ts";
import { conversationMembers, conversations, follows, users } from "../../db/schema.ts";
import { api, db, env, makePerson, type Person, type PersonOverrides } from "../../tests/harness/people.ts";
import { type LiveSocket, openSocket } from "../../tests/harness/sockets.ts";
import { hubAddress } from "../addresses.ts";
import { offlineAfter } from "./presence.ts";

type Socket = LiveSocket<HubAnswer>;
const live = (as: Person) => openSocket<HubAnswer>("/v1/live", { as });

afterEach(() => {
  vi.useRealTimers();
});

/** Two people who follow each other. */
async function pair(overrides: PersonOverrides = {}): Promise<[Person, Person]> {
  const people = await Promise.all([makePerson(overrides), makePerson()]);
  await connect(...people);
  return people;
}

async function connect(ada: Person, grace: Person): Promise<void> {
  const row = (followerId: string, followeeId: string) =>
    ({ id: newId(), followerId, followeeId, state: "following", createdAt: 1 }) as const;
  await db.insert(follows).values([row(ada.id, grace.id), row(grace.id, ada.id)]);
}

async function meet(people: Person[]): Promise<void> {
  const id = newId();
  await db.insert(conversations).values({ id, type: "group", lastAt: 1, createdAt: 1 });
  for (const { id: userId } of people) {
    await db
      .insert(conversationMembers)
      .values({ conversationId: id, userId, role: "member", state: "member", joinedAt: 1 });
  }
}

function statesOf({ received }: Socket, { id }: Person): Extract<HubEvent, { t: "presence" }>[] {
  return received.flatMap((answer) =>
    answer.t === "events"
      ? answer.events.flatMap((event) => (event.t === "presence" && event.userId === id ? [event] : []))
      : [],
  );
}

/** Waits until the newest state that was heard of somebody is this one. */
const untilState = (socket: Socket, person: Person, state: string) =>
  socket.until(() => {
    const newest = statesOf(socket, person).at(-1);
    return newest?.state === state ? newest : undefined;
  });

/** Lets time pass and runs the timers of somebody's hub that are due then. */
async function pass(milliseconds: number, person: Person): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });
  await runDurableObjectAlarm(hubAddress(env, person.id));
}

/** A socket that watches somebody and has heard that they are offline. */
async function watching(watcher: Person, ...watched: Person[]): Promise<Socket> {
  const socket = await live(watcher);
  socket.send({ t: "watch", users: watched.map(({ id }) => id) });
  for (const person of watched) await untilState(socket, person, "offline");
  return socket;
}

describe("presence", () => {
  let ada: Person;
  let grace: Person;
  let socket: Socket;
  beforeEach(async () => {
    [ada, grace] = await pair();
    socket = await watching(grace, ada);
  });

  it("follows all devices: online while one is, away while all are", async () => {
    const phone = await live(ada);
    await untilState(socket, ada, "online");
    const laptop = await live(ada);
    phone.send({ t: "state", state: "away" });
    laptop.send({ t: "state", state: "away" });
    await untilState(socket, ada, "away");
    laptop.send({ t: "state", state: "online" });
    await untilState(socket, ada, "online");
    expect(statesOf(socket, ada).map(({ state }) => state)).toEqual(["offline", "online", "away", "online"]);
  });

  it("does not flicker when a page is loaded again", async () => {
    const before = await live(ada);
    await untilState(socket, ada, "online");
    before.close();
    await before.untilClosed();
    const after = await live(ada);
    await pass(offlineAfter + 1, ada);
    after.send({ t: "state", state: "away" });
    await untilState(socket, ada, "away");
    expect(statesOf(socket, ada).map(({ state }) => state)).toEqual(["offline", "online", "away"]);
  });

  it("turns offline after the last device went, even if the hub was evicted meanwhile", async () => {
    const phone = await live(ada);
    await untilState(socket, ada, "online");
    phone.close();
    await phone.untilClosed();
    const went = Date.now();
    await evictDurableObject(hubAddress(env, ada.id));
    await pass(offlineAfter + 1, ada);
    const { lastSeenAt } = await untilState(socket, ada, "offline");
    expect(Math.abs(Date.parse(lastSeenAt ?? "") - went)).toBeLessThan(1_000);
    const [row] = await db.select({ at: users.lastSeenAt }).from(users).where(eq(users.id, ada.id));
    expect(row?.at).toBe(Date.parse(lastSeenAt ?? ""));
  });

  it("turns offline when all sockets died with their machine", async () => {
    await live(ada);
    await untilState(socket, ada, "online");
    await evictDurableObject(hubAddress(env, ada.id), { webSockets: "close" });
    await pass(300_001, ada);
    await pass(offlineAfter + 1, ada);
    expect((await untilState(socket, ada, "offline")).lastSeenAt).not.toBeNull();
  });

  it("is told to D1 now and then of somebody who stays", async () => {
    await live(ada);
    await untilState(socket, ada, "online");
    await pass(300_001, ada);
    const [row] = await db.select({ at: users.lastSeenAt }).from(users).where(eq(users.id, ada.id));
    expect(Math.abs((row?.at ?? 0) - Date.now())).toBeLessThan(1_000);
  });

  it("is renewed while somebody watches, and heard of after eviction", async () => {
    await pass(540_001, grace);
    await evictDurableObject(hubAddress(env, grace.id));
    // Beyond the end of what was granted first.
    vi.setSystemTime(Date.now() + 90_000);
    await live(ada);
    expect((await untilState(socket, ada, "online")).lastSeenAt).toBeNull();
  });

  it("is not told any more to a hub that did not renew", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 610_000 });
    const phone = await live(ada);
    await phone.until(([first]) => first);
    expect(statesOf(socket, ada)).toHaveLength(1);
  });

  it("ends at once with a block, on both sides", async () => {
    const hers = await live(ada);
    hers.send({ t: "watch", users: [grace.id] });
    await untilState(socket, ada, "online");
    await untilState(hers, grace, "online");
    await api(`/v1/users/${grace.id}/block`, { as: ada, method: "POST" });
    expect((await untilState(socket, ada, "offline")).lastSeenAt).toBeNull();
    expect((await untilState(hers, grace, "offline")).lastSeenAt).toBeNull();
    const heard = statesOf(socket, ada).length;
    hers.send({ t: "state", state: "away" });
    socket.send({ t: "watch", users: [] });
    socket.send({ t: "watch", users: [ada.id] });
    socket.send("{");
    await socket.until((received) => received.find(({ t }) => t === "error"));
    expect(statesOf(socket, ada)).toHaveLength(heard);
  });

  it("ends at once when somebody makes their activity private", async () => {
    await live(ada);
    await untilState(socket, ada, "online");
    await api("/v1/users/me", { as: ada, method: "PATCH", body: { settings: { activityVisibility: "private" } } });
    expect((await untilState(socket, ada, "offline")).lastSeenAt).toBeNull();
  });

  it("goes on for those who still may see it when activity is for connections only", async () => {
    await live(ada);
    await untilState(socket, ada, "online");
    await api("/v1/users/me", { as: ada, method: "PATCH", body: { settings: { activityVisibility: "connections" } } });
    await untilState(socket, ada, "offline");
    expect(await untilState(socket, ada, "online")).toEqual({
      t: "presence",
      userId: ada.id,
      state: "online",
      lastSeenAt: null,
    });
  });
});

describe("who is told", () => {
  it("those who follow each other or share a conversation, as activity is visible; nobody else", async () => {
    const watcher = await makePerson();
    const make = async (overrides: PersonOverrides, ...ties: ((a: Person, b: Person) => Promise<void>)[]) => {
      const person = await makePerson(overrides);
      for (const tie of ties) await tie(watcher, person);
      return person;
    };
    const follow = async (a: Person, b: Person) => {
      await db
        .insert(follows)
        .values({ id: newId(), followerId: a.id, followeeId: b.id, state: "following", createdAt: 1 });
    };
    const share = (a: Person, b: Person) => meet([a, b]);
    const block = async (a: Person, b: Person) => {
      await api(`/v1/users/${a.id}/block`, { as: b, method: "POST" });
    };
    const shown = [
      await make({}, connect),
      await make({}, share),
      await make({ activityVisibility: "connections" }, connect),
    ];
    const hidden = [
      await make({}),
      await make({}, follow),
      await make({}, (a, b) => follow(b, a)),
      await make({ activityVisibility: "connections" }, share),
      await make({ activityVisibility: "private" }, connect, share),
      await make({}, share, block),
      await make({ status: "suspended" }, connect),
      watcher,
    ];
    const socket = await live(watcher);
    socket.send({ t: "watch", users: [...hidden, ...shown].map(({ id }) => id) });
    const events = await socket.until((received) => received.find((answer) => answer.t === "events"));
    expect(events).toEqual({
      t: "events",
      events: shown.map(({ id }) => ({ t: "presence", userId: id, state: "offline", lastSeenAt: null })),
    });
  });

  it("the devices that watch, and no others", async () => {
    const [ada, grace] = await pair();
    const watches = await watching(grace, ada);
    const other = await live(grace);
    await live(ada);
    await untilState(watches, ada, "online");
    expect(statesOf(other, ada)).toEqual([]);
    other.send({ t: "watch", users: [ada.id] });
    await untilState(other, ada, "online");
  });

  it("no longer those who watch somebody else", async () => {
    const [ada, grace] = await pair();
    const socket = await watching(grace, ada);
    const eve = await makePerson();
    await connect(eve, grace);
    socket.send({ t: "watch", users: [eve.id] });
    await untilState(socket, eve, "offline");
    await live(ada);
    await live(eve);
    await untilState(socket, eve, "online");
    expect(statesOf(socket, ada)).toHaveLength(1);
  });
});
