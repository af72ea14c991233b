import { describe, expect, test, vi } from "vitest";
import type { SignedIn } from "../../../contract/auth.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { ApiError } from "./error.ts";
import { createHttp } from "./http.ts";

type Answer = Response | Promise<Response>;
type Handler = (request: Request) => Answer;

const json = (body: unknown, status = 200) => Response.json(body, { status });

function problem(status: number, fields: Record<string, unknown> = {}, headers: Record<string, string> = {}): Response {
  const body = { type: "about:blank", title: "Refused", status, detail: "Refused.", requestId: "req-1", ...fields };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}

/** Never answers; fails when it is given up. */
const silence: Handler = ({ signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });

/** A client whose calls are answered by `handlers`, by method and path; what it sent is kept. */
function client(handlers: Record<string, Handler>, deadlineMs?: number) {
  const sent: Request[] = [];
  const http = createHttp({
    ...(deadlineMs !== undefined && { deadlineMs }),
    fetch: async (input, init) => {
      const request = new Request(new URL(input, "http://stoa.test"), init);
      sent.push(request);
      const name = `${request.method} ${new URL(request.url).pathname}`;
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`No answer for ${name}`);
      return handler(request);
    },
  });
  const count = (path: string) => sent.filter((request) => new URL(request.url).pathname === path).length;
  return { http, sent, count };
}

const signedIn = (accessToken: string, expiresIn = 900) => ({ accessToken, expiresIn }) as SignedIn;
const bearer = (request: Request) => request.headers.get("Authorization");
/** Answers only to this token. */
const only = (token: string, body: unknown): Handler => {
  return (request) => (bearer(request) === `Bearer ${token}` ? json(body) : problem(401, { code: "unauthenticated" }));
};
const refusal = async (call: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError", { cause: error });
  return error;
};

describe("a refresh", () => {
  test("is shared by all calls that were refused, each of which is sent once more", async () => {
    const { http, count } = client({
      "GET /v1/posts": only("new", { items: [] }),
      "POST /v1/auth/refresh": () => json(signedIn("new")),
    });
    http.begin(signedIn("old"));
    const answers = await Promise.all(Array.from({ length: 5 }, () => http.get("/posts")));
    expect(answers).toHaveLength(5);
    expect(count("/v1/auth/refresh")).toBe(1);
    expect(count("/v1/posts")).toBe(10);
  });

  test("comes before the call when the token is about to end", async () => {
    const { http, sent } = client({
      "GET /v1/users/me": only("new", { id: "me" }),
      "POST /v1/auth/refresh": () => json(signedIn("new")),
    });
    http.begin(signedIn("old", 5));
    await http.get("/users/me");
    expect(sent.map(bearer)).toEqual([null, "Bearer new"]);
  });

  test("is not repeated when the new token is refused too", async () => {
    const { http, count } = client({
      "GET /v1/posts": () => problem(401, { code: "unauthenticated" }),
      "POST /v1/auth/refresh": () => json(signedIn("new")),
    });
    const ended = vi.fn<() => void>();
    http.onEnd(ended);
    http.begin(signedIn("old"));
    expect((await refusal(http.get("/posts"))).status).toBe(401);
    expect(count("/v1/posts")).toBe(2);
    expect(count("/v1/auth/refresh")).toBe(1);
    expect(ended).not.toHaveBeenCalled();
  });

  test("that is refused ends the session, told once; calls go on without a token", async () => {
    const { http, sent } = client({
      "GET /v1/posts": (request) => (bearer(request) === null ? json({}) : problem(401, { code: "unauthenticated" })),
      "POST /v1/auth/refresh": () => problem(401, { code: "unauthenticated" }),
    });
    const ended = vi.fn<() => void>();
    http.onEnd(ended);
    http.begin(signedIn("old"));
    const refusals = await Promise.all([refusal(http.get("/posts")), refusal(http.get("/posts"))]);
    expect(refusals.map((error) => error.code)).toEqual(["unauthenticated", "unauthenticated"]);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(http.signedIn()).toBe(false);
    await http.get("/posts");
    expect(bearer(sent.at(-1)!)).toBeNull();
  });

  test("that finds no network keeps the session", async () => {
    const { http } = client({
      "GET /v1/posts": only("new", {}),
      "POST /v1/auth/refresh": () => Promise.reject(new TypeError("Failed to fetch")),
    });
    http.begin(signedIn("old"));
    expect((await refusal(http.get("/posts"))).code).toBe("network");
    expect(http.signedIn()).toBe(true);
  });

  test("that was under way at sign-out does not bring the session back", async () => {
    const refreshed = Promise.withResolvers<Response>();
    const { http, count } = client({
      "GET /v1/posts": only("new", {}),
      "POST /v1/auth/refresh": () => refreshed.promise,
    });
    http.begin(signedIn("old"));
    const call = refusal(http.get("/posts"));
    await eventually(() => expect(count("/v1/auth/refresh")).toBe(1));
    http.end();
    refreshed.resolve(json(signedIn("new")));
    expect((await call).status).toBe(401);
    expect(http.signedIn()).toBe(false);
  });

  test("is left alone by calls that need no session", async () => {
    const { http, count } = client({ "POST /v1/auth/login": () => problem(401, { code: "unauthenticated" }) });
    expect((await refusal(http.post("/auth/login", { body: {}, anonymous: true }))).status).toBe(401);
    expect(count("/v1/auth/refresh")).toBe(0);
  });
});

describe("a failure", () => {
  test("carries code, fields, request id and waiting time of the problem", async () => {
    const errors = [{ path: "settings.locale", message: "must be a language tag" }];
    const { http } = client({
      "PATCH /v1/users/me": () => problem(422, { code: "validation_failed", errors }, { "X-Request-Id": "req-9" }),
      "GET /v1/search": () => problem(429, { code: "rate_limited" }, { "Retry-After": "40" }),
    });
    expect(await refusal(http.patch("/users/me", { body: {} }))).toMatchObject({
      status: 422,
      code: "validation_failed",
      errors,
      requestId: "req-9",
    });
    expect(await refusal(http.get("/search"))).toMatchObject({ code: "rate_limited", retryAfter: 40 });
  });

  test("that is not a problem answer is unreadable, not a crash", async () => {
    const page = new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } });
    const { http } = client({ "GET /v1/posts": () => page });
    expect(await refusal(http.get("/posts"))).toMatchObject({ status: 502, code: "unreadable" });
  });

  test("of a read without an answer comes in time, and frees what waits behind a refresh", async () => {
    const { http } = client({ "GET /v1/posts": silence, "POST /v1/auth/refresh": silence }, 10);
    expect(await refusal(http.get("/posts"))).toMatchObject({ code: "network" });
    http.begin(signedIn("old", 1));
    const calls = [http.get("/posts"), http.post("/posts", { body: {} })];
    expect(await Promise.all(calls.map(refusal))).toMatchObject([{ code: "network" }, { code: "network" }]);
  });

  test("by the caller's own abort stays an AbortError", async () => {
    const controller = new AbortController();
    const { http, count } = client({ "GET /v1/posts": silence });
    const call = http.get("/posts", { signal: controller.signal });
    await eventually(() => expect(count("/v1/posts")).toBe(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("a call carries its query, body and idempotency key, the same again after a refresh", async () => {
  const bodies: unknown[] = [];
  const { http, sent } = client({
    "POST /v1/posts": async (request) => {
      bodies.push(await request.clone().json());
      return only("new", { id: "p" })(request);
    },
    "POST /v1/auth/refresh": () => json(signedIn("new")),
  });
  http.begin(signedIn("old"));
  await http.post("/posts", { query: { ids: ["a", "b"], none: null }, body: { content: "hi" }, idempotencyKey: "k1" });
  const posts = sent.filter((request) => request.url.endsWith("/v1/posts?ids=a%2Cb"));
  expect(posts.map((request) => request.headers.get("Idempotency-Key"))).toEqual(["k1", "k1"]);
  expect(bodies).toEqual([{ content: "hi" }, { content: "hi" }]);
});
