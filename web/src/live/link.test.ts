/** A link that is cut, refused, left without network, or ended. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { playSockets, type PlayedSocket } from "../../../tests/setup/live-sockets.ts";
import { ApiError } from "../api/error.ts";
import { backoff } from "./backoff.ts";
import { Link } from "./link.ts";

let sockets: PlayedSocket[];
let link: Link | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  sockets = playSockets();
});
afterEach(() => {
  link?.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function startLink(ticket = vi.fn(async () => "ticket")) {
  const calls = { texts: [] as string[], ends: [] as number[], refusals: [] as number[] };
  link = new Link({
    path: "/v1/live",
    ticket,
    onOpen: () => undefined,
    onText: (text) => calls.texts.push(text),
    onState: () => undefined,
    onEnd: (code) => calls.ends.push(code),
    onRefused: (tries) => calls.refusals.push(tries),
  });
  link.start();
  await vi.advanceTimersByTimeAsync(0);
  return { link, ticket, ...calls };
}

function only<V>(list: V[], index: number): V {
  const value = list[index];
  if (value === undefined) throw new Error(`there is no connection ${index}`);
  return value;
}

function setOnline(online: boolean): void {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(online);
  dispatchEvent(new Event(online ? "online" : "offline"));
}

test("does not wait for ever for a ticket", async () => {
  const { ticket } = await startLink(vi.fn(() => new Promise<string>(() => undefined)));
  await vi.advanceTimersByTimeAsync(10_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ticket).toHaveBeenCalledTimes(2);
});

test("connects with a fresh ticket and the subprotocol, and hands on what comes but the heartbeat", async () => {
  const { link, texts } = await startLink();
  const socket = only(sockets, 0);
  expect(socket.url.pathname + socket.url.search).toBe("/v1/live?ticket=ticket");
  expect(socket.protocols).toEqual(["stoa.v1"]);
  expect(link.send("{}")).toBe(false);
  socket.accept();
  expect(link.state).toBe("open");
  expect(link.send("{}")).toBe(true);
  socket.give("pong");
  socket.give({ t: "error", code: "forbidden", detail: "" });
  expect(texts).toHaveLength(1);
});

test("says that it reads after each mebi of characters, without waiting for the next ping", async () => {
  const { texts } = await startLink();
  const socket = only(sockets, 0);
  socket.accept();
  const detail = "x".repeat(300_000);
  for (let frame = 1; frame <= 8; frame++) {
    socket.give({ t: "error", code: "forbidden", detail });
    expect(socket.pings).toBe(Math.floor(frame / 4));
  }
  expect(texts).toHaveLength(8);
});

test("a connection that answers no ping is given up and made anew", async () => {
  const { link, ticket } = await startLink();
  only(sockets, 0).accept();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(only(sockets, 0).pings).toBe(1);
  only(sockets, 0).give("pong");
  await vi.advanceTimersByTimeAsync(25_000);
  expect(only(sockets, 0).pings).toBe(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(link.state).toBe("waiting");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sockets).toHaveLength(2);
  expect(ticket).toHaveBeenCalledTimes(2);
});

test("waits longer after each refusal, and starts anew once it was welcomed", async () => {
  const { link, refusals } = await startLink();
  for (const [tries, ms] of [250, 500, 1000, 2000].entries()) {
    only(sockets, tries).cut(1006);
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(sockets).toHaveLength(tries + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(tries + 2);
  }
  expect(refusals).toEqual([1, 2, 3, 4]);
  only(sockets, 4).accept();
  link.settle();
  only(sockets, 4).cut(1006);
  await vi.advanceTimersByTimeAsync(250);
  expect(sockets).toHaveLength(6);
});

test("back-off is jittered over the whole time and bounded", () => {
  expect(backoff(3, () => 0)).toBe(0);
  expect(backoff(3, () => 1)).toBe(4_000);
  expect(backoff(60, () => 1)).toBe(30_000);
});

test("comes back soon after a restart, and late after a flood", async () => {
  await startLink();
  only(sockets, 0).accept();
  only(sockets, 0).cut(1012);
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(2);
  only(sockets, 1).accept();
  only(sockets, 1).cut(4429);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sockets).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(3);
});

test.each([4401, 4403])("stays closed after %d", async (code) => {
  const { link, ends } = await startLink();
  only(sockets, 0).accept();
  only(sockets, 0).cut(code);
  expect(ends).toEqual([code]);
  setOnline(true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(link.state).toBe("ended");
  expect(sockets).toHaveLength(1);
});

test("a session that gets no ticket any more has ended; other failures pass", async () => {
  const ticket = vi.fn(async () => "ticket");
  ticket.mockRejectedValueOnce(new ApiError({ status: 503, code: "overloaded", detail: "" }));
  ticket.mockRejectedValueOnce(new ApiError({ status: 401, code: "unauthenticated", detail: "" }));
  const { ends } = await startLink(ticket);
  expect(ends).toEqual([]);
  await vi.advanceTimersByTimeAsync(250);
  expect(ends).toEqual([4401]);
  expect(sockets).toHaveLength(0);
});

test("pauses without network and comes back with it at once", async () => {
  const { link } = await startLink();
  only(sockets, 0).accept();
  setOnline(false);
  expect(link.state).toBe("offline");
  expect(only(sockets, 0).readyState).toBe(3);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sockets).toHaveLength(1);
  setOnline(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(sockets).toHaveLength(2);
});

test("what an older connection still says is not heard", async () => {
  const { texts } = await startLink();
  only(sockets, 0).accept();
  setOnline(false);
  setOnline(true);
  await vi.advanceTimersByTimeAsync(0);
  only(sockets, 0).give({ t: "error", code: "forbidden", detail: "" });
  only(sockets, 0).cut(4401);
  expect(texts).toEqual([]);
  only(sockets, 1).accept();
  only(sockets, 1).give({ t: "error", code: "forbidden", detail: "" });
  expect(texts).toHaveLength(1);
});
