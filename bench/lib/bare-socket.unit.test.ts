import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { eventually } from "../../tests/harness/eventually.ts";
import { BareSocket } from "./bare-socket.ts";

let server: WebSocketServer;
let url: string;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/room?since=0`;
});
afterEach(() => server.close());

/** A connected pair, and what the client was told. */
async function pair() {
  const texts: string[] = [];
  const closed = Promise.withResolvers<number>();
  const connection = once(server, "connection");
  const handlers = { onText: (frame: Buffer) => texts.push(frame.toString()), onClose: closed.resolve };
  const socket = await BareSocket.open({ url, protocols: ["one"], headers: { "X-Test": "yes" } }, handlers);
  const [peer, request] = (await connection) as [WebSocket, { url: string; headers: Record<string, string> }];
  return { socket, peer, request, texts, closed: closed.promise };
}

it("upgrades with its protocol and headers", async () => {
  const { socket, peer, request } = await pair();
  expect(request).toMatchObject({ url: "/room?since=0", headers: { "x-test": "yes" } });
  expect(peer.protocol).toBe("one");
  socket.terminate();
});

it("reads frames of every length, together and in pieces, and sends its own", async () => {
  const { socket, peer, texts } = await pair();
  const sent = ["", "short", "é".repeat(100), "m".repeat(5_000), "l".repeat(400_000), "last"];
  for (const text of sent) peer.send(text);
  await eventually(() => expect(texts).toEqual(sent));
  const received = once(peer, "message");
  socket.send("x".repeat(300));
  const [data] = (await received) as [Buffer];
  expect(data.toString()).toBe("x".repeat(300));
  socket.terminate();
});

it("answers pings and tells why it was closed", async () => {
  const { peer, closed, socket } = await pair();
  const pong = once(peer, "pong");
  peer.ping("there?");
  const [payload] = (await pong) as [Buffer];
  expect(payload.toString()).toBe("there?");
  peer.close(4408, "slow");
  expect(await closed).toBe(4408);
  expect(socket.isClosed).toBe(true);
});

it("says so when the server does not switch protocols", async () => {
  server.options.verifyClient = (_info: unknown, answer: (ok: boolean, code: number) => void) => answer(false, 403);
  const handlers = { onText: () => undefined, onClose: () => undefined };
  await expect(BareSocket.open({ url, protocols: [], headers: {} }, handlers)).rejects.toThrow("403");
});
