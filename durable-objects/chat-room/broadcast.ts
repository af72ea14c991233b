/**
 * What goes out to sockets. Everything of one moment is gathered until the storage has it and leaves together: acks, one `events`
 * frame for all readers, serialised once, and greetings. The runtime's output gate holds frames back for what was written after the
 * gathering began, so nobody sees what could still be lost.
 */
import { type PassingEvent, resumeCap, type RoomAnswer, type RoomEvent } from "../../contract/live/room.ts";
import { logError } from "../kit/log.ts";
import type { HideStorage } from "./hide-storage.ts";
import type { Pace } from "./pace.ts";
import { type Outgoing, veiled } from "./present.ts";
import type { Client, Sockets } from "./sockets.ts";

interface Ack {
  client: Client;
  id: string;
  seq: number;
}

/** What a client gets that says hello. */
export type Greeting = (client: Client, since: number | null) => RoomAnswer[];

export class Broadcast {
  readonly #storage: DurableObjectStorage;
  readonly #sockets: Sockets;
  readonly #hides: HideStorage;
  readonly #pace: Pace;
  readonly #greeting: Greeting;
  readonly #stuck: (client: Client) => void;
  #stored: Outgoing[] = [];
  /** Passing events by what makes a later one replace it. */
  #passing = new Map<string, Outgoing>();
  #acks: Ack[] = [];
  #greetings = new Map<Client, number | null>();
  #flush: Promise<number> | null = null;

  constructor(
    storage: DurableObjectStorage,
    parts: { sockets: Sockets; hides: HideStorage; pace: Pace; greeting: Greeting; stuck: (client: Client) => void },
  ) {
    this.#storage = storage;
    this.#sockets = parts.sockets;
    this.#hides = parts.hides;
    this.#pace = parts.pace;
    this.#greeting = parts.greeting;
    this.#stuck = parts.stuck;
  }

  /** Stored events, in the order of their seqs. Call it in the turn that stores them. */
  publish(outgoing: readonly Outgoing[]): void {
    this.#stored.push(...outgoing);
    this.#arm();
  }

  /** A passing event; of several alike in one moment the last one goes out. */
  pass(event: PassingEvent): void {
    const makers = "userId" in event ? [event.userId] : [];
    this.#passing.set(`${event.t} ${makers.join(" ")}`, { event, makers });
    this.#arm();
  }

  ack(client: Client, id: string, seq: number): void {
    this.#acks.push({ client, id, seq });
    this.#arm();
  }

  greet(client: Client, since: number | null): void {
    this.#greetings.set(client, since);
    this.#arm();
  }

  /** Resolves when what was gathered so far is safe and has gone out. */
  async settled(): Promise<void> {
    await (this.#flush ?? this.#storage.sync());
  }

  /** Sends what waits for a client alone, before its socket closes. The output gate holds it back until it is safe. */
  part(client: Client): void {
    const acks = this.#acks;
    this.#acks = acks.filter((ack) => ack.client !== client);
    for (const ack of acks) if (ack.client === client) this.#ack(ack);
  }

  /** Sends one answer to one client, now. */
  answer(client: Client, answer: RoomAnswer): void {
    this.#send(client, JSON.stringify(answer));
  }

  #arm(): void {
    if (this.#flush !== null) return;
    this.#flush = this.#gather();
    void this.#pace.keep(() => this.#flush);
  }

  /** Lets go what was gathered once it is safe. */
  async #gather(): Promise<number> {
    try {
      await this.#storage.sync();
    } catch (error) {
      // The runtime starts the room anew after a failed write, and clients resume from what is stored.
      this.#flush = null;
      logError("room.sync-failed", error);
      return Date.now();
    }
    const begun = Date.now();
    this.#release();
    return begun;
  }

  #release(): void {
    this.#flush = null;
    const outgoing = [...this.#stored, ...this.#passing.values()];
    const [acks, greetings] = [this.#acks, this.#greetings];
    this.#stored = [];
    this.#passing = new Map();
    this.#acks = [];
    this.#greetings = new Map();
    for (const ack of acks) this.#ack(ack);
    if (outgoing.length > 0) this.#events(outgoing, greetings);
    for (const [client, since] of greetings) {
      this.#sockets.greet(client);
      for (const answer of this.#greeting(client, since)) this.answer(client, answer);
    }
  }

  #ack({ client, id, seq }: Ack): void {
    this.#send(client, `{"t":"ack","id":"${id}","seq":${seq}}`);
  }

  #events(outgoing: readonly Outgoing[], greetings: ReadonlyMap<Client, number | null>): void {
    // So much at once (an import, say) is paged for rather than pushed.
    if (outgoing.length > resumeCap) return this.#reset(outgoing);
    const shared = frameOf(outgoing.map(({ event }) => event));
    const apart = this.#readersApart(outgoing);
    for (const client of this.#sockets.all()) {
      // A greeting brings all that is stored after its `since`, this moment included.
      if (!client.greeted || (greetings.get(client) ?? null) !== null) continue;
      const frame = apart.has(client.userId) ? this.#frameApart(outgoing, client.userId) : shared;
      if (frame !== null) this.#send(client, frame);
    }
  }

  #reset(outgoing: readonly Outgoing[]): void {
    const seq = outgoing.reduce((newest, { event }) => ("seq" in event ? Math.max(newest, event.seq) : newest), 0);
    const frame = JSON.stringify({ t: "reset", seq } satisfies RoomAnswer);
    for (const client of this.#sockets.all()) if (client.greeted) this.#send(client, frame);
  }

  /** Readers who have a block with a maker of one of these events. */
  #readersApart(outgoing: readonly Outgoing[]): Set<string> {
    const apart = new Set<string>();
    for (const maker of new Set(outgoing.flatMap(({ makers }) => makers)))
      for (const reader of this.#hides.of(maker)) apart.add(reader);
    return apart;
  }

  #frameApart(outgoing: readonly Outgoing[], readerId: string): string | null {
    const events = outgoing.flatMap(({ event, makers }) => {
      const seen = makers.some((maker) => this.#hides.between(readerId, maker)) ? veiled(event) : event;
      return seen === null ? [] : [seen];
    });
    return events.length === 0 ? null : frameOf(events);
  }

  #send(client: Client, frame: string): void {
    if (this.#sockets.of(client.socket) === null) return;
    try {
      client.socket.send(frame);
    } catch {
      // The other end has gone, and its close is on the way.
      return;
    }
    client.unheard += frame.length;
    if (this.#sockets.isStuck(client, Date.now())) this.#stuck(client);
  }
}

function frameOf(events: RoomEvent[]): string {
  return JSON.stringify({ t: "events", events } satisfies RoomAnswer);
}
