/** Very many sockets in one room of one server. */
import { pingAfter } from "../../contract/live/protocol.ts";
import type { Member } from "../../scripts/lib/crowd.ts";
import { BareSocket } from "../lib/bare-socket.ts";
import type { Dialect } from "./dialects.ts";
import { contentOf, newFrameReader } from "./messages.ts";

/** Milliseconds between a socket's pings: those of the web app. */
const pingEvery = 25_000;
/** Sockets that are being opened at the same time. */
const opening = 32;

export class Audience {
  /** Told of each message that reaches a socket, with the time of its frame. */
  onDelivery: (number: number, at: number) => void = () => undefined;
  readonly #dialect: Dialect;
  readonly #sockets: BareSocket[] = [];
  readonly #read = newFrameReader();
  #open = 0;
  #closing = false;
  #dropped = 0;

  private constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Opens one socket per member. Resolves when all were welcomed; throws when one is turned away. */
  static async open(dialect: Dialect, room: string, members: readonly Member[]): Promise<Audience> {
    const audience = new Audience(dialect);
    const rest = members.values();
    const work = async () => {
      for (const member of rest) audience.#sockets.push(await audience.#connect(room, member));
    };
    await Promise.all(Array.from({ length: opening }, work));
    return audience;
  }

  get size(): number {
    return this.#sockets.length;
  }

  /** Sockets that the server has closed. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Sends a message from the socket whose turn it is: neighbouring numbers come from different people. */
  send(number: number): void {
    this.#sockets[number % this.size]?.send(this.#dialect.send(contentOf(number)));
  }

  /** Ends all connections. Resolves when they are closed. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const socket of this.#sockets) socket.terminate();
    while (this.#open > 0) await new Promise((next) => setImmediate(next));
  }

  /** Opens a socket and resolves when the room has let it in. */
  async #connect(room: string, member: Member): Promise<BareSocket> {
    const welcomed = Promise.withResolvers<void>();
    const { ping } = this.#dialect;
    let pinging: NodeJS.Timeout | undefined;
    let unanswered = 0;
    let isOpen = false;
    const socket = await BareSocket.open(await this.#dialect.address(room, member), {
      onText: (frame) => {
        const at = performance.now();
        for (const number of this.#read(frame)) this.onDelivery(number, at);
        unanswered += frame.length;
        if (ping !== null && unanswered >= pingAfter) {
          unanswered = 0;
          socket.send(ping);
        }
        const answer = this.#dialect.heartbeat(frame);
        if (answer !== null) socket.send(answer);
        if (this.#dialect.isWelcome(frame)) welcomed.resolve();
      },
      onClose: (code) => {
        clearInterval(pinging);
        if (!isOpen) return;
        this.#open--;
        if (!this.#closing) this.#dropped++;
        welcomed.reject(new Error(`the server closed a socket with code ${code}`));
      },
    });
    isOpen = true;
    this.#open++;
    if (ping !== null) pinging = setInterval(() => socket.send(ping), pingEvery);
    socket.send(this.#dialect.greeting(room, member));
    await welcomed.promise;
    return socket;
  }
}
