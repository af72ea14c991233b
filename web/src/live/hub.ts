/** The person's own live socket (`GET /v1/live`): one per tab, shared by everything on the page. */
import type { CountValues, HubAnswer, HubEvent, HubFrame, PresenceState, Subject } from "../../../contract/live/hub.ts";
import { liveApi } from "../api/live.ts";
import { Link, type LinkState } from "./link.ts";
import { type Interest, WatchList } from "./watch-list.ts";

export type { Interest } from "./watch-list.ts";

export type HubKind = HubEvent["t"];
export type HubEventOf<K extends HubKind> = Extract<HubEvent, { t: K }>;

export interface Unread {
  /** Conversations with something unread. */
  conversations: number;
  notifications: number;
}

export interface Presence {
  state: PresenceState;
  lastSeenAt: string | null;
}

/** Milliseconds in which changes of what is watched gather: scrolling a list changes it at every step. */
const gatherMs = 150;

type Listener = () => void;

export class HubConnection {
  readonly #link: Link;
  readonly #handlers = new Map<HubKind, Set<(event: HubEvent) => void>>();
  readonly #changes = new Set<Listener>();
  readonly #arrivals = new Set<(again: boolean) => void>();
  readonly #ends = new Set<Listener>();
  readonly #watched = new WatchList();
  readonly #presence = new Map<string, Presence>();
  readonly #counts = new Map<Subject, CountValues>();
  #unread: Unread = { conversations: 0, notifications: 0 };
  #welcomed = false;
  #hadWelcome = false;
  #sentWatch = "";
  #gathering: ReturnType<typeof setTimeout> | undefined;
  readonly #onVisibility = () => this.#tellState();

  constructor(ticket: () => Promise<string> = async () => (await liveApi.ticket()).ticket) {
    this.#link = new Link({
      path: "/v1/live",
      ticket,
      onOpen: () => undefined,
      onText: (text) => this.#take(JSON.parse(text) as HubAnswer),
      onState: (state) => this.#linkBecame(state),
      onEnd: () => this.#ends.forEach((listener) => listener()),
    });
  }

  /** Connects and stays connected until `stop`. Starting twice is harmless. */
  start(): void {
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#link.start();
  }

  /** Ends the connection and forgets what it told: the next one may be somebody else's. */
  stop(): void {
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#link.stop();
    clearTimeout(this.#gathering);
    this.#hadWelcome = false;
    this.#presence.clear();
    this.#counts.clear();
    this.#unread = { conversations: 0, notifications: 0 };
    this.#tellChange();
  }

  /** Calls `handler` for every event of a kind. Answers a function that stops it. */
  subscribe<K extends HubKind>(kind: K, handler: (event: HubEventOf<K>) => void): () => void {
    const handlers = this.#handlers.get(kind) ?? new Set();
    this.#handlers.set(kind, handlers);
    const take = (event: HubEvent) => handler(event as HubEventOf<K>);
    handlers.add(take);
    return () => handlers.delete(take);
  }

  /** Asks for presence and counts as long as the answered function has not been called; interests of all callers are merged. */
  watch(interest: Interest): () => void {
    const release = this.#watched.add(interest);
    this.#watchSoon();
    return () => {
      release();
      this.#watchSoon();
    };
  }

  /** Calls when the hub has welcomed this socket; `again`: after a loss, so that events may have been missed. */
  onArrival(listener: (again: boolean) => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  /** Calls when the server has ended the session behind the socket. */
  onEnd(listener: Listener): () => void {
    this.#ends.add(listener);
    return () => this.#ends.delete(listener);
  }

  /** Calls whenever `state`, `unread`, a presence or a count may have changed; for `useSyncExternalStore`. */
  readonly onChange = (listener: Listener): (() => void) => {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  };

  get state(): LinkState {
    return this.#link.state;
  }

  get unread(): Unread {
    return this.#unread;
  }

  /** The last that is known of somebody who is watched; undefined while nothing is, or while the socket is down. */
  presenceOf(userId: string): Presence | undefined {
    return this.#presence.get(userId);
  }

  /** The last that is known of a subject that is watched. */
  countsOf(subject: Subject): CountValues | undefined {
    return this.#counts.get(subject);
  }

  #take(answer: HubAnswer): void {
    switch (answer.t) {
      case "welcome":
        this.#arrive(answer.unread);
        break;
      case "events":
        for (const event of answer.events) this.#keep(event);
        this.#tellChange();
        for (const event of answer.events) this.#handlers.get(event.t)?.forEach((handler) => handler(event));
        break;
      case "error":
        throw new Error(`The hub refused a frame: ${answer.code}. ${answer.detail}`);
    }
  }

  #arrive(unread: Unread): void {
    const again = this.#hadWelcome;
    this.#welcomed = true;
    this.#hadWelcome = true;
    this.#unread = unread;
    this.#link.settle();
    this.#tellState();
    this.#sentWatch = "";
    this.#sendWatch();
    this.#tellChange();
    this.#arrivals.forEach((listener) => listener(again));
  }

  #keep(event: HubEvent): void {
    switch (event.t) {
      case "unread":
        this.#unread = { conversations: event.conversations, notifications: event.notifications };
        break;
      case "presence":
        this.#presence.set(event.userId, { state: event.state, lastSeenAt: event.lastSeenAt });
        break;
      case "count":
        this.#counts.set(event.subject, { ...this.#counts.get(event.subject), ...event.values });
        break;
      case "notification":
      case "conversation":
      case "session":
    }
  }

  #linkBecame(state: LinkState): void {
    if (state !== "open") {
      this.#welcomed = false;
      // Who is there now is not known any more.
      this.#presence.clear();
    }
    this.#tellChange();
  }

  #watchSoon(): void {
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => this.#sendWatch(), gatherMs);
  }

  #sendWatch(): void {
    if (!this.#welcomed) return;
    const frame = this.#watched.frame();
    const text = JSON.stringify(frame);
    const nothing = frame.users.length === 0 && frame.subjects.length === 0 && frame.viewing === null;
    if (text === this.#sentWatch || (nothing && this.#sentWatch === "")) return;
    this.#sentWatch = text;
    this.#forgetUnwatched(frame.users, frame.subjects);
    this.#link.send(text);
  }

  #forgetUnwatched(users: readonly string[], subjects: readonly Subject[]): void {
    for (const userId of this.#presence.keys()) if (!users.includes(userId)) this.#presence.delete(userId);
    for (const subject of this.#counts.keys()) if (!subjects.includes(subject)) this.#counts.delete(subject);
  }

  #tellState(): void {
    const state = document.visibilityState === "visible" ? "online" : "away";
    const frame: HubFrame = { t: "state", state };
    if (this.#welcomed) this.#link.send(JSON.stringify(frame));
  }

  #tellChange(): void {
    this.#changes.forEach((listener) => listener());
  }
}

/** The hub of this tab. `useLive` (use-hub.ts) starts it with the shell, for whoever is signed in. */
export const hub = new HubConnection();
