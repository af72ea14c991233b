/** The web app in jsdom, over a server that the test plays: real router, session, cache and client. */
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import type { Comment } from "../../contract/comments.ts";
import type { Page } from "../../contract/page.ts";
import type { FeedItem, Post } from "../../contract/posts.ts";
import type { Me, Relation, User, UserCard } from "../../contract/users.ts";
import { authApi } from "../../web/src/api/auth.ts";
import { http } from "../../web/src/api/http.ts";
import { createSession } from "../../web/src/features/auth/session.ts";
import { createQueryClient } from "../../web/src/lib/query-client.ts";
import { createRouter } from "../../web/src/routes/router.ts";

export interface Call {
  url: URL;
  body: Record<string, unknown>;
}
/** Answers a call; what it answers is sent as JSON. Throw `Refusal` for a problem, answer a promise to keep the call waiting. */
export type Answer = (call: Call) => unknown;

/** A problem answer of the server. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail = "Refused.") {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** Plays the API: `answers` by method and path (`GET /v1/posts`), and every call in the order in which it came. */
export function playServer() {
  const answers = new Map<string, Answer>();
  const calls: string[] = [];
  vi.stubGlobal("scrollTo", () => undefined);
  // Windows in tests are narrow, and a pointer is a mouse.
  vi.stubGlobal("matchMedia", () => Object.assign(new EventTarget(), { matches: false }));
  // Apps of earlier tests would take the next one's sign-in for another tab's, and end its session.
  vi.stubGlobal("BroadcastChannel", undefined);
  // jsdom knows the element, not what opens it.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, "http://stoa.test");
    const name = `${init.method ?? "GET"} ${url.pathname}`;
    calls.push(name + url.search);
    const answer = answers.get(name);
    if (answer === undefined) return problem(new Refusal(404, "not_found"));
    try {
      const body = JSON.parse(typeof init.body === "string" ? init.body : "{}") as Record<string, unknown>;
      return Response.json((await answer({ url, body })) ?? {});
    } catch (error) {
      if (error instanceof Refusal) return problem(error);
      throw error;
    }
  });
  const quiet: [string, unknown][] = [
    ["GET /v1/users/suggestions", page([])],
    ["GET /v1/tags/autocomplete", { items: [] }],
    ["GET /v1/posts", page([])],
  ];
  for (const [name, value] of quiet) answers.set(name, () => value);
  return { answers, calls };
}

function problem({ status, code, message: detail }: Refusal): Response {
  const body = JSON.stringify({ type: "", title: "", status, detail, code, requestId: "r" });
  return new Response(body, { status, headers: { "Content-Type": "application/problem+json" } });
}

/** Undoes what a test left behind: session, storage, globals. */
export function leaveApp(): void {
  http.end();
  localStorage.clear();
  vi.unstubAllGlobals();
}

/** Opens an address of the app, signed in as `me` unless it is null. */
export function openApp(address: string, me: Me | null, queryClient: QueryClient = createQueryClient()) {
  const session = createSession({ http, queryClient, logout: authApi.logout });
  if (me !== null) session.begin({ accessToken: "token", expiresIn: 900, user: me });
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ queryClient, session }, history);
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { router, queryClient, user: userEvent.setup() };
}

let made = 0;
/** An id in the shape of a ULID; later ones are greater. */
export function makeId(): string {
  made += 1;
  return `01JD6Z3N9Q8T4V5W6X${String(made).padStart(8, "0")}`;
}

export function page<Item>(items: Item[], nextCursor: string | null = null): Page<Item> {
  return { items, nextCursor };
}

export function makeCard(username: string): UserCard {
  const displayName = username.charAt(0).toUpperCase() + username.slice(1);
  return { id: makeId(), username, displayName, avatarUrl: null, role: "member", verified: false };
}

export const strangers: Relation = { follow: "none", followedBy: false, blocking: false, muting: false };

export function makeUser(username: string, part: Partial<User> = {}): User {
  return {
    ...makeCard(username),
    coverUrl: null,
    bio: "",
    bioHtml: "",
    pronouns: "",
    location: "",
    website: null,
    links: [],
    skills: [],
    interests: [],
    education: [],
    experience: [],
    locked: false,
    restricted: false,
    createdAt: "2026-01-01T00:00:00.000Z",
    counts: { followers: 0, following: 0, posts: 0 },
    viewer: strangers,
    ...part,
  };
}

export function makeMe(username = "dara"): Me {
  const { viewer: _, ...user } = makeUser(username);
  return {
    ...user,
    avatarMediaId: null,
    coverMediaId: null,
    email: `${username}@example.org`,
    emailVerified: true,
    pendingEmail: null,
    dateOfBirth: null,
    permissions: [],
    settings: {
      locale: "en",
      timeZone: "UTC",
      theme: "system",
      profileVisibility: "public",
      activityVisibility: "public",
      whoMayMessage: "everyone",
    },
  };
}

export function makePost(content: string, part: Partial<Post> = {}): Post {
  return {
    id: makeId(),
    author: makeCard("tomas"),
    type: "text",
    content,
    contentHtml: `<p>${content}</p>`,
    language: "en",
    translations: {},
    media: [],
    tags: [],
    mentions: [],
    location: null,
    audience: "public",
    replyPolicy: "everyone",
    sensitive: false,
    contentWarning: null,
    createdAt: "2026-03-04T09:12:00.000Z",
    editedAt: null,
    counts: { likes: 0, comments: 0, reposts: 0, views: 0 },
    viewer: { liked: false, bookmarked: false, reposted: false, mayComment: true },
    ...part,
  };
}

export function itemOf(post: Post): FeedItem {
  return { id: post.id, post };
}

export function makeComment(postId: string, content: string, part: Partial<Comment> = {}): Comment {
  return {
    id: makeId(),
    postId,
    parentId: null,
    depth: 0,
    author: makeCard("yuki"),
    content,
    contentHtml: `<p>${content}</p>`,
    createdAt: "2026-03-04T10:00:00.000Z",
    editedAt: null,
    deleted: false,
    counts: { likes: 0, replies: 0 },
    viewer: { liked: false },
    ...part,
  };
}

/** A promise to answer a call with, settled by the test. */
export function later<T>() {
  return Promise.withResolvers<T>();
}
