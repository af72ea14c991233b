import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, ApiError } from "./api.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
let seen: { path: string; authorization: string | undefined; type: string | undefined; body: string }[];
let answer: Answer;

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({
        path: request.url ?? "",
        authorization: request.headers.authorization,
        type: request.headers["content-type"],
        body,
      });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("Api", () => {
  it("signs in as a native client before the first call and sends lines as NDJSON", async () => {
    answer = (request, response) => {
      if (request.url === "/v1/auth/login")
        json(response, 200, { accessToken: "a1", expiresIn: 900, refreshToken: "r1" });
      else json(response, 200, { accepted: 2 });
    };
    const api = new Api(origin, { login: "ada", password: "secret" });
    expect(await api.call("/v1/admin/import", { lines: [{ a: 1 }, { b: 2 }] })).toEqual({ accepted: 2 });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ login: "ada", password: "secret", client: "native" });
    expect(seen[1]).toMatchObject({
      authorization: "Bearer a1",
      type: "application/x-ndjson",
      body: '{"a":1}\n{"b":2}',
    });
  });

  it("renews its token once for calls that run side by side, and repeats them", async () => {
    let current = "a1";
    answer = (request, response) => {
      if (request.url === "/v1/auth/login")
        return json(response, 200, { accessToken: "a1", expiresIn: 900, refreshToken: "r1" });
      if (request.url === "/v1/auth/refresh") {
        current = "a2";
        return json(response, 200, { accessToken: "a2", expiresIn: 900, refreshToken: "r2" });
      }
      return request.headers.authorization === `Bearer ${current}`
        ? json(response, 200, { ok: true })
        : json(response, 401, { code: "unauthenticated" });
    };
    const api = new Api(origin, { login: "ada", password: "secret" });
    await api.call("/v1/first");
    current = "expired";
    expect(await Promise.all([api.call("/v1/a"), api.call("/v1/b"), api.call("/v1/c")])).toEqual([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    expect(seen.filter(({ path }) => path === "/v1/auth/refresh").map(({ body }) => body)).toEqual([
      '{"refreshToken":"r1"}',
    ]);
  });

  it("signs in anew when the refresh token is no good any more", async () => {
    let logins = 0;
    answer = (request, response) => {
      if (request.url === "/v1/auth/login") {
        logins += 1;
        return json(response, 200, { accessToken: `a${logins}`, expiresIn: 900, refreshToken: "r" });
      }
      if (request.url === "/v1/auth/refresh") return json(response, 401, { code: "unauthenticated" });
      return request.headers.authorization === "Bearer a2" ? json(response, 200, {}) : json(response, 401, {});
    };
    await new Api(origin, { login: "ada", password: "secret" }).call("/v1/a");
    expect(logins).toBe(2);
  });

  it("waits and repeats when the site says that it is too busy", async () => {
    answer = (_, response) =>
      seen.length === 1 ? json(response, 503, { code: "overloaded" }) : json(response, 200, { ok: true });
    expect(await new Api(origin, { token: "t" }).call("/v1/a")).toEqual({ ok: true });
    expect(seen).toHaveLength(2);
  });

  it("says what a refusal was about, field by field", async () => {
    answer = (_, response) =>
      json(response, 422, {
        code: "validation_failed",
        detail: "See errors.",
        errors: [{ path: "email", message: "is taken" }],
      });
    const failure = await new Api(origin, { token: "t" }).call("/v1/a", { json: {} }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status: 422, message: "/v1/a: 422 email is taken" });
  });

  it("does not repeat what a given token may not do", async () => {
    answer = (_, response) => json(response, 401, { code: "unauthenticated", detail: "Sign in." });
    await expect(new Api(origin, { token: "old" }).call("/v1/a")).rejects.toThrow("401 Sign in.");
    expect(seen).toHaveLength(1);
  });

  it("ends a wait when it is told to stop", async () => {
    const stop = new AbortController();
    answer = (_, response) => {
      json(response, 503, {}, { "Retry-After": "30" });
      stop.abort(new Error("stopped"));
    };
    await expect(new Api(origin, { token: "t" }, stop.signal).call("/v1/a")).rejects.toThrow("stopped");
  });
});
