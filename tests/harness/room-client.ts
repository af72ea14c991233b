/** Rooms of tests, and clients of their sockets. */
import { env as bindings } from "cloudflare:workers";
import { expect, vi } from "vitest";
import type { ConversationType } from "../../contract/conversations.ts";
import { newId } from "../../contract/ids.ts";
import type { RoomAnswer, RoomEvent, RoomFrame, StoredEvent } from "../../contract/live/room.ts";
import { conversations } from "../../db/schema.ts";
import { roomAddress } from "../../durable-objects/addresses.ts";
import { connectionHeader, type Entrant, type RoomOpening } from "../../durable-objects/chat-room/types.ts";
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
  return { card, hides: [], showsPresence: true, ...overrides };
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
}

export class RoomClient {
  readonly person: Pick<Person, "id" | "username" | "sessionId">;
  readonly room: RoomStub;
  /** Everything that came, in order. */
  readonly answers: RoomAnswer[] = [];
  /** Everything of it as it came. */
  readonly raw: string[] = [];
  closeCode: number | null = null;
  readonly #socket: WebSocket;

  private constructor(room: RoomStub, person: RoomClient["person"], socket: WebSocket) {
    this.room = room;
    this.person = person;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.raw.push(data as string);
      if (data !== "pong") this.answers.push(JSON.parse(data as string) as RoomAnswer);
    });
    socket.addEventListener("close", ({ code }) => {
      this.closeCode = code;
    });
    socket.accept();
  }

  /** Opens a socket and says hello; resolves with the client once it has been welcomed. */
  static async connect(
    room: RoomStub,
    person: RoomClient["person"],
    options: ConnectOptions = {},
  ): Promise<RoomClient> {
    const { since = null, sessionId = person.sessionId, visitor = false, ...overrides } = options;
    const response = await upgrade(room, { ...entrant(person, overrides), sessionId, visitor });
    if (!response.webSocket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
    const client = new RoomClient(room, person, response.webSocket);
    if (!("since" in options) || options.since !== undefined) {
      client.sendNow({ t: "hello", since });
      await client.answer("welcome");
    }
    return client;
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
  async send(content: string, more: { id?: string; replyTo?: number } = {}): Promise<number> {
    const id = more.id ?? newId();
    await this.say({ t: "send", content, ...more, id });
    return (await this.ackOf(id)).seq;
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
    this.#socket.close(1000, "bye");
  }

  /** What `find` finds, once it finds something. */
  async waitFor<Found>(find: () => Found | undefined): Promise<Found> {
    return vi.waitFor(
      () => {
        const found = find();
        if (found === undefined) throw new Error(`not yet; so far: ${JSON.stringify(this.answers.slice(-5))}`);
        return found;
      },
      { timeout: 5_000, interval: 5 },
    );
  }
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
