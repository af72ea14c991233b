/** Rooms of tests, and clients of their sockets. */
import { evictDurableObject } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { expect } from "vitest";
import type { ConversationType } from "../../contract/conversations.ts";
import { newId } from "../../contract/ids.ts";
import { ping, pingAfter } from "../../contract/live/protocol.ts";
import type { RoomAnswer, RoomEvent, RoomFrame, StoredEvent } from "../../contract/live/room.ts";
import { conversations } from "../../db/schema.ts";
import { roomAddress } from "../../durable-objects/addresses.ts";
import {
  type Connection,
  connectionHeader,
  type Entrant,
  type RoomOpening,
} from "../../durable-objects/chat-room/types.ts";
import { eventually } from "./eventually.ts";
import { db, makePerson, type Person, type PersonOverrides } from "./people.ts";

export type RoomStub = ReturnType<typeof roomAddress>;
type Answer<T extends RoomAnswer["t"]> = Extract<RoomAnswer, { t: T }>;

/** Runs before every frame that a client sends: suites use it to evict rooms in between. */
export type BeforeSend = (client: RoomClient) => Promise<void>;
let beforeSend: BeforeSend = async () => undefined;
export function setBeforeSend(hook: BeforeSend | null): void {
  beforeSend = hook ?? (async () => undefined);
}

/** Somebody as the Worker would introduce them to a room. */
export function entrant(person: Pick<Person, "id" | "username">, overrides: Partial<Entrant> = {}): Entrant {
  const { id, username } = person;
  const card = { id, username, displayName: username, avatarUrl: null, role: "member" as const, verified: false };
  return { card, hides: [], hidesAt: readingTime(), showsPresence: true, ...overrides };
}

let newestReading = 0;

/** A time at which the database was read: later than the one before. */
export function readingTime(): number {
  newestReading = Math.max(newestReading + 1, Date.now());
  return newestReading;
}

export interface OpenedRoom {
  id: string;
  room: RoomStub;
  people: Person[];
}

export interface RoomOverrides extends Partial<Omit<RoomOpening, "members">> {
  type?: ConversationType;
  /** What differs from the usual, per member: the first owns a room that has an owner. */
  members?: Partial<RoomOpening["members"][number]>[];
}

/** Opens a room with people of its own (`count` of them, the first its owner), known to D1. */
export async function openRoom(
  count: number,
  overrides: RoomOverrides = {},
  everyone: PersonOverrides = {},
): Promise<OpenedRoom> {
  const people = await Promise.all(Array.from({ length: count }, () => makePerson(everyone)));
  return { ...(await openRoomOf(people, overrides)), people };
}

/** Opens a room of these people. */
export async function openRoomOf(people: Person[], overrides: RoomOverrides = {}): Promise<OpenedRoom> {
  const { members: differences = [], ...rest } = overrides;
  const createdAt = Date.now();
  const id = overrides.id ?? newId(createdAt);
  const type = overrides.type ?? (people.length === 2 ? "direct" : "group");
  const opening: RoomOpening = {
    id,
    type,
    subject: type === "subject" ? `post:${newId()}` : null,
    name: type === "channel" ? "A channel" : null,
    topic: null,
    createdBy: people[0]?.id ?? null,
    createdAt,
    ...rest,
    members: people.map((person, index) => ({
      ...entrant(person),
      role: index === 0 && type !== "direct" ? "owner" : "member",
      state: "member",
      ...differences[index],
    })),
  };
  const { subject, name, createdBy } = opening;
  await db.insert(conversations).values({ id, type, subject, name, createdBy, createdAt, lastAt: createdAt });
  const room = roomAddress(bindings, id);
  await room.open(opening);
  return { id, room, people };
}

export interface ConnectOptions extends Partial<Entrant> {
  sessionId?: string;
  visitor?: boolean;
  /** What to say hello with; undefined says nothing. Default: null, live only. */
  since?: number | null | undefined;
  /** Never says that it reads, as a client does not that is stuck. */
  silent?: boolean;
}

export class RoomClient {
  readonly person: Pick<Person, "id" | "username" | "sessionId">;
  readonly room: RoomStub;
  /** Everything that came, in order. */
  readonly answers: RoomAnswer[] = [];
  /** Everything of it as it came. */
  readonly raw: string[] = [];
  closeCode: number | null = null;
  /** As the Worker would introduce them now. */
  readonly connection: Connection;
  #socket: WebSocket;
  /** Everything up to this seq has come, or was there before; null: nothing was asked for. */
  #position: number | null = null;
  /** Characters that came since the last ping; null in a client that is silent. */
  #unanswered: number | null;
  /** Messages that were not acknowledged yet, by id. */
  readonly #pending = new Map<string, object>();

  private constructor(
    room: RoomStub,
    person: RoomClient["person"],
    { connection, socket, silent }: { connection: Connection; socket: WebSocket; silent: boolean },
  ) {
    this.#unanswered = silent ? null : 0;
    this.room = room;
    this.person = person;
    this.connection = connection;
    this.#socket = socket;
    this.#listen(socket);
    connected.add(this);
  }

  /** Opens a socket and says hello; resolves with the client once it has been welcomed. */
  static async connect(
    room: RoomStub,
    person: RoomClient["person"],
    options: ConnectOptions = {},
  ): Promise<RoomClient> {
    const { since = null, sessionId = person.sessionId, visitor = false, silent = false, ...overrides } = options;
    const connection = { ...entrant(person, overrides), sessionId, visitor };
    const client = new RoomClient(room, person, { connection, socket: await socketOf(room, connection), silent });
    if (!("since" in options) || options.since !== undefined) await client.#hello(since);
    return client;
  }

  /** Comes back after the socket was cut off, gets what it has missed, and sends again what may not have arrived. */
  async resume(): Promise<void> {
    this.#socket = await socketOf(this.room, { ...this.connection, hidesAt: readingTime() });
    this.closeCode = null;
    this.#listen(this.#socket);
    if (this.#position !== null) await this.#hello(this.#position);
    for (const frame of this.#pending.values()) this.sendNow(frame);
  }

  /** Sends a frame as it is, after the hook. */
  async say(frame: RoomFrame | object): Promise<void> {
    await beforeSend(this);
    this.sendNow(frame);
  }

  /** Sends a frame at once; several in a row arrive in one moment. Text goes as it is. */
  sendNow(frame: RoomFrame | object | string | ArrayBuffer): void {
    this.#socket.send(typeof frame === "string" || frame instanceof ArrayBuffer ? frame : JSON.stringify(frame));
  }

  /** Writes a message; resolves with its seq once it is acknowledged. */
  async send(content: string, more: { id?: string; replyTo?: number; mediaIds?: string[] } = {}): Promise<number> {
    const id = more.id ?? newId();
    const frame = { t: "send", content, ...more, id };
    await beforeSend(this);
    this.#pending.set(id, frame);
    if (this.closeCode === null) this.sendNow(frame);
    const { seq } = await this.ackOf(id);
    this.#pending.delete(id);
    return seq;
  }

  ackOf(id: string): Promise<Answer<"ack">> {
    return this.waitFor(() => this.all("ack").find((ack) => ack.id === id));
  }

  /** All answers of a kind so far. */
  all<T extends RoomAnswer["t"]>(t: T): Answer<T>[] {
    return this.answers.filter((answer): answer is Answer<T> => answer.t === t);
  }

  /** The newest answer of a kind, once there is one. */
  answer<T extends RoomAnswer["t"]>(t: T): Promise<Answer<T>> {
    return this.waitFor(() => this.all(t).at(-1));
  }

  /** All events so far, stored and passing, in the order in which they came. */
  get events(): RoomEvent[] {
    return this.all("events").flatMap(({ events }) => events);
  }

  /** Stored events so far. */
  get stored(): StoredEvent[] {
    return this.events.filter((event): event is StoredEvent => "seq" in event);
  }

  /** The first event that matches, once it has come. */
  event<T extends RoomEvent["t"]>(t: T, like: Partial<Extract<RoomEvent, { t: T }>> = {}) {
    return this.waitFor(() =>
      this.events.find((event): event is Extract<RoomEvent, { t: T }> => {
        const fields = event as unknown as Record<string, unknown>;
        return event.t === t && Object.entries(like).every(([key, value]) => fields[key] === value);
      }),
    );
  }

  /** Resolves once the event with this seq has come. */
  async upTo(seq: number): Promise<void> {
    await this.waitFor(() => this.stored.some((event) => event.seq >= seq) || undefined);
  }

  closed(): Promise<number> {
    return this.waitFor(() => this.closeCode ?? undefined);
  }

  close(): void {
    connected.delete(this);
    this.#socket.close(1000, "bye");
  }

  async #hello(since: number | null): Promise<void> {
    const welcomes = this.all("welcome").length;
    this.#position = since;
    this.sendNow({ t: "hello", since });
    const { seq } = await this.waitFor(() => this.all("welcome")[welcomes]);
    this.#position ??= seq;
  }

  #listen(socket: WebSocket): void {
    socket.addEventListener("message", ({ data }) => {
      this.raw.push(data as string);
      this.#count(data as string);
      if (data !== "pong") this.#take(JSON.parse(data as string) as RoomAnswer);
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket === this.#socket) this.closeCode = code;
    });
    socket.accept();
  }

  /** Says that it reads, as the protocol asks. */
  #count({ length }: string): void {
    if (this.#unanswered === null) return;
    this.#unanswered += length;
    if (this.#unanswered < pingAfter || this.closeCode !== null) return;
    this.#unanswered = 0;
    this.sendNow(ping);
  }

  #take(answer: RoomAnswer): void {
    this.answers.push(answer);
    if (answer.t === "reset") this.#position = answer.seq;
    if (answer.t !== "events") return;
    for (const event of answer.events) if ("seq" in event) this.#position = event.seq;
  }

  /** What `find` finds, once it finds something. */
  async waitFor<Found>(find: () => Found | undefined): Promise<Found> {
    return eventually(() => {
      const found = find();
      if (found === undefined) throw new Error(`not yet; so far: ${JSON.stringify(this.answers.slice(-5))}`);
      return found;
    });
  }
}

/** Clients that have not closed their sockets themselves. */
const connected = new Set<RoomClient>();

/** Tears a room down as a crash of its machine would: memory and sockets are gone. Then its clients come back. */
export async function cutOff(room: RoomStub): Promise<void> {
  const clients = [...connected].filter((client) => client.room === room && client.closeCode === null);
  await evictDurableObject(room, { webSockets: "close" });
  await Promise.all(clients.map((client) => client.resume()));
}

async function socketOf(room: RoomStub, connection: Connection): Promise<WebSocket> {
  const response = await upgrade(room, connection);
  if (!response.webSocket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  return response.webSocket;
}

/** Asks a room for a socket. */
export function upgrade(room: RoomStub, connection: object): Promise<Response> {
  return room.fetch("https://object/socket", {
    headers: { Upgrade: "websocket", [connectionHeader]: encodeURIComponent(JSON.stringify(connection)) },
  });
}

/** The value of a result that has to be one. */
export function valueOf<Value>(
  result: { ok: true; value: Value } | { ok: false; code: string; detail: string },
): Value {
  if (!result.ok) expect.fail(`${result.code}: ${result.detail}`);
  return result.value;
}

/** A room of `count` people, all of them connected. */
export async function gathering(count: number, overrides: RoomOverrides = {}) {
  const opened = await openRoom(count, overrides);
  const clients = await Promise.all(opened.people.map((person) => RoomClient.connect(opened.room, person)));
  return { ...opened, clients: clients as [RoomClient, RoomClient, ...RoomClient[]] };
}
