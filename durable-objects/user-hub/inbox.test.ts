import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { HubAnswer, HubEvent } from "../../contract/live/hub.ts";
import { env, makePerson, type Person } from "../../tests/harness/people.ts";
import { type LiveSocket, openSocket } from "../../tests/harness/sockets.ts";
import { hubAddress } from "../addresses.ts";
import type { InboxEntry } from "../chat-room/types.ts";

const live = (as: Person) => openSocket<HubAnswer>("/v1/live", { as });
const query = { state: "member", archived: false, before: null, limit: 20 } as const;

function entry(overrides: Partial<InboxEntry> = {}): InboxEntry {
  const id = overrides.conversationId ?? newId();
  return {
    conversationId: id,
    type: "group",
    revision: 1,
    state: "member",
    role: "member",
    muted: false,
    archived: false,
    readUpTo: 0,
    unread: 1,
    mentions: 0,
    lastMessage: null,
    lastAt: 1_000,
    large: false,
    ...overrides,
  };
}

function eventsOf({ received }: Pick<LiveSocket<HubAnswer>, "received">): HubEvent[] {
  return received.flatMap((answer) => (answer.t === "events" ? answer.events : []));
}

const badges = (socket: LiveSocket<HubAnswer>) =>
  eventsOf(socket).flatMap((event) => (event.t === "unread" ? [event.conversations] : []));

describe("the list of conversations", () => {
  it("pages from the newest on, and names large rooms apart", async () => {
    const hub = hubAddress(env, newId());
    const entries = [3, 1, 2, 5, 4].map((lastAt) => entry({ lastAt }));
    const large = entry({ lastAt: 9, large: true });
    await hub.project([...entries, large, entry({ archived: true }), entry({ state: "request" })]);
    const first = await hub.inbox({ ...query, limit: 3 });
    expect(first.entries.map(({ lastAt }) => lastAt)).toEqual([5, 4, 3]);
    expect(first.large).toEqual([large]);
    const last = first.entries.at(-1)!;
    const next = await hub.inbox({ ...query, before: { lastAt: last.lastAt, id: last.conversationId } });
    expect(next.entries.map(({ lastAt }) => lastAt)).toEqual([2, 1]);
    expect((await hub.inbox({ ...query, archived: true })).entries).toHaveLength(1);
    expect((await hub.inbox({ ...query, state: "request" })).entries).toHaveLength(1);
  });

  it("never goes back behind a revision, in whatever order they come", async () => {
    const hub = hubAddress(env, newId());
    const conversationId = newId();
    const revisions = [4, 2, 5, 1, 3, 5].map((revision) => entry({ conversationId, revision, unread: revision }));
    for (const revision of revisions) await hub.project([revision]);
    expect((await hub.inbox(query)).entries).toEqual([revisions[2]]);
  });

  it("does not bring back what is gone", async () => {
    const hub = hubAddress(env, newId());
    const conversationId = newId();
    await hub.project([entry({ conversationId, revision: 2, state: "gone" })]);
    await hub.project([entry({ conversationId, revision: 1 })]);
    expect((await hub.inbox(query)).entries).toEqual([]);
    await hub.project([entry({ conversationId, revision: 3 })]);
    expect((await hub.inbox(query)).entries).toHaveLength(1);
  });

  it("survives eviction", async () => {
    const hub = hubAddress(env, newId());
    const kept = entry();
    await hub.project([kept]);
    await evictDurableObject(hub);
    expect((await hub.inbox(query)).entries).toEqual([kept]);
  });
});

describe("devices", () => {
  it("all hear of a conversation, and of the badge only when it changes", async () => {
    const ada = await makePerson();
    const devices = [await live(ada), await live(ada)];
    const hub = hubAddress(env, ada.id);
    const conversationId = newId();
    await hub.project([entry({ conversationId, unread: 1 })]);
    await Promise.all(devices.map((socket) => socket.until(() => badges(socket)[0])));
    await hub.project([entry({ conversationId, revision: 2, unread: 2 })]);
    await hub.project([entry({ conversationId, revision: 3, unread: 0, muted: true })]);
    for (const socket of devices) {
      await socket.until(() => badges(socket)[1]);
      expect(badges(socket)).toEqual([1, 0]);
      expect(eventsOf(socket).findLast(({ t }) => t === "conversation")).toMatchObject({
        gone: false,
        conversation: { id: conversationId, unread: 0, viewer: { muted: true, state: "member" } },
      });
    }
  });

  it("count neither what is archived nor requests", async () => {
    const ada = await makePerson();
    const hub = hubAddress(env, ada.id);
    await hub.project([entry(), entry({ archived: true }), entry({ state: "request" }), entry({ unread: 0 })]);
    const socket = await live(ada);
    expect(await socket.until(([first]) => first)).toMatchObject({ unread: { conversations: 1, notifications: 0 } });
  });

  it("get one frame for what gathered in a moment", async () => {
    const ada = await makePerson();
    const socket = await live(ada);
    const hub = hubAddress(env, ada.id);
    await hub.project(Array.from({ length: 20 }, () => entry()));
    await socket.until(() => badges(socket)[0]);
    expect(badges(socket)).toEqual([20]);
    expect(socket.received.filter(({ t }) => t === "events")).toHaveLength(1);
    expect(eventsOf(socket)).toHaveLength(21);
  });

  it("hear that a conversation has left the list", async () => {
    const ada = await makePerson();
    const socket = await live(ada);
    const hub = hubAddress(env, ada.id);
    const conversationId = newId();
    await hub.project([entry({ conversationId })]);
    await hub.project([entry({ conversationId, revision: 2, state: "gone", unread: 0, role: null })]);
    await socket.until(() => eventsOf(socket).find((event) => event.t === "conversation" && event.gone));
    expect(await hub.inbox(query)).toEqual({ entries: [], large: [] });
  });
});
