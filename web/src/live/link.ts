/** One live socket that comes back by itself: tickets, heartbeat, back-off, and what the network and the screen do to it. */
import type { closeCodes } from "../../../contract/live/protocol.ts";
import { ApiError } from "../api/error.ts";
import { backoff } from "./backoff.ts";

type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
const sessionEnded: CloseCode = 4401;
const removed: CloseCode = 4403;
const final = new Set<number>([sessionEnded, removed]);
/** The server asks to come back at once: it restarts, or we were too slow. */
const resumeSoon = new Set<number>([1012 satisfies CloseCode, 4408 satisfies CloseCode]);
const flooding: CloseCode = 4429;

const subprotocol = "stoa.v1";
const heartbeatMs = 25_000;
/** Characters after which the server wants to know that they were read (contract/live/protocol.ts). */
const pingAfter = 1024 * 1024;
/** Something must be heard within this time after a ping; a ticket must come, and then the socket open, within it. */
const deadlineMs = 10_000;
const soonMs = 1_000;
const floodPauseMs = 5_000;

/** `waiting`: tries again by itself. `offline`: the browser knows of no network. `ended`: closed for good. */
export type LinkState = "idle" | "connecting" | "open" | "waiting" | "offline" | "ended";

export interface LinkOptions {
  /** Path of the socket's route, without origin. */
  path: string;
  /** A fresh ticket for one connection. */
  ticket: () => Promise<string>;
  onOpen: () => void;
  /** A frame of text other than the heartbeat's. */
  onText: (text: string) => void;
  onState: (state: LinkState) => void;
  /** The server closed for good, with this close code: the session ended, or the person was removed. */
  onEnd?: (code: number) => void;
  /** A connection was refused before it opened; `tries` in a row. */
  onRefused?: (tries: number) => void;
}

export class Link {
  readonly #options: LinkOptions;
  #state: LinkState = "idle";
  #socket: WebSocket | null = null;
  /** Tries since the last one that was welcomed. */
  #attempt = 0;
  /** Rises with every connection, so that what an older one still reports is ignored. */
  #generation = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #listening: AbortController | null = null;
  /** Characters that came since the last ping. */
  #unanswered = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    if (this.#listening !== null) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener("online", () => this.#hurry(), { signal });
    addEventListener("offline", () => this.#drop("offline"), { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#hurry(), {
      signal,
    });
    void this.#connect();
  }

  /** Closes and stays closed until `start`. */
  stop(): void {
    this.#listening?.abort();
    this.#listening = null;
    this.#attempt = 0;
    this.#drop("idle");
  }

  /** Whether the text went out. */
  send(text: string): boolean {
    if (this.#state !== "open" || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  /** The other side has welcomed us: the next loss starts the back-off anew. */
  settle(): void {
    this.#attempt = 0;
  }

  #become(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState(state);
  }

  async #connect(): Promise<void> {
    this.#drop("connecting");
    if (!navigator.onLine) return this.#become("offline");
    const mine = this.#generation;
    this.#expectBy(deadlineMs);
    let ticket: string;
    try {
      ticket = await this.#options.ticket();
    } catch (error) {
      if (mine !== this.#generation) return;
      if (error instanceof ApiError && error.status === 401) return this.#end(sessionEnded);
      return this.#wait(backoff(this.#attempt++));
    }
    if (mine !== this.#generation) return;
    this.#open(mine, ticket);
  }

  #open(mine: number, ticket: string): void {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const query = new URLSearchParams({ ticket });
    this.#unanswered = 0;
    const socket = new WebSocket(`${scheme}://${location.host}${this.#options.path}?${query}`, [subprotocol]);
    this.#socket = socket;
    let opened = false;
    const current = () => mine === this.#generation;
    this.#expectBy(deadlineMs);
    socket.addEventListener("open", () => {
      if (!current()) return;
      opened = true;
      clearTimeout(this.#deadline);
      this.#heartbeat = setInterval(() => this.#ping(), heartbeatMs);
      this.#become("open");
      this.#options.onOpen();
    });
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (!current()) return;
      clearTimeout(this.#deadline);
      if (typeof data !== "string" || data === "pong") return;
      this.#unanswered += data.length;
      if (this.#unanswered >= pingAfter) this.#ping();
      this.#options.onText(data);
    });
    socket.addEventListener("close", ({ code }) => {
      if (current()) this.#closed(code, opened);
    });
  }

  #closed(code: number, opened: boolean): void {
    if (final.has(code)) return this.#end(code);
    const attempt = this.#attempt++;
    if (resumeSoon.has(code) && attempt === 0) return this.#wait(Math.random() * soonMs);
    this.#wait(backoff(attempt) + (code === flooding ? floodPauseMs : 0));
    if (!opened) this.#options.onRefused?.(attempt + 1);
  }

  #ping(): void {
    this.#unanswered = 0;
    this.#socket?.send("ping");
    this.#expectBy(deadlineMs);
  }

  /** Gives the connection up when nothing is heard in time. */
  #expectBy(ms: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      this.#attempt++;
      this.#wait(backoff(this.#attempt));
    }, ms);
  }

  #wait(ms: number): void {
    if (!navigator.onLine) return this.#drop("offline");
    this.#drop("waiting");
    this.#retry = setTimeout(() => void this.#connect(), ms);
  }

  /** The network is back or somebody looks again: whoever waits tries now, an open socket is put to the test. */
  #hurry(): void {
    if (this.#state === "open") this.#ping();
    else if (this.#state === "waiting" || this.#state === "offline") void this.#connect();
  }

  #end(code: number): void {
    this.#drop("ended");
    this.#options.onEnd?.(code);
  }

  #drop(state: LinkState): void {
    if (this.#state === "ended" && state === "offline") return;
    this.#generation++;
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    clearInterval(this.#heartbeat);
    this.#socket?.close();
    this.#socket = null;
    this.#become(state);
  }
}
