import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { SignedIn, Tokens } from "../../../contract/auth.ts";
import { auditLog, sessions, users } from "../../../db/schema.ts";
import { type Account, cookieOf, fromSite, makeAccount, password } from "../../../tests/harness/accounts.ts";
import { api, db, env } from "../../../tests/harness/people.ts";
import { parseConfig } from "../../env.ts";
import { verifyAccess } from "../../http/tokens.ts";

const refresh = (refreshToken: string) => api<Tokens>("/v1/auth/refresh", { body: { refreshToken } });
const read = (token: string) => api("/v1/auth/sessions", { as: { token } });

/** Lets the last rotation of a session have been `millis` longer ago. */
async function age(sessionId: string, millis: number): Promise<void> {
  await db
    .update(sessions)
    .set({ rotatedAt: sql`${sessions.rotatedAt} - ${millis}` })
    .where(eq(sessions.id, sessionId));
}

let person: Account;
beforeEach(async () => {
  person = await makeAccount();
});

describe("refreshing", () => {
  it("is there for apps that send their old token along", async () => {
    const headers = { Authorization: "Bearer expired" };
    const body = { refreshToken: person.refreshToken };
    expect((await api("/v1/auth/refresh", { body, headers })).status).toBe(200);
  });

  it("gives new tokens and takes note of the visit", async () => {
    await db
      .update(sessions)
      .set({ lastSeenAt: 1, expiresAt: Date.now() + 1000 })
      .where(eq(sessions.id, person.sessionId));
    const { status, body, headers } = await refresh(person.refreshToken);
    expect(status).toBe(200);
    expect(body.refreshToken).not.toBe(person.refreshToken);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect((await read(body.accessToken)).status).toBe(200);
    const [row] = await db.select().from(sessions).where(eq(sessions.id, person.sessionId));
    expect(row?.generation).toBe(2);
    expect(row?.lastSeenAt).toBeGreaterThan(1);
    expect(row?.expiresAt).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  });

  it("gives the same successor to a retry within ten seconds", async () => {
    const first = await refresh(person.refreshToken);
    const retry = await refresh(person.refreshToken);
    expect(retry.status).toBe(200);
    expect(retry.body.refreshToken).toBe(first.body.refreshToken);
    expect((await refresh(first.body.refreshToken ?? "")).status).toBe(200);
  });

  it("gives two tabs that come at once the same successor", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(person.refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
    const [row] = await db.select().from(sessions).where(eq(sessions.id, person.sessionId));
    expect(row?.generation).toBe(2);
  });

  it("ends the session when a token comes again later, access tokens included", async () => {
    const { body } = await refresh(person.refreshToken);
    await age(person.sessionId, 11_000);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect((await refresh(body.refreshToken ?? "")).status).toBe(401);
    expect((await read(body.accessToken)).status).toBe(401);
    expect((await read(person.token)).status).toBe(401);
    const trail = await db.select().from(auditLog).where(eq(auditLog.targetId, person.id));
    expect(trail).toContainEqual(
      expect.objectContaining({ action: "session.reuse", after: { sessionId: person.sessionId, generation: 1 } }),
    );
  });

  it("ends the session when a token older than the previous one comes, however soon", async () => {
    const second = await refresh(person.refreshToken);
    const third = await refresh(second.body.refreshToken ?? "");
    expect((await refresh(person.refreshToken)).status).toBe(401);
    expect((await refresh(third.body.refreshToken ?? "")).status).toBe(401);
  });

  it("leaves other sessions alone when one is ended for reuse", async () => {
    const other = await api<SignedIn>("/v1/auth/login", {
      body: { login: person.username, password, client: "native" },
    });
    await refresh(person.refreshToken);
    await age(person.sessionId, 11_000);
    await refresh(person.refreshToken);
    expect((await refresh(other.body.refreshToken ?? "")).status).toBe(200);
  });

  it("does not take a forged generation for reuse", async () => {
    const [id = "", , mac = ""] = person.refreshToken.split(".");
    expect((await refresh(`${id}.7.${mac}`)).status).toBe(401);
    expect((await refresh(person.refreshToken)).status).toBe(200);
  });

  it.each(["", "nonsense", `01ARZ3NDEKTSV4RRFFQ69G5FAV.1.${"A".repeat(43)}`])("refuses %j", async (token) => {
    expect((await refresh(token)).status).toBe(401);
  });

  it("refuses an expired session and a person who is not active", async () => {
    await db.update(users).set({ status: "suspended" }).where(eq(users.id, person.id));
    expect((await refresh(person.refreshToken)).status).toBe(401);
    await db.update(users).set({ status: "active" }).where(eq(users.id, person.id));
    await db
      .update(sessions)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(sessions.id, person.sessionId));
    expect((await refresh(person.refreshToken)).status).toBe(401);
  });

  it("gives the role that the person has now", async () => {
    await db.update(users).set({ role: "teacher" }).where(eq(users.id, person.id));
    const { body } = await refresh(person.refreshToken);
    expect(await verifyAccess(parseConfig(env), body.accessToken)).toMatchObject({ id: person.id, role: "teacher" });
  });
});

describe("refreshing with the cookie", () => {
  const start = async () => {
    const answer = await api<SignedIn>("/v1/auth/login", { body: { login: person.username, password } });
    return cookieOf(answer).pair;
  };
  const withCookie = (headers: Record<string, string>) => api<Tokens>("/v1/auth/refresh", { body: {}, headers });

  it("works from a page of the site and sets the next cookie", async () => {
    const pair = await start();
    const answer = await withCookie(fromSite(pair));
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("refreshToken");
    const next = cookieOf(answer);
    expect(next.pair).toMatch(/^stoa-refresh=/);
    expect(next.pair).not.toBe(pair);
    expect(next.attributes).toEqual(expect.arrayContaining(["httponly", "samesite=strict", "path=/v1/auth"]));
    expect((await withCookie(fromSite(next.pair))).status).toBe(200);
  });

  it("works without a body at all, whatever Content-Type says", async () => {
    for (const type of [null, "application/json", "application/x-www-form-urlencoded", "text/plain"]) {
      const answer = await api("/v1/auth/refresh", {
        method: "POST",
        headers: { ...fromSite(await start()), ...(type && { "Content-Type": type }) },
      });
      expect(answer.status).toBe(200);
    }
  });

  it.each([
    ["without an Origin", {}],
    ["from another site", { Origin: "https://evil.example" }],
    ["from an opaque origin", { Origin: "null" }],
  ])("is forbidden %s", async (_, headers) => {
    const pair = await start();
    expect((await withCookie({ Cookie: pair, ...headers })).status).toBe(403);
    expect((await withCookie(fromSite(pair))).status).toBe(200);
  });

  it("is refused without a cookie", async () => {
    expect((await withCookie({ Origin: "http://localhost:8787" })).status).toBe(401);
  });

  it("does not take a cookie's token in a body, nor a native client's in a cookie", async () => {
    const pair = await start();
    expect((await refresh(pair.split("=")[1] ?? "")).status).toBe(401);
    expect((await withCookie(fromSite(`stoa-refresh=${person.refreshToken}`))).status).toBe(401);
  });
});
