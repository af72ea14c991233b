/** The socket of one open room, with what it shows: frames in, acts out, history over HTTP, and what waits to be sent. */
import type { RoomAnswer, RoomEvent, RoomFrame, StoredEvent } from "../../../contract/live/room.ts";
import { monotonicFactory } from "ulidx";
import type { Media } from "../../../contract/media.ts";
import { conversationsApi } from "../api/conversations.ts";
import { ApiError } from "../api/error.ts";
import { liveApi } from "../api/live.ts";
import { Link, type LinkState } from "./link.ts";
import { outboxOf, type Outbox } from "./outbox.ts";
import { RoomHistory } from "./room-history.ts";
import type { Pending } from "./room-pending.ts";
import { type Change, type Command, emptyRoom, type Input, type RoomLink, type RoomState, step } from "./room-state.ts";

/** Members repeat `typing` no more often than this. */
const typingEveryMs = 3_000;
/** Refused connections after which the room is asked over HTTP whether it still knows us. */
const triesBeforeAsking = 2;

/** Ids of the conversations that this tab has open: their outboxes are emptied by their own sockets. */
export const roomsOpenHere = new Set<string>();

const nextId = monotonicFactory();

export interface RoomOptions {
  viewerId: string;
  conversationId: string;
  /** False reads only: rooms have no socket for people who look in from outside. */
  live?: boolean;
  /** Opens at the first message after this seq, where more has come since than one page holds. */
  openAfter?: number | null;
  /** Words for the person: something was refused. */
  onNotice: (detail: string) => void;
  /** Every stored event as it is applied, once and in order. */
  onStored?: (event: StoredEvent) => void;
  /** Somebody changed what holds in the room. */
  onSettings?: (settings: Extract<RoomEvent, { t: "settings" }>) => void;
  /** Events were passed over: what was read of the room elsewhere may be out of date. */
  onMissed?: () => void;
  /** A change of a message was refused and is undone. */
  onRefused?: (change: Change) => void;
}

export class RoomConnection {
  readonly #options: RoomOptions;
  readonly #outbox: Outbox;
  readonly #link: Link;
  /** Reads what came before, after, and around a message. */
  readonly history: RoomHistory;
  readonly #listeners = new Set<() => void>();
  #state: RoomState;
  /** The first page could not be read; what went wrong. */
  #failure: unknown = null;
  #typedAt = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #stopWatching: (() => void) | null = null;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#outbox = outboxOf(options.viewerId, options.conversationId);
    this.#state = emptyRoom(options.viewerId);
    this.history = new RoomHistory({
      conversationId: options.conversationId,
      openAfter: options.openAfter ?? null,
      state: this.getState,
      give: (input) => this.#do(input),
      onFailure: (failure) => {
        this.#failure = failure;
        this.#tell();
      },
      onRemoved: () => this.#removed(),
    });
    this.#link = new Link({
      path: `/v1/conversations/${options.conversationId}/socket`,
      ticket: async () => (await liveApi.ticket()).ticket,
      onOpen: () => this.#do({ i: "opened" }),
      onText: (text) => this.#take(JSON.parse(text) as RoomAnswer),
      onState: (state) => this.#do({ i: "link", link: linkOf(state, this.#state.link) }),
      onEnd: (code) => this.#do({ i: "link", link: code === 4403 ? "removed" : "ended" }),
      onRefused: (tries) => tries % triesBeforeAsking === 0 && void this.#askWhetherIn(),
    });
  }

  /** Connects, reads the newest messages, and takes up what this device has not sent yet. */
  start(): void {
    if (this.#stopWatching !== null) return;
    roomsOpenHere.add(this.#options.conversationId);
    this.#become({ ...emptyRoom(this.#options.viewerId, this.#outbox.load()), readUpTo: this.#state.readUpTo });
    this.#stopWatching = this.#outbox.onDropped((id) => this.#droppedElsewhere(id));
    if (this.#options.live !== false) this.#link.start();
    this.history.start();
  }

  stop(): void {
    roomsOpenHere.delete(this.#options.conversationId);
    this.#stopWatching?.();
    this.#stopWatching = null;
    clearTimeout(this.#typingTimer);
    this.history.stop();
    this.#link.stop();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getState = (): RoomState => this.#state;
  readonly getFailure = (): unknown => this.#failure;

  /** Shows a message at once and sends it when it can be sent. */
  send(content: string, replyTo: number | null, media: readonly Media[] = []): void {
    const createdAt = new Date().toISOString();
    const id = nextId();
    const message: Pending = { id, content, replyTo, media, createdAt, state: "waiting", reason: null, seq: null };
    this.#outbox.keep(message);
    this.#typedAt = 0;
    this.#do({ i: "write", message });
  }

  retry = (id: string): void => this.#do({ i: "retry", id });
  discard = (id: string): void => this.#do({ i: "discard", id });
  change = (change: Change): void => this.#do({ i: "change", change });
  markRead = (upTo: number): void => this.#do({ i: "read", upTo });

  /** Tells that the viewer is typing; as often as one likes. */
  typing(): void {
    const now = Date.now();
    if (now - this.#typedAt < typingEveryMs || this.#state.link !== "live") return;
    this.#typedAt = now;
    this.#sendFrame({ t: "typing" });
  }

  /** A refused upgrade does not say why; the answer to a plain read does. */
  async #askWhetherIn(): Promise<void> {
    try {
      await conversationsApi.get(this.#options.conversationId);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 403 || error.status === 404) this.#removed();
    }
  }

  #removed(): void {
    this.#link.stop();
    this.#do({ i: "link", link: "removed" });
  }

  #take(answer: RoomAnswer): void {
    if (answer.t === "welcome") this.#link.settle();
    const before = this.#state.lastSeq;
    this.#do({ i: "answer", answer, now: Date.now() });
    if (answer.t !== "events") return;
    this.#expireTyping();
    const { lastSeq } = this.#state;
    for (const event of answer.events) {
      if (event.t === "settings") this.#options.onSettings?.(event);
      else if ("seq" in event && event.seq > before && event.seq <= lastSeq) this.#options.onStored?.(event);
    }
  }

  #do(input: Input): void {
    const { state, commands } = step(this.#state, input);
    this.#become(state);
    for (const command of commands) this.#run(command);
  }

  #become(state: RoomState): void {
    if (state === this.#state) return;
    this.#keepPending(this.#state.pending, state.pending);
    this.#state = state;
    this.#tell();
  }

  #keepPending(before: readonly Pending[], after: readonly Pending[]): void {
    if (before === after) return;
    for (const message of before) {
      if (!after.some(({ id }) => id === message.id)) this.#outbox.drop(message.id);
    }
    for (const message of after) {
      if (before.includes(message)) continue;
      if (message.state === "stored") this.#outbox.drop(message.id);
      else this.#outbox.keep(message);
    }
  }

  #droppedElsewhere(id: string): void {
    const message = this.#state.pending.find((each) => each.id === id);
    if (message !== undefined && message.state !== "stored") this.#do({ i: "discard", id });
  }

  #run(command: Command): void {
    switch (command.c) {
      case "frame":
        return this.#sendFrame(command.frame);
      case "page":
        void this.history.readNewest().then(() => this.#options.onMissed?.());
        return;
      case "undo":
        return this.#options.onRefused?.(command.change);
      case "notice":
        return this.#options.onNotice(command.detail);
    }
  }

  /** What cannot go out now goes out after the next welcome: the state keeps it. */
  #sendFrame(frame: RoomFrame): void {
    this.#link.send(JSON.stringify(frame));
  }

  #expireTyping(): void {
    clearTimeout(this.#typingTimer);
    const next = Math.min(...this.#state.typing.values());
    if (!Number.isFinite(next)) return;
    this.#typingTimer = setTimeout(
      () => {
        this.#do({ i: "tick", now: Date.now() });
        this.#expireTyping();
      },
      Math.max(0, next - Date.now()) + 10,
    );
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}

function linkOf(state: LinkState, before: RoomLink): RoomLink {
  switch (state) {
    case "idle":
    case "connecting":
    case "open":
      return before === "live" ? "lost" : before === "offline" ? "lost" : before;
    case "waiting":
      return "lost";
    case "offline":
      return "offline";
    case "ended":
      return before;
  }
}
