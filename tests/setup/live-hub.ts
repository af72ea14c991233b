/** The person's live hub and the screen, as the test plays them. */
import { waitFor } from "@testing-library/react";
import { vi } from "vitest";
import type { HubEvent, HubFrame } from "../../contract/live/hub.ts";
import { type PlayedSocket, playSockets } from "./live-sockets.ts";
import type { playServer } from "./web-app.tsx";

export type WatchFrame = Extract<HubFrame, { t: "watch" }>;

/** Everything that is observed is on the screen, whole. */
class AllInSight implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  readonly #look: IntersectionObserverCallback;
  constructor(look: IntersectionObserverCallback) {
    this.#look = look;
  }
  observe(target: Element): void {
    const box = { height: 100 } as DOMRectReadOnly;
    const entry = { target, isIntersecting: true, intersectionRect: box, boundingClientRect: box, rootBounds: box };
    queueMicrotask(() => this.#look([entry as IntersectionObserverEntry], this));
  }
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

/** Puts a played hub and a screen on which all is in sight in the place of real ones; `leaveApp` undoes it. */
export function playHub({ answers }: ReturnType<typeof playServer>, viewerId: string) {
  vi.stubGlobal("IntersectionObserver", AllInSight);
  const sockets = playSockets();
  answers.set("POST /v1/live/ticket", () => ({ ticket: "once", expiresIn: 30 }));
  const find = (): PlayedSocket => {
    const socket = sockets.find(({ url }) => url.pathname === "/v1/live");
    if (socket === undefined) throw new Error("The page has not opened its live socket.");
    return socket;
  };
  return {
    /** Lets the page in, once it has knocked. */
    async welcome(): Promise<void> {
      const socket = await waitFor(find);
      socket.accept();
      socket.give({ t: "welcome", userId: viewerId, unread: { conversations: 0, notifications: 0 } });
    },
    tell: (...events: HubEvent[]) => find().give({ t: "events", events }),
    /** What the page watches now. */
    watched: () => find().frames.findLast((frame) => frame.t === "watch") as WatchFrame | undefined,
  };
}
