/** The hub's connection: what is watched, what is known, and what a loss does to it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { playSockets, type PlayedSocket } from "../../../tests/setup/live-sockets.ts";
import { HubConnection } from "./hub.ts";

const [ann, bo] = ["01JD6Z3N9Q8T4V5W6X7Y8Z9AAA", "01JD6Z3N9Q8T4V5W6X7Y8Z9BBB"];
const post = `post:${ann}` as const;

let sockets: PlayedSocket[];
let hub: HubConnection;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = playSockets();
  hub = new HubConnection(async () => "ticket");
});
afterEach(() => {
  hub.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Starts the hub, or lets it come back, and welcomes it. */
async function arrive(): Promise<PlayedSocket> {
  hub.start();
  await vi.advanceTimersByTimeAsync(1_000);
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error("no connection");
  socket.accept();
  socket.give({ t: "welcome", userId: ann, unread: { conversations: 2, notifications: 1 } });
  return socket;
}

const watches = (socket: PlayedSocket) => socket.frames.filter(({ t }) => t === "watch");

test("tells on arrival that one is here, and takes what is unread", async () => {
  const socket = await arrive();
  expect(socket.frames).toEqual([{ t: "state", state: "online" }]);
  expect(hub.unread).toEqual({ conversations: 2, notifications: 1 });
  socket.give({ t: "events", events: [{ t: "unread", conversations: 0, notifications: 4 }] });
  expect(hub.unread).toEqual({ conversations: 0, notifications: 4 });
});

test("merges what is watched into one frame and takes back what nobody wants any more", async () => {
  const first = hub.watch({ users: [ann] });
  const second = hub.watch({ users: [ann, bo], subjects: [post], viewing: post });
  const socket = await arrive();
  expect(watches(socket)).toEqual([{ t: "watch", users: [ann, bo], subjects: [post], viewing: post }]);
  first();
  await vi.advanceTimersByTimeAsync(150);
  expect(watches(socket)).toHaveLength(1);
  second();
  hub.watch({ users: [bo] });
  await vi.advanceTimersByTimeAsync(150);
  expect(watches(socket)[1]).toEqual({ t: "watch", users: [bo], subjects: [], viewing: null });
});

test("watches no more than the hub takes, the newest first of all", async () => {
  const ids = Array.from({ length: 130 }, (_, n) => `01JD6Z3N9Q8T4V5W6X7Y8Z${String(n).padStart(4, "0")}`);
  for (const id of ids) hub.watch({ users: [id] });
  const socket = await arrive();
  expect(watches(socket)[0]).toMatchObject({ users: ids.slice(30) });
});

test("presence and counts are known while they are watched, and forgotten with the connection", async () => {
  hub.watch({ users: [bo], subjects: [post] });
  const socket = await arrive();
  socket.give({
    t: "events",
    events: [
      { t: "presence", userId: bo, state: "away", lastSeenAt: null },
      { t: "count", subject: post, values: { likes: 3, viewers: 1 } },
      { t: "count", subject: post, values: { likes: 4 } },
    ],
  });
  expect(hub.presenceOf(bo)).toEqual({ state: "away", lastSeenAt: null });
  expect(hub.countsOf(post)).toEqual({ likes: 4, viewers: 1 });
  socket.cut(1006);
  expect(hub.presenceOf(bo)).toBeUndefined();
});

test("watches again after a loss and says that something may have been missed", async () => {
  hub.watch({ users: [bo] });
  const arrivals: boolean[] = [];
  hub.onArrival((again) => arrivals.push(again));
  (await arrive()).cut(1006);
  const socket = await arrive();
  expect(sockets).toHaveLength(2);
  expect(watches(socket)).toHaveLength(1);
  expect(arrivals).toEqual([false, true]);
});

test("events reach those who asked for their kind", async () => {
  const seen: string[] = [];
  const stop = hub.subscribe("presence", ({ userId }) => seen.push(userId));
  const socket = await arrive();
  const event = { t: "presence", userId: bo, state: "online", lastSeenAt: null } as const;
  socket.give({ t: "events", events: [event, { t: "session", ended: true }] });
  stop();
  socket.give({ t: "events", events: [event] });
  expect(seen).toEqual([bo]);
});

test("stopping forgets what was told: the next one may be somebody else's", async () => {
  await arrive();
  hub.stop();
  expect(hub.unread).toEqual({ conversations: 0, notifications: 0 });
  expect(hub.state).toBe("idle");
});
