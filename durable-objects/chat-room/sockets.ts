/**
 * The sockets of a room, by person. The index is in memory, since asking the runtime for all sockets at every message would cost more
 * than the message; it is made again from their attachments when the room wakes up.
 */
import { closeCodes, type CloseReason } from "../../contract/live/protocol.ts";
import { type Leak, newLeak } from "./abuse.ts";
import { isSlow, patience } from "./slow.ts";

/** Who is on a socket; it survives hibernation. */
interface Attachment {
  userId: string;
  sessionId: string;
  visitor: boolean;
  showsPresence: boolean;
  /** Whether the client has said hello; only then do events go to it. */
  greeted: boolean;
}

/** An open socket. What is not in its attachment counts from the last wake-up on. */
export interface Client extends Attachment {
  readonly socket: WebSocket;
  readonly faults: Leak;
  readonly floods: Leak;
  readonly greetings: Leak;
  readonly passings: Leak;
  /** Characters sent since the last sign of life, and when that was. */
  unheard: number;
  heardAt: number;
  /** Closed from here: nothing that it sent before and that waits counts any more. */
  isDropped: boolean;
}

export class Sockets {
  readonly #ctx: DurableObjectState;
  readonly #bySocket = new Map<WebSocket, Client>();
  readonly #byUser = new Map<string, Set<Client>>();

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    for (const socket of ctx.getWebSockets()) {
      // One that was closed from here stays in the list until its other end has answered.
      if (socket.readyState !== WebSocket.OPEN) continue;
      this.#index(socket, socket.deserializeAttachment() as Attachment);
    }
  }

  /** Takes a socket over. */
  accept(socket: WebSocket, attachment: Omit<Attachment, "greeted">): Client {
    const { userId, sessionId } = attachment;
    this.#ctx.acceptWebSocket(socket, [userId, sessionId]);
    const client = this.#index(socket, { ...attachment, greeted: false });
    save(client);
    return client;
  }

  /** The client on a socket; null once it has been closed from here. */
  of(socket: WebSocket): Client | null {
    return this.#bySocket.get(socket) ?? null;
  }

  all(): Iterable<Client> {
    return this.#bySocket.values();
  }

  get count(): number {
    return this.#bySocket.size;
  }

  ofUser(userId: string): ReadonlySet<Client> {
    return this.#byUser.get(userId) ?? none;
  }

  isHere(userId: string): boolean {
    return this.#byUser.has(userId);
  }

  /** People who have the room open and let it be seen. */
  present(): string[] {
    return [...this.#byUser].flatMap(([userId, clients]) =>
      [...clients].some(({ showsPresence }) => showsPresence) ? [userId] : [],
    );
  }

  /** A client has given a sign of life. */
  hear(client: Client, at: number): void {
    client.unheard = 0;
    client.heardAt = at;
  }

  /** Whether so much has gone to a client since it was last heard of that it cannot be taking it. */
  isStuck(client: Client, now: number): boolean {
    if (client.unheard <= patience) return false;
    const pinged = this.#ctx.getWebSocketAutoResponseTimestamp(client.socket)?.getTime() ?? 0;
    if (pinged > client.heardAt) this.hear(client, pinged);
    return isSlow(client, now);
  }

  greet(client: Client): void {
    if (client.greeted) return;
    client.greeted = true;
    save(client);
  }

  /** Closes a socket; nothing goes to it or is taken from it any more. True if it was its person's last. */
  close(client: Client, reason: CloseReason, words: string): boolean {
    client.isDropped = true;
    const last = this.forget(client);
    try {
      client.socket.close(closeCodes[reason], words);
    } catch {
      // It is closed already, which is all that was wanted.
    }
    return last;
  }

  /** Takes a socket out of the index. True if it was its person's last. */
  forget(client: Client): boolean {
    if (!this.#bySocket.delete(client.socket)) return false;
    const clients = this.#byUser.get(client.userId);
    clients?.delete(client);
    if (clients === undefined || clients.size > 0) return false;
    return this.#byUser.delete(client.userId);
  }

  #index(socket: WebSocket, attachment: Attachment): Client {
    const client: Client = {
      ...attachment,
      socket,
      faults: newLeak(),
      floods: newLeak(),
      greetings: newLeak(),
      passings: newLeak(),
      unheard: 0,
      heardAt: Date.now(),
      isDropped: false,
    };
    this.#bySocket.set(socket, client);
    const clients = this.#byUser.get(client.userId) ?? new Set();
    this.#byUser.set(client.userId, clients.add(client));
    return client;
  }
}

const none: ReadonlySet<Client> = new Set();

function save({ socket, userId, sessionId, visitor, showsPresence, greeted }: Client): void {
  socket.serializeAttachment({ userId, sessionId, visitor, showsPresence, greeted } satisfies Attachment);
}
