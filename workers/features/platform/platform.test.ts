import { env as bindings } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { PublicSettings } from "../../../contract/settings.ts";
import { api, makePerson, origin } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { routes } from "../../../tests/harness/routes.ts";

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown>; security?: unknown }>>;
  components: { schemas: Record<string, Schema> };
}
interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  required?: string[];
}

describe("health", () => {
  it("tells that the database and the bucket answer", async () => {
    expect(await api("/v1/health")).toMatchObject({
      status: 200,
      body: { status: "ok", checks: { database: "ok", media: "ok" } },
    });
  });
});

describe("the reference", () => {
  it("describes every route, with its errors and who may call it", async () => {
    const { body } = await api<Document>("/v1/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    for (const route of routes) {
      const operation = body.paths[route.path]?.[route.method.toLowerCase()];
      expect(operation?.summary, `${route.method} ${route.path}`).toBeTruthy();
      expect(operation?.responses["default"]).toBeDefined();
      expect(operation?.security === undefined).toBe(route.rules.access === "public" && !route.rules.identifies);
    }
    expect(body.components.schemas["Post"]?.required).toContain("contentHtml");
    expect(body.components.schemas["Register"]?.additionalProperties).toBe(false);
  });

  it("says null of what may be null, and of nothing else", async () => {
    const { body } = await api<Document>("/v1/openapi.json");
    const { schemas } = body.components;
    expect(schemas["Post"]?.properties?.["editedAt"]).toEqual({
      anyOf: [{ $ref: "#/components/schemas/Time" }, { type: "null" }],
    });
    expect(schemas["Conversation"]?.properties?.["viewer"]?.properties?.["role"]).toEqual({
      anyOf: [{ $ref: "#/components/schemas/RoomRole" }, { type: "null" }],
    });
    // What is named is never null by itself, since not every place that names it may be.
    for (const [name, { type }] of Object.entries(schemas)) expect([type].flat(), name).not.toContain("null");
    // Nothing is null and at the same time something that never is.
    const narrowed: unknown[] = [];
    JSON.stringify(body, (_, value: unknown) => {
      if (value !== null && typeof value === "object" && "allOf" in value)
        if (/"null"/.test(JSON.stringify(value.allOf))) narrowed.push(value);
      return value;
    });
    expect(narrowed).toEqual([]);
  });

  it("can be read by people", async () => {
    const { status, body, headers } = await api<string>("/docs");
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toContain("text/html");
    expect(body).toContain("POST /v1/posts/{id}/comments");
    expect(body).toContain('<a href="#schema-Post">Post</a>');
  });
});

describe("metrics", () => {
  it("are for who has the token", async () => {
    await makePost(await makePerson());
    expect((await api("/metrics")).status).toBe(401);
    expect((await api("/metrics", { headers: { Authorization: "Bearer wrong" } })).status).toBe(401);
    const { METRICS_TOKEN } = bindings as unknown as { METRICS_TOKEN: string };
    const answer = await api<string>("/metrics", { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/^stoa_posts [1-9]\d*$/m);
    expect(answer.body).toMatch(/^stoa_build_info\{version="[\d.]+"\} 1$/m);
  });
});

describe("every answer", () => {
  it("carries security headers and the request's id", async () => {
    for (const path of ["/v1/health", "/v1/posts", "/v1/none", "/docs"]) {
      const { headers } = await api(path);
      expect(headers.get("Content-Security-Policy"), path).toContain("default-src 'self'");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Strict-Transport-Security")).toContain("max-age=");
      expect(headers.get("X-Request-Id")).toMatch(/^[0-9A-Z]{26}$/);
    }
  });

  it("tells the limits that it counted against", async () => {
    const { headers } = await api("/v1/posts", { as: await makePerson() });
    expect(headers.get("RateLimit-Policy")).toBe('"reads";q=1200;w=60');
    expect(headers.get("RateLimit")).toMatch(/^"reads";r=11\d\d;t=\d+$/);
  });

  it("lets only known origins read it elsewhere", async () => {
    const allowed = async (from: string) =>
      (await api("/v1/posts", { headers: { Origin: from } })).headers.get("Access-Control-Allow-Origin");
    expect(await allowed(origin)).toBe(origin);
    expect(await allowed("https://evil.example")).toBeNull();
    const admin = await makePerson({ role: "admin" });
    await api("/v1/admin/settings", { as: admin, method: "PATCH", body: { corsOrigins: ["https://app.example.org"] } });
    expect(await allowed("https://app.example.org")).toBe("https://app.example.org");
  });
});

describe("settings", () => {
  const change = async (settings: unknown) => {
    const answer = await api("/v1/admin/settings", {
      as: await makePerson({ role: "admin" }),
      method: "PATCH",
      body: settings,
    });
    expect(answer.status).toBe(200);
  };
  afterEach(() =>
    change({
      publicReading: true,
      maintenance: { on: false },
      limits: { posts: { kind: "window", max: 100, seconds: 900 } },
    }),
  );

  it("can close the site to who is not signed in", async () => {
    await change({ publicReading: false });
    expect((await api("/v1/posts")).status).toBe(401);
    expect((await api("/v1/posts", { as: await makePerson() })).status).toBe(200);
    expect((await api<PublicSettings>("/v1/settings")).body).toMatchObject({ publicReading: false });
  });

  it("can put it into maintenance, where only administrators get through", async () => {
    await change({ maintenance: { on: true, message: "Back at noon." } });
    const refused = await api("/v1/posts", { as: await makePerson() });
    expect(refused).toMatchObject({ status: 503, body: { code: "overloaded", detail: "Back at noon." } });
    expect(refused.headers.get("Retry-After")).not.toBeNull();
    expect((await api("/v1/health")).status).toBe(200);
    expect((await api("/v1/posts", { as: await makePerson({ role: "admin" }) })).status).toBe(200);
  });

  it("change limits, which then hold exactly", async () => {
    await change({ limits: { posts: { kind: "window", max: 3, seconds: 900 } } });
    const ada = await makePerson();
    const post = () => api("/v1/posts", { as: ada, body: { type: "text", content: "Again" } });
    const answers = await Promise.all(Array.from({ length: 8 }, post));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 201, 201, 429, 429, 429, 429, 429,
    ]);
    const refused = await post();
    expect(refused.body).toMatchObject({ code: "rate_limited" });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(refused.headers.get("RateLimit")).toMatch(/^"posts";r=0;t=\d+$/);
  });
});
