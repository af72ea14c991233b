/** How the client speaks with each server. Both over bare WebSockets, so that it costs the same. */
import { newId } from "../../contract/ids.ts";
import { ping, subprotocol } from "../../contract/live/protocol.ts";
import { accessToken, type Member } from "../../scripts/lib/crowd.ts";

export interface Address {
  url: string;
  protocols: string[];
  headers: Record<string, string>;
}

export interface Dialect {
  address(room: string, member: Member): Promise<Address>;
  /** What is said as soon as the socket is open. */
  greeting(room: string, member: Member): string;
  /** Whether a frame means that the room has let the member in. */
  isWelcome(frame: Buffer): boolean;
  /** What the client says now and then, so that the server knows that it lives; null where the server asks. */
  ping: string | null;
  /** What a heartbeat of the server is answered with; null for every other frame. */
  heartbeat(frame: Buffer): string | null;
  /** The frame that sends a message. */
  send(content: string): string;
}

const text = (frame: Buffer, length: number) => frame.toString("latin1", 0, length);

export function stoaDialect(origin: string): Dialect {
  const base = origin.replace(/^http/, "ws");
  return {
    address: async (room, member) => ({
      url: `${base}/v1/conversations/${room}/socket`,
      protocols: [subprotocol],
      headers: { Authorization: `Bearer ${await accessToken(member)}` },
    }),
    greeting: () => JSON.stringify({ t: "hello", since: null }),
    isWelcome: (frame) => text(frame, 14) === '{"t":"welcome"',
    ping,
    heartbeat: () => null,
    send: (content) => JSON.stringify({ t: "send", id: newId(), content }),
  };
}

/** Engine.IO protocol 4 and Socket.IO protocol 5 (https://socket.io/docs/v4/socket-io-protocol/), WebSocket transport only. */
export function socketIoDialect(origin: string): Dialect {
  const base = origin.replace(/^http/, "ws");
  let acknowledgement = 0;
  return {
    address: async () => ({ url: `${base}/socket.io/?EIO=4&transport=websocket`, protocols: [], headers: {} }),
    // 4 is a message of Engine.IO; in it 0 is Socket.IO's connect, 2 an event, here with the number of its acknowledgement.
    greeting: (room, { id }) => `40${JSON.stringify({ room, userId: id })}`,
    isWelcome: (frame) => text(frame, 2) === "40",
    ping: null,
    heartbeat: (frame) => (frame.length === 1 && text(frame, 1) === "2" ? "3" : null),
    send: (content) => `42${acknowledgement++}${JSON.stringify(["send", { id: newId(), content }])}`,
  };
}
