/** Live sockets whose other end the test plays. */
import { vi } from "vitest";
import type { HubAnswer } from "../../contract/live/hub.ts";
import type { RoomAnswer, RoomFrame } from "../../contract/live/room.ts";

export type Welcome = Extract<RoomAnswer, { t: "welcome" }>;

/** One connection as the server sees it. */
export class PlayedSocket extends EventTarget {
  static readonly OPEN = 1;
  readonly url: URL;
  readonly protocols: readonly string[];
  /** Frames that came from the page, in order; pings are apart. */
  readonly frames: ({ t: string } & Record<string, unknown>)[] = [];
  pings = 0;
  readyState = 0;

  constructor(url: string, protocols: readonly string[] = []) {
    super();
    this.url = new URL(url);
    this.protocols = protocols;
    opened.push(this);
  }

  send(text: string): void {
    if (text === "ping") this.pings += 1;
    else this.frames.push(JSON.parse(text) as { t: string });
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  give(answer: RoomAnswer | HubAnswer | "pong"): void {
    const data = answer === "pong" ? answer : JSON.stringify(answer);
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** Closes from the server's side. */
  cut(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  framesOf<T extends RoomFrame["t"]>(t: T): Extract<RoomFrame, { t: T }>[] {
    return this.frames.filter((frame) => frame.t === t) as unknown as Extract<RoomFrame, { t: T }>[];
  }
}

let opened: PlayedSocket[] = [];

/** Puts played sockets in the place of real ones; `leaveApp` undoes it. Answers the list of all that the page opens. */
export function playSockets(): PlayedSocket[] {
  opened = [];
  vi.stubGlobal("WebSocket", PlayedSocket);
  return opened;
}

export function makeWelcome(part: Partial<Welcome> = {}): Welcome {
  return {
    t: "welcome",
    seq: 0,
    role: "member",
    memberCount: 2,
    members: [],
    present: [],
    readUpTo: 0,
    reads: {},
    mutedUntil: null,
    slowModeSeconds: 0,
    ...part,
  };
}
