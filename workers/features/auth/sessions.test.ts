import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Session, SignedIn } from "../../../contract/auth.ts";
import { sessions, users } from "../../../db/schema.ts";
import {
  cookieOf,
  fromSite,
  password,
  type Account,
  sessionOf,
  signIn,
  makeAccount,
} from "../../../tests/harness/accounts.ts";
import { api, db, env } from "../../../tests/harness/people.ts";
import { commit } from "../../effects/commit.ts";
import { systemScope } from "../../effects/consumer.ts";
import { forgetRevocations } from "../../http/session.ts";
import { revokeAccess, sessionEndings } from "./actions.ts";

const list = (as: { token: string }) => api<{ items: Session[]; nextCursor: null }>("/v1/auth/sessions", { as });
const refresh = (refreshToken: string) => api("/v1/auth/refresh", { body: { refreshToken } });
const end = (as: { token: string }, id: string) => api(`/v1/auth/sessions/${id}`, { as, method: "DELETE" });

let person: Account;
let other: { token: string; refreshToken: string; sessionId: string };
beforeEach(async () => {
  person = await makeAccount();
  other = sessionOf((await signIn(person.email)).body);
});

describe("the list of sessions", () => {
  it("shows a person's own open sessions, the newest first", async () => {
    await makeAccount();
    const { status, body } = await list(person);
    expect(status).toBe(200);
    expect(body.nextCursor).toBeNull();
    expect(body.items.map(({ id, current }) => [id, current])).toEqual([
      [other.sessionId, false],
      [person.sessionId, true],
    ]);
    expect(body.items[0]).toMatchObject({ device: "Unknown device", place: null });
  });

  it("leaves out what has expired", async () => {
    await db
      .update(sessions)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(sessions.id, other.sessionId));
    expect((await list(person)).body.items.map(({ id }) => id)).toEqual([person.sessionId]);
  });
});

describe("ending a session", () => {
  it("stops its tokens at once, and no others", async () => {
    expect((await end(person, other.sessionId)).status).toBe(204);
    expect((await list(other)).status).toBe(401);
    expect((await refresh(other.refreshToken)).status).toBe(401);
    expect((await list(person)).body.items.map(({ id }) => id)).toEqual([person.sessionId]);
    expect((await end(person, other.sessionId)).status).toBe(404);
  });

  it("is not possible for somebody else's", async () => {
    const stranger = await makeAccount();
    expect((await end(stranger, person.sessionId)).status).toBe(404);
    expect((await list(person)).status).toBe(200);
    expect((await refresh(person.refreshToken)).status).toBe(200);
  });
});

describe("signing out", () => {
  const logout = (options: { as?: { token: string }; headers?: Record<string, string> }) =>
    api("/v1/auth/logout", { method: "POST", ...options });

  it("ends the session of the access token", async () => {
    expect((await logout({ as: person })).status).toBe(204);
    expect((await list(person)).status).toBe(401);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect((await list(other)).status).toBe(200);
  });

  it("ends the session of the cookie and takes the cookie away", async () => {
    const web = await api<SignedIn>("/v1/auth/login", { body: { login: person.username, password } });
    const { pair } = cookieOf(web);
    const answer = await logout({ headers: fromSite(pair) });
    expect(answer.status).toBe(204);
    const cleared = cookieOf(answer);
    expect(cleared.pair).toBe("stoa-refresh=");
    expect(cleared.attributes).toEqual(expect.arrayContaining(["max-age=0", "path=/v1/auth"]));
    expect((await api("/v1/auth/refresh", { body: {}, headers: fromSite(pair) })).status).toBe(401);
    expect((await list({ token: web.body.accessToken })).status).toBe(401);
  });

  it("is forbidden to other sites, and needs a session", async () => {
    const web = await api<SignedIn>("/v1/auth/login", { body: { login: person.username, password } });
    const foreign = { Cookie: cookieOf(web).pair, Origin: "https://evil.example" };
    expect((await logout({ headers: foreign })).status).toBe(403);
    expect((await list({ token: web.body.accessToken })).status).toBe(200);
    expect((await logout({})).status).toBe(401);
  });

  it("takes a worthless cookie away as well", async () => {
    const answer = await logout({ headers: fromSite("stoa-refresh=worthless") });
    expect(answer.status).toBe(204);
    expect(cookieOf(answer).attributes).toContain("max-age=0");
  });
});

describe("what other features end", () => {
  const scope = () => systemScope(env, { waitUntil: () => undefined }, "test");

  it("ends all sessions of a suspended person, refresh and access", async () => {
    const admin = await scope();
    await commit(admin, {
      guard: admin.db.update(users).set({ status: "suspended" }).where(eq(users.id, person.id)),
      writes: sessionEndings(admin, person.id),
    });
    forgetRevocations();
    expect((await list(person)).status).toBe(401);
    expect((await list(other)).status).toBe(401);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    const [row] = await db.select().from(sessions).where(eq(sessions.id, person.sessionId));
    expect(row?.endedAt).not.toBeNull();
  });

  it("stops access tokens but not sessions when a role changes", async () => {
    const admin = await scope();
    await commit(admin, {
      guard: admin.db.update(users).set({ role: "teacher" }).where(eq(users.id, person.id)),
      writes: [revokeAccess(admin, person.id)],
    });
    forgetRevocations();
    expect((await list(person)).status).toBe(401);
    const renewed = await api<{ accessToken: string }>("/v1/auth/refresh", {
      body: { refreshToken: person.refreshToken },
    });
    expect(renewed.status).toBe(200);
    expect((await list({ token: renewed.body.accessToken })).status).toBe(200);
  });
});
