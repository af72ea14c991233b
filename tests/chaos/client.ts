/**
 * A client that behaves as the web app does: it names its messages itself, keeps what is not acknowledged and sends it again, in
 * order, after every reconnect, asks for what it missed, asks again at a gap, and pages over HTTP after a reset. It notes down
 * everything for the checker.
 */
import { WebSocket } from "ws";
import { newId } from "../../contract/ids.ts";
import { closeCodes, ping, pingAfter, pong, subprotocol } from "../../contract/live/protocol.ts";
import type { RoomAnswer, RoomEvent, RoomFrame } from "../../contract/live/room.ts";
import type { Member } from "../../scripts/lib/crowd.ts";
import { ask, readHistory, Unreachable } from "./http.ts";
import type { Random } from "./random.ts";
import { type ClientRecord, type Line, lineOfEvent, newRecord } from "./record.ts";
import { pause } from "./pause.ts";

export interface ClientOptions {
  origin: string;
  conversationId: string;
  member: Member;
  /** Messages to send in all, and how many of them may wait for their acknowledgement. */
  messages: number;
  inFlight: number;
  /** Whether it says what it has seen when it comes back: without that it must go red. */
  resumes: boolean;
  random: Random;
  onAck: () => void;
}

/** Moments at which a client is cut off: at once, after its next send, or when its next acknowledgement arrives, unread. */
export const cutMoments = ["now", "send", "ack"] as const;
export type CutMoment = (typeof cutMoments)[number];

/** Milliseconds without a frame after which a client that waits for something takes its socket for dead. */
const patience = 10_000;

export class ChatClient {
  readonly record: ClientRecord;
  readonly counts = { connections: 0, resent: 0, gaps: 0, resets: 0 };
  readonly #options: ClientOptions;
  /** Sent and not acknowledged, by id, in order. */
  readonly #pending = new Map<string, number>();
  readonly #stopping = new AbortController();
  #socket: WebSocket | null = null;
  /** `greeting`: said hello, no welcome yet. `paging`: catches up over HTTP. */
  #state: "closed" | "greeting" | "paging" | "live" = "closed";
  #newest = 0;
  #cutAt: CutMoment | null = null;
  #absence: Promise<void> = Promise.resolve();
  #lastFrameAt = 0;
  /** Characters that came since the last ping. */
  #unanswered = 0;
  #failure: Error | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.record = newRecord(options.member.id);
  }

  /** The newest seq that it shows. */
  get newest(): number {
    return this.#newest;
  }

  get done(): boolean {
    return this.record.sent.length === this.#options.messages && this.#pending.size === 0;
  }

  get live(): boolean {
    return this.#state === "live";
  }

  describe(): string {
    return `${this.#state}, ${this.record.sent.length} sent, ${this.#pending.size} pending, shows ${this.#newest}`;
  }

  /** Connects, chats and reconnects until `stop`. Throws when the site turns it away for good. */
  async run(): Promise<void> {
    const { random } = this.#options;
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      await this.#absence;
      try {
        failures = (await this.#converse()) ? 0 : failures + 1;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        failures++;
      }
      const delay = Math.min(1_000, 50 * 2 ** failures) * random.between(0.5, 1.5);
      await pause(delay, signal);
    }
  }

  stop(): void {
    this.#stopping.abort();
    this.#socket?.terminate();
  }

  /** Destroys the connection, without a close frame, at a moment of choice. */
  cut(moment: CutMoment): void {
    if (moment === "now") this.#socket?.terminate();
    else this.#cutAt = moment;
  }

  /** Cuts it off and keeps it away until then. */
  stayAway(until: Promise<void>): void {
    this.#absence = until;
    this.cut("now");
  }

  /** One connection from its ticket to its end. Resolves to whether it was welcomed. */
  async #converse(): Promise<boolean> {
    const { origin, conversationId, member } = this.#options;
    const { ticket } = await ask<{ ticket: string }>(origin, member, "/v1/live/ticket", "POST");
    if (this.#stopping.signal.aborted) return false;
    const url = `${origin.replace(/^http/, "ws")}/v1/conversations/${conversationId}/socket?ticket=${ticket}`;
    const socket = new WebSocket(url, [subprotocol], { origin, perMessageDeflate: false });
    this.#socket = socket;
    this.#unanswered = 0;
    let welcomed = false;
    // An error is followed by the close that ends the conversation.
    socket.on("error", () => undefined);
    socket.on("open", () => {
      this.counts.connections++;
      this.#hello();
    });
    socket.on("message", (data: Buffer) => {
      if (this.#socket !== socket || socket.readyState !== WebSocket.OPEN) return;
      const text = data.toString();
      this.#lastFrameAt = Date.now();
      if (text === pong) return;
      this.#count(text);
      const answer = JSON.parse(text) as RoomAnswer;
      this.#take(answer);
      if (answer.t !== "welcome" || welcomed) return;
      welcomed = true;
      this.#sendAgain();
    });
    this.#lastFrameAt = Date.now();
    const watch = setInterval(() => this.#endIfDead(socket), 1_000);
    // Not `once`, which would throw at an error.
    const code = await new Promise<number>((closed) => socket.on("close", closed));
    clearInterval(watch);
    this.#socket = null;
    this.#state = "closed";
    this.#cutAt = null;
    if (this.#failure) throw this.#failure;
    const turnedAway: number[] = [
      closeCodes.badFrames,
      closeCodes.sessionEnded,
      closeCodes.removed,
      closeCodes.flooding,
    ];
    if (turnedAway.includes(code)) throw new Error(`the room closed the socket of ${member.id} with ${code}`);
    return welcomed;
  }

  #endIfDead(socket: WebSocket): void {
    const waits = this.#state !== "live" || this.#pending.size > 0;
    if (waits && Date.now() - this.#lastFrameAt > patience) socket.terminate();
  }

  /** Says that it reads, after so much. */
  #count({ length }: string): void {
    this.#unanswered += length;
    if (this.#unanswered < pingAfter) return;
    this.#unanswered = 0;
    this.#socket?.send(ping);
  }

  #say(frame: RoomFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #hello(): void {
    this.#state = "greeting";
    const first = this.counts.connections === 1;
    this.#say({ t: "hello", since: first || this.#options.resumes ? this.#newest : null });
  }

  #take(answer: RoomAnswer): void {
    if (answer.t === "welcome") this.#state = "live";
    else if (answer.t === "reset") void this.#page();
    else if (answer.t === "ack") this.#takeAck(answer.id, answer.seq);
    else if (answer.t === "error") this.record.refusals.push({ id: answer.id ?? "no message", code: answer.code });
    else for (const event of answer.events) this.#takeEvent(event);
  }

  #takeAck(id: string, seq: number): void {
    if (this.#cutAt === "ack") return this.cut("now");
    this.record.acks.push({ id, seq });
    if (this.#pending.delete(id)) this.#options.onAck();
    this.#sendMore();
  }

  #takeEvent(event: RoomEvent): void {
    if (!("seq" in event)) return;
    const line = lineOfEvent(event);
    this.record.received.push(line);
    if (line.seq <= this.#newest) return;
    if (line.seq === this.#newest + 1 || !this.#options.resumes) this.#show(line);
    else if (this.#state === "live") {
      this.counts.gaps++;
      this.#hello();
    }
  }

  #show(line: Line): void {
    this.record.shown.push(line);
    this.#newest = line.seq;
  }

  /** Too much was missed: reads the history up to its end and greets again. A failure ends the connection, and the next one tries. */
  async #page(): Promise<void> {
    const { origin, member, conversationId } = this.#options;
    const socket = this.#socket;
    this.counts.resets++;
    this.#state = "paging";
    try {
      for await (const lines of readHistory(origin, member, conversationId, this.#newest)) {
        // Another connection may have begun, and events come in meanwhile: what they brought is shown already.
        if (this.#socket !== socket) return;
        for (const line of lines) if (line.seq > this.#newest) this.#show(line);
        this.#lastFrameAt = Date.now();
      }
    } catch (error) {
      if (error instanceof Error && !(error instanceof Unreachable)) this.#failure = error;
      socket?.terminate();
    }
    if (this.#socket === socket && socket?.readyState === WebSocket.OPEN) this.#hello();
  }

  #sendAgain(): void {
    for (const [id, number] of this.#pending) {
      this.counts.resent++;
      this.#send(id, number);
    }
    this.#sendMore();
  }

  #sendMore(): void {
    const { messages, inFlight } = this.#options;
    while (this.#socket?.readyState === WebSocket.OPEN && this.#pending.size < inFlight) {
      const number = this.record.sent.length + 1;
      if (number > messages) return;
      const id = newId();
      this.record.sent.push({ id, number });
      this.#pending.set(id, number);
      this.#send(id, number);
    }
  }

  #send(id: string, number: number): void {
    this.#say({ t: "send", id, content: String(number) });
    if (this.#cutAt === "send") this.cut("now");
  }
}
