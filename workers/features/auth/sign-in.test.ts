import { exports as entrypoints } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignedIn } from "../../../contract/auth.ts";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import { defaultSettings } from "../../../contract/settings.ts";
import { auditLog, credentials, sessions, users } from "../../../db/schema.ts";
import {
  type Account,
  bcryptHash,
  cookieOf,
  makeAccount,
  password,
  sessionOf,
  signIn,
} from "../../../tests/harness/accounts.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { api, type Answer, db, makePerson } from "../../../tests/harness/people.ts";
import { rememberSettings } from "../../http/settings.ts";
import { sessionsKept } from "./session-store.ts";

let ada: Account;
beforeAll(async () => {
  ada = await makeAccount();
});
beforeEach(() => rememberSettings(defaultSettings));

function limitTo(limits: Partial<Record<"loginsPerAccount" | "loginsPerAddress", number>>): void {
  const changed = Object.fromEntries(
    Object.entries(limits).map(([name, max]) => [name, { kind: "window", max, seconds: 900 }]),
  );
  rememberSettings({ ...defaultSettings, limits: { ...defaultSettings.limits, ...changed } });
}

const problemOf = ({ status, body }: Answer<unknown>) => {
  const { code, detail, title, errors } = body as Problem;
  return { status, code, detail, title, errors };
};

describe("signing in", () => {
  it.each([
    ["username", () => ada.username],
    ["username in capitals", () => ada.username.toUpperCase()],
    ["address", () => ada.email],
    ["address in capitals, with spaces around", () => ` ${ada.email.toUpperCase()} `],
  ])("takes the %s", async (_, login) => {
    const { status, body } = await signIn(login());
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ id: ada.id, email: ada.email });
    expect(sessionOf(body).sessionId).not.toBe(ada.sessionId);
  });

  it("answers the same for a wrong password, an unknown account, and one without a password", async () => {
    const imported = await makePerson();
    const answers = await Promise.all([
      signIn(ada.username, { password: "wrong password" }),
      signIn("nobody.at.all"),
      signIn("nobody@example.org"),
      signIn(imported.username),
    ]);
    expect(problemOf(answers[0])).toMatchObject({ status: 401, code: "unauthenticated" });
    for (const answer of answers) expect(problemOf(answer)).toEqual(problemOf(answers[0]));
  });

  it("tells of a suspension only whoever knows the password", async () => {
    const person = await makeAccount();
    await db.update(users).set({ status: "suspended" }).where(eq(users.id, person.id));
    expect((await signIn(person.username, { password: "wrong password" })).status).toBe(401);
    expect(problemOf(await signIn(person.username))).toMatchObject({ status: 403, code: "forbidden" });
  });

  it("takes a bcrypt hash brought along from elsewhere, and hashes anew", async () => {
    const person = await makeAccount({ passwordHash: bcryptHash });
    expect((await signIn(person.username, { password: "wrong password" })).status).toBe(401);
    expect((await signIn(person.username)).status).toBe(200);
    await eventually(async () => {
      const [row] = await db.select().from(credentials).where(eq(credentials.userId, person.id));
      expect(row?.passwordHash).toMatch(/^\$scrypt\$/);
    });
    expect((await signIn(person.username)).status).toBe(200);
  });

  it("leaves an entry in the trail and names the device", async () => {
    const { body } = await api<SignedIn>("/v1/auth/login", {
      body: { login: ada.username, password, client: "native" },
      headers: { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" },
    });
    const { sessionId } = sessionOf(body);
    const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId));
    expect(row).toMatchObject({ device: "Firefox on Linux", place: null, client: "native", userId: ada.id });
    const trail = await db.select().from(auditLog).where(eq(auditLog.actorId, ada.id));
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(["session.start"]));
    expect(JSON.stringify(trail)).not.toContain(password);
  });

  it("keeps a person's sessions few: the ended and the longest unused go", async () => {
    const person = await makePerson({ passwordHash: bcryptHash });
    const now = Date.now();
    const ids = Array.from({ length: sessionsKept }, (_, i) => newId(now - 1000 + i));
    const old = {
      userId: person.id,
      seed: "s",
      rotatedAt: now,
      client: "native",
      device: "d",
      createdAt: now,
      expiresAt: now + 60_000,
    } as const;
    for (const [i, id] of ids.entries()) {
      await db.insert(sessions).values({ ...old, id, lastSeenAt: now - i, endedAt: i === 0 ? now : null });
    }
    await signIn(person.username);
    await signIn(person.username);
    const kept = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, person.id));
    expect(kept).toHaveLength(sessionsKept);
    const gone = ids.filter((id) => !kept.some((row) => row.id === id));
    expect(gone).toEqual([ids[0], ids.at(-1)]);
  });
});

describe("the cookie of browsers", () => {
  const login = (headers: Record<string, string> = {}) =>
    api<SignedIn>("/v1/auth/login", { body: { login: ada.username, password }, headers });

  it("is out of the reach of scripts and other sites, and only sent to /v1/auth", async () => {
    const answer = await login();
    expect(answer.body).not.toHaveProperty("refreshToken");
    expect(cookieOf(answer).pair).toMatch(/^stoa-refresh=/);
    expect(cookieOf(answer).attributes.toSorted()).toEqual([
      "httponly",
      "max-age=604800",
      "path=/v1/auth",
      "samesite=strict",
      "secure",
    ]);
  });

  it("goes without Secure to Safari, which takes no such cookie from http on this machine", async () => {
    const answer = await login({
      "User-Agent":
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    });
    expect(cookieOf(answer).attributes).not.toContain("secure");
    expect(cookieOf(answer).attributes).toContain("httponly");
  });
});

describe("the cookie elsewhere", () => {
  const safari = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
  const loginAt = (address: string) =>
    entrypoints.default.fetch(`${address}/v1/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "User-Agent": safari },
      body: JSON.stringify({ login: ada.username, password }),
    });

  it("has a name on https that browsers take from https only", async () => {
    const cookie = cookieOf(await loginAt("https://stoa.example.com"));
    expect(cookie.pair).toMatch(/^__Secure-stoa-refresh=/);
    expect(cookie.attributes).toContain("secure");
  });

  it("goes without Secure to another machine on http, in development", async () => {
    const cookie = cookieOf(await loginAt("http://192.168.0.7:8787"));
    expect(cookie.pair).toMatch(/^stoa-refresh=/);
    expect(cookie.attributes).not.toContain("secure");
  });
});

describe("failed attempts", () => {
  it("are counted per account and address, and a success is not", async () => {
    const person = await makeAccount();
    limitTo({ loginsPerAccount: 2 });
    const fail = () => signIn(person.username, { password: "wrong password" });
    expect((await fail()).status).toBe(401);
    expect((await signIn(person.username)).status).toBe(200);
    expect((await signIn(person.username)).status).toBe(200);
    expect((await fail()).status).toBe(401);
    const limited = await signIn(person.username);
    expect(problemOf(limited)).toMatchObject({ status: 429, code: "rate_limited" });
    expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await signIn(ada.username)).status).toBe(200);
  });

  it("are counted for unknown accounts alike", async () => {
    limitTo({ loginsPerAccount: 1 });
    expect((await signIn("who.is.this")).status).toBe(401);
    expect((await signIn("who.is.this")).status).toBe(429);
  });

  it("cannot slip through by coming all at once", async () => {
    limitTo({ loginsPerAccount: 3 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn("all.at.once")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it("are counted per address over all accounts", async () => {
    limitTo({ loginsPerAddress: 1 });
    const { status } = await signIn("one.more.nobody");
    expect(status).toBe(429);
  });
});
