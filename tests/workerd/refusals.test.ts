/** What every route refuses, tried on every route that the app has. */
import { exports as entrypoints } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { errorStatus, type Problem } from "../../contract/errors.ts";
import { newId } from "../../contract/ids.ts";
import { may } from "../../contract/roles.ts";
import { parseConfig } from "../../workers/env.ts";
import { accessSeconds, signAccess } from "../../workers/http/tokens.ts";
import { othersObjects } from "../harness/objects.ts";
import { type Answer, env, makePerson, origin, type Person } from "../harness/people.ts";
import { answeredPaths, exampleOf, type FoundRoute, nameOf, requiredQuery, routes } from "../harness/routes.ts";

let admin: Person;
let member: Person;
beforeAll(async () => {
  admin = await makePerson({ role: "admin" });
  member = await makePerson();
});

interface Call {
  token?: string | undefined;
  params?: Record<string, string>;
  body?: BodyInit | undefined;
  type?: string;
  query?: string;
}

/** Calls a route; path parameters without a value get one that nothing has, queries what they must have. */
async function call(route: FoundRoute, { token, params = {}, body, type, query }: Call): Promise<Answer<Problem>> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? absent(name));
  const response = await entrypoints.default.fetch(`${origin}${path}${query ?? requiredQuery(route)}`, {
    method: route.method,
    headers: {
      Origin: origin,
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "Content-Type": type ?? route.bodyType ?? "application/json" }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text.startsWith("{") ? JSON.parse(text) : null) as Problem,
  };
}

/** Values of path parameters that are no ids; of the others, an id that nothing has. */
const plainParams: Record<string, string> = { seq: "1", language: "en", variant: "feed" };
const absent = (name: string): string => plainParams[name] ?? newId();

function expectProblem(answer: Answer<Problem>, code: keyof typeof errorStatus): void {
  expect(answer.body).toMatchObject({ code, status: errorStatus[code] });
  expect(answer.status).toBe(errorStatus[code]);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(answer.body.requestId).toBe(answer.headers.get("X-Request-Id"));
}

const validBody = (route: FoundRoute): string | undefined =>
  route.body ? JSON.stringify(exampleOf(route.body)) : route.bodyType ? "{}\n" : undefined;
/** A token that passes every check of role; nobody's where a route takes none. */
const passing = (route: FoundRoute): string | undefined => (route.rules.access === "public" ? undefined : admin.token);

describe("the app", () => {
  it("declares every route that it answers", () => {
    expect(routes.length).toBeGreaterThan(50);
    const declared = routes.filter(({ path }) => path.startsWith("/v1")).map(nameOf);
    expect(answeredPaths.toSorted()).toEqual([...new Set(declared)].toSorted());
  });
});

describe.each(routes.map((route) => [nameOf(route), route] as const))("%s", (_, route) => {
  if (route.rules.access === "required") {
    it("refuses who is not signed in", async () => {
      const answer = await call(route, { body: validBody(route) });
      expectProblem(answer, "unauthenticated");
      expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
    });
  }

  // What is the same for everyone looks at nobody's token.
  if (route.rules.access !== "public" || route.rules.identifies)
    it("refuses tokens that do not count", async () => {
      const config = parseConfig(env);
      const viewer = { id: member.id, role: member.role, sessionId: member.sessionId };
      const expired = await signAccess(config, viewer, Date.now() - (accessSeconds + 1) * 1000);
      const foreign = await signAccess(
        { ...config, tokenKeys: [{ kid: config.tokenKeys[0]?.kid ?? "", secret: "x".repeat(43) }] },
        viewer,
      );
      const [header = "", payload = ""] = member.token.split(".");
      const unsigned = `${btoa('{"alg":"none","typ":"JWT"}').replaceAll("=", "")}.${payload}.`;
      for (const token of ["nonsense", expired, foreign, unsigned, `${header}.${payload}.`]) {
        expectProblem(await call(route, { token, body: validBody(route) }), "unauthenticated");
      }
    });

  const { permission, object } = route.rules;
  if (permission && !may("member", permission)) {
    it("refuses a role without the permission", async () => {
      expectProblem(await call(route, { token: member.token, body: validBody(route) }), "forbidden");
    });
  }

  if (object) {
    const code = object.kind === "mail-token" ? "validation_failed" : "not_found";

    it("answers 404 for what is not there", async () => {
      expectProblem(await call(route, { token: passing(route), body: validBody(route) }), code);
    });

    // An ordinary member is who must not see; where only staff may come at all, they may see everybody.
    const staffOnly = permission !== undefined && !may("member", permission);
    if (!(staffOnly && object.kind === "user")) {
      it("does not tell somebody else's hidden object from none", async () => {
        const asking = staffOnly ? admin : member;
        const value = await othersObjects[object.kind].hidden(asking);
        const token = route.rules.access === "public" ? undefined : asking.token;
        expectProblem(await call(route, { token, params: { [object.param]: value }, body: validBody(route) }), code);
      });
    }

    const { visible } = othersObjects[object.kind];
    if (object.others === "forbidden" && visible) {
      it("refuses to act on somebody else's object", async () => {
        const value = await visible();
        expectProblem(
          await call(route, { token: member.token, params: { [object.param]: value }, body: validBody(route) }),
          "forbidden",
        );
      });
    }

    if (object.kind !== "mail-token") {
      it("refuses an id that is none", async () => {
        const answer = await call(route, {
          token: passing(route),
          params: { [object.param]: "no-id!" },
          body: validBody(route),
        });
        expect([404, 422]).toContain(answer.status);
      });
    }
  }

  it("refuses fields that it does not know", async () => {
    if (route.method === "GET") {
      const answer = await call(route, { token: passing(route), query: "?surprise=1" });
      expectProblem(answer, "validation_failed");
      expect(answer.body.errors?.map(({ path }) => path)).toContain("surprise");
    } else if (!route.bodyType) {
      const known = route.body ? (exampleOf(route.body) as object) : {};
      const answer = await call(route, { token: passing(route), body: JSON.stringify({ ...known, surprise: 1 }) });
      expectProblem(answer, "validation_failed");
      expect(answer.body.errors?.map(({ path }) => path)).toContain("surprise");
    }
  });

  if (route.method !== "GET") {
    it("refuses a body that is too large", async () => {
      const bytes = (route.rules.maxBody ?? 1024 * 1024) + 1;
      // What is streamed is refused by the length that it says it has, before any of it is read.
      const body = route.rules.streamed ? new FixedLengthStream(bytes).readable : "x".repeat(bytes);
      expectProblem(await call(route, { token: passing(route), body }), "payload_too_large");
    });

    if (route.bodyType !== "*/*")
      it("refuses another type of content", async () => {
        expectProblem(
          await call(route, { token: passing(route), body: "a=b", type: "application/x-www-form-urlencoded" }),
          "unsupported_media_type",
        );
      });

    if (!route.bodyType) {
      it("refuses what is not JSON", async () => {
        for (const body of ["{", "{'a':1}", "undefined", "\u0000"])
          expectProblem(await call(route, { token: passing(route), body }), "malformed");
      });

      it("knows JSON by every way of writing its type", async () => {
        // RFC 9110, sections 5.6.6 and 8.3.1.
        for (const type of ["Application/JSON ; charset=utf-8", "application/json;", 'application/json; a="b;c"']) {
          const answer = await call(route, { token: passing(route), body: '{"surprise":1}', type });
          expectProblem(answer, "validation_failed");
        }
      });

      it("refuses JSON of another shape", async () => {
        for (const body of ["[1]", '"text"', "7", "[[[[[[]]]]]]"])
          expectProblem(await call(route, { token: passing(route), body }), "validation_failed");
      });
    }
  }
});
