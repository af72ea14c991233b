/** Live sockets of tests: opened through the Worker, with what they received. */
import { exports as entrypoints } from "cloudflare:workers";
import { vi } from "vitest";
import { subprotocol } from "../../contract/live/protocol.ts";
import { origin, type Person } from "./people.ts";

/** An open socket. `Answer` is what its server sends. */
export interface LiveSocket<Answer> {
  /** All that was received so far, in order. */
  received: Answer[];
  /** Set once the socket is closed. */
  closed: { code: number; reason: string } | null;
  send: (frame: object | string) => void;
  close: () => void;
  /** Waits until something that fits was received, now or earlier, and answers it. */
  until: <Found>(find: (received: Answer[]) => Found | undefined) => Promise<Found>;
  /** Waits until it is closed and answers the code. */
  untilClosed: () => Promise<number>;
}

export interface UpgradeOptions {
  as?: Pick<Person, "token"> | null;
  headers?: Record<string, string>;
}

/** Asks for an upgrade; the answer is a 101 with a socket, or a problem. */
export function upgrade(path: string, { as, headers }: UpgradeOptions = {}): Promise<Response> {
  return entrypoints.default.fetch(`${origin}${path}`, {
    headers: {
      Upgrade: "websocket",
      "Sec-WebSocket-Protocol": subprotocol,
      ...(as && { Authorization: `Bearer ${as.token}` }),
      ...headers,
    },
  });
}

/** Opens a socket. Throws when the Worker refuses it. */
export async function openSocket<Answer>(path: string, options: UpgradeOptions): Promise<LiveSocket<Answer>> {
  const response = await upgrade(path, options);
  const socket = response.webSocket;
  if (!socket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  const live: LiveSocket<Answer> = {
    received: [],
    closed: null,
    send: (frame) => socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    close: () => socket.close(1000),
    until: async (find) => {
      const waited = await vi.waitUntil(
        () => {
          const found = find(live.received);
          return found === undefined ? null : { found };
        },
        { timeout: 3_000, interval: 5 },
      );
      return waited.found;
    },
    untilClosed: async () => (await vi.waitUntil(() => live.closed, { timeout: 3_000, interval: 5 })).code,
  };
  socket.addEventListener("message", ({ data }) => {
    live.received.push((data === "pong" ? data : JSON.parse(data as string)) as Answer);
  });
  socket.addEventListener("close", ({ code, reason }) => {
    live.closed = { code, reason };
  });
  socket.accept();
  return live;
}
