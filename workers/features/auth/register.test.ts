import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignedIn } from "../../../contract/auth.ts";
import type { Problem } from "../../../contract/errors.ts";
import { defaultSettings } from "../../../contract/settings.ts";
import { credentials } from "../../../db/schema.ts";
import { cookieOf, mailTo, registration, sessionOf, signUp, tokenIn } from "../../../tests/harness/accounts.ts";
import { api, type Answer, db, env, makePerson } from "../../../tests/harness/people.ts";
import { parseConfig } from "../../env.ts";
import { rememberSettings } from "../../http/settings.ts";
import { accessSeconds, verifyAccess } from "../../http/tokens.ts";

const register = (overrides: Record<string, unknown> = {}): Promise<Answer<SignedIn & Problem>> =>
  api("/v1/auth/register", { body: registration(overrides) });

// The first account of a site is its administrator.
beforeAll(() => makePerson());
beforeEach(() => rememberSettings(defaultSettings));

describe("registering", () => {
  it("signs in at once, with the account in the answer", async () => {
    const input = registration({ displayName: "Ada Lovelace", dateOfBirth: "1990-12-10" });
    const { status, body, headers } = await api<SignedIn>("/v1/auth/register", { body: input });
    expect(status).toBe(201);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(body).toMatchObject({
      expiresIn: accessSeconds,
      user: {
        username: input.username,
        displayName: "Ada Lovelace",
        email: input.email,
        emailVerified: false,
        dateOfBirth: "1990-12-10",
      },
    });
    const viewer = await verifyAccess(parseConfig(env), body.accessToken);
    expect(viewer).toMatchObject({ id: body.user.id, role: "member" });
    const me = await api<{ id: string }>("/v1/users/me", { as: { token: body.accessToken } });
    expect(me.body.id).toBe(body.user.id);
  });

  it("gives browsers the refresh token as a cookie and native clients in the body", async () => {
    const web = await register();
    expect(web.body).not.toHaveProperty("refreshToken");
    expect(cookieOf(web).pair).toMatch(/^stoa-refresh=\w+/);
    const native = await register({ client: "native" });
    expect(sessionOf(native.body).sessionId).toHaveLength(26);
    expect(native.headers.get("Set-Cookie")).toBeNull();
  });

  it("stores a scrypt hash and writes to the address", async () => {
    const person = await signUp();
    const [row] = await db.select().from(credentials).where(eq(credentials.userId, person.id));
    expect(row?.passwordHash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
    const mail = await mailTo(person.email, /confirm your address/i);
    expect(tokenIn(mail)).toHaveLength(43);
    expect(mail.text).toContain("http://localhost:8787/verify?token=");
    expect(mail.html).toContain(`href="http://localhost:8787/verify?token=${tokenIn(mail)}"`);
  });

  it("names the field that somebody has already, compared without case", async () => {
    const person = await signUp();
    const sameName = await register({ username: person.username.toUpperCase() });
    expect(sameName.status).toBe(409);
    expect(sameName.body).toMatchObject({ code: "conflict", errors: [{ path: "username" }] });
    const sameEmail = await register({ email: person.email.toUpperCase() });
    expect(sameEmail.status).toBe(409);
    expect(sameEmail.body).toMatchObject({ code: "conflict", errors: [{ path: "email" }] });
  });

  it.each([
    ["password", { password: "short" }],
    ["username", { username: "settings" }],
    ["email", { email: "nobody" }],
    ["dateOfBirth", { dateOfBirth: "2999-01-01" }],
    ["role", { role: "admin" }],
  ])("refuses a bad %s", async (path, overrides) => {
    const { status, body } = await register(overrides);
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ path })]);
  });

  it("is refused while the site takes no new members", async () => {
    rememberSettings({ ...defaultSettings, registrationOpen: false });
    const { status, body } = await register();
    expect(status).toBe(403);
    expect(body.code).toBe("forbidden");
  });

  it("is limited per address, whoever is signed in", async () => {
    const { accessToken } = (await register()).body;
    rememberSettings({
      ...defaultSettings,
      limits: { ...defaultSettings.limits, registrations: { kind: "window", max: 1, seconds: 900 } },
    });
    const { status, headers } = await api("/v1/auth/register", {
      as: { token: accessToken },
      body: registration(),
    });
    expect(status).toBe(429);
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
