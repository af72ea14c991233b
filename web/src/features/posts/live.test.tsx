/** Numbers that change while they are looked at, over a live socket that the test plays. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HubAnswer, HubEvent, HubFrame } from "../../../../contract/live/hub.ts";
import { itemOf, leaveApp, makeMe, makePost, openApp, page, playServer } from "../../../../tests/setup/web-app.tsx";

/** The server's end of the one live socket. */
class LiveEnd extends EventTarget {
  static readonly OPEN = 1;
  static current: LiveEnd;
  readonly readyState = LiveEnd.OPEN;
  readonly frames: HubFrame[] = [];

  constructor() {
    super();
    LiveEnd.current = this;
    queueMicrotask(() => {
      this.dispatchEvent(new Event("open"));
      this.#answer({ t: "welcome", userId: me.id, unread: { conversations: 0, notifications: 0 } });
    });
  }

  send(text: string): void {
    if (text !== "ping") this.frames.push(JSON.parse(text) as HubFrame);
  }

  tell(...events: HubEvent[]): void {
    this.#answer({ t: "events", events });
  }

  close(): void {
    this.dispatchEvent(new CloseEvent("close", { code: 1000 }));
  }

  #answer(answer: HubAnswer): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(answer) }));
  }
}

/** Everything that is observed is on the screen, whole. */
class AllInSight {
  readonly #look: IntersectionObserverCallback;
  constructor(look: IntersectionObserverCallback) {
    this.#look = look;
  }
  observe(target: Element): void {
    const box = { height: 100 } as DOMRectReadOnly;
    const entry = { target, isIntersecting: true, intersectionRect: box, boundingClientRect: box, rootBounds: box };
    queueMicrotask(() => this.#look([entry as IntersectionObserverEntry], this as unknown as IntersectionObserver));
  }
  unobserve(): void {}
  disconnect(): void {}
}

const me = makeMe();
beforeEach(() => {
  vi.stubGlobal("WebSocket", LiveEnd);
  vi.stubGlobal("IntersectionObserver", AllInSight);
});
afterEach(leaveApp);

function playFeed() {
  const post = makePost("Warm stone", { counts: { likes: 1, comments: 0, reposts: 0, views: 5 } });
  const server = playServer();
  server.answers.set("POST /v1/live/ticket", () => ({ ticket: "once", expiresIn: 30 }));
  server.answers.set("GET /v1/posts", () => page([itemOf(post)]));
  server.answers.set(`GET /v1/posts/${post.id}`, () => post);
  server.answers.set(`GET /v1/posts/${post.id}/comments`, () => page([]));
  return { ...server, post, subject: `post:${post.id}` as const };
}

const watched = () => LiveEnd.current.frames.findLast((frame) => frame.t === "watch");

test("a post on the screen is watched, and its numbers follow the counter", async () => {
  const { subject } = playFeed();
  openApp("/latest", me);
  const card = within(await screen.findByRole("article", { name: "Post by Tomas" }));
  await waitFor(() => expect(watched()?.subjects).toEqual([subject]));
  LiveEnd.current.tell({ t: "count", subject, values: { likes: 7, comments: 2, views: 9 } });
  await waitFor(() => expect(card.getByRole("button", { name: /^Like/ }).textContent).toContain("7"));
  expect(card.getByRole("link", { name: /^Reply/ }).textContent).toContain("2");
});

test("what was looked at is told before the page is left", async () => {
  const { answers, post } = playFeed();
  const told: unknown[] = [];
  answers.set("POST /v1/posts/views", ({ body }) => void told.push(body["ids"]));
  openApp("/latest", me);
  await screen.findByRole("article", { name: "Post by Tomas" });
  await waitFor(() => {
    dispatchEvent(new Event("pagehide"));
    expect(told).toEqual([[post.id]]);
  });
});

test("a post that is open counts its reader, and tells when others are there", async () => {
  const { post, subject } = playFeed();
  openApp(`/posts/${post.id}`, me);
  await screen.findByRole("article", { name: "Post by Tomas" });
  await waitFor(() => expect(watched()?.viewing).toBe(subject));
  LiveEnd.current.tell({ t: "count", subject, values: { viewers: 1 } });
  expect(screen.queryByText(/people here now/)).toBeNull();
  LiveEnd.current.tell({ t: "count", subject, values: { viewers: 3 } });
  expect((await screen.findByText(/people here now/)).textContent).toContain("3");
});
