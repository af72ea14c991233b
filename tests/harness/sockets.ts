/** Live sockets of tests: opened through the Worker, with what they received. */
import { exports as entrypoints } from "cloudflare:workers";
import { subprotocol } from "../../contract/live/protocol.ts";
import { eventually } from "./eventually.ts";
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
    until: (find) =>
      eventually(() => {
        const found = find(live.received);
        if (found === undefined) throw new Error(`not yet; so far: ${JSON.stringify(live.received.slice(-5))}`);
        return found;
      }),
    untilClosed: () =>
      eventually(() => {
        if (!live.closed) throw new Error("the socket is open");
        return live.closed.code;
      }),
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
