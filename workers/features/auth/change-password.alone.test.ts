import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import { defaultSettings } from "../../../contract/settings.ts";
import { credentials, mailTokens, outbox } from "../../../db/schema.ts";
import {
  mailTo,
  mailsTo,
  password,
  type Account,
  sessionOf,
  signIn,
  makeAccount,
  tokenIn,
} from "../../../tests/harness/accounts.ts";
import { api, db, makePerson } from "../../../tests/harness/people.ts";
import { armFault } from "../../effects/faults.ts";
import { rememberSettings } from "../../http/settings.ts";

const fresh = "a brand new passphrase";
const isSignedIn = async (as: { token: string }) => (await api("/v1/auth/sessions", { as })).status === 200;
const forgot = (email: string) => api("/v1/auth/forgot-password", { body: { email } });
const reset = (token: string, chosen = fresh) =>
  api<Problem>("/v1/auth/reset-password", { body: { token, password: chosen } });
const resetToken = async (email: string) => {
  expect((await forgot(email)).status).toBe(202);
  return tokenIn(await mailTo(email, /new password/));
};

let person: Account;
beforeEach(async () => {
  const { limits } = defaultSettings;
  rememberSettings({ ...defaultSettings, limits: { ...limits, mails: { ...limits.mails, max: 1000 } } });
  person = await makeAccount();
});

describe("changing the password", () => {
  const change = (currentPassword: string) =>
    api<Problem>("/v1/auth/change-password", { as: person, body: { currentPassword, password: fresh } });

  it("needs the current one", async () => {
    const { status, body } = await change("not the password");
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ path: "currentPassword" })]);
    expect((await signIn(person.email)).status).toBe(200);
  });

  it("ends every other session at once, keeps this one, and tells the person", async () => {
    const other = sessionOf((await signIn(person.email)).body);
    expect((await change(password)).status).toBe(204);
    expect(await isSignedIn(other)).toBe(false);
    expect((await api("/v1/auth/refresh", { body: { refreshToken: other.refreshToken } })).status).toBe(401);
    expect(await isSignedIn(person)).toBe(true);
    expect((await api("/v1/auth/refresh", { body: { refreshToken: person.refreshToken } })).status).toBe(200);
    expect((await signIn(person.email)).status).toBe(401);
    expect((await signIn(person.email, { password: fresh })).status).toBe(200);
    await mailTo(person.email, /password .* was changed/);
  });

  it("makes links to reset it worthless", async () => {
    const token = await resetToken(person.email);
    await change(password);
    expect((await reset(token)).status).toBe(422);
  });

  it("counts wrong guesses, so that a borrowed session finds nothing out", async () => {
    const { limits } = defaultSettings;
    rememberSettings({
      ...defaultSettings,
      limits: { ...limits, loginsPerAccount: { ...limits.loginsPerAccount, max: 1 } },
    });
    expect((await change("guess number one")).status).toBe(422);
    expect((await change(password)).status).toBe(429);
  });
});

describe("a forgotten password", () => {
  it("does the same for known and unknown addresses: one row in the outbox, one answer", async () => {
    const disarm = armFault("commit.before-send");
    const answers = [await forgot(person.email), await forgot("nobody@example.org")];
    disarm();
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual([
      { status: 202, body: { status: "accepted" } },
      { status: 202, body: { status: "accepted" } },
    ]);
    const rows = await db.select().from(outbox).where(eq(outbox.kind, "mail.reset"));
    expect(rows.map(({ payload }) => payload)).toEqual([{ email: person.email }, { email: "nobody@example.org" }]);
    await db.delete(outbox).where(eq(outbox.kind, "mail.reset"));
  });

  it("is reset with the link of the mail, which ends all sessions and confirms the address", async () => {
    person = await makeAccount({ emailVerifiedAt: null });
    await forgot(person.email.toUpperCase());
    const token = tokenIn(await mailTo(person.email, /new password/));
    expect((await reset(token)).status).toBe(204);
    expect(await isSignedIn(person)).toBe(false);
    expect((await api("/v1/auth/refresh", { body: { refreshToken: person.refreshToken } })).status).toBe(401);
    expect((await signIn(person.email)).status).toBe(401);
    const { status, body } = await signIn(person.email, { password: fresh });
    expect(status).toBe(200);
    expect(body.user.emailVerified).toBe(true);
    expect(await isSignedIn(sessionOf(body))).toBe(true);
  });

  it("is reset once with each link, also when it is used twice at once", async () => {
    const token = await resetToken(person.email);
    const answers = await Promise.all([reset(token, "first new password"), reset(token, "second new password")]);
    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(["204", "422"]);
    const again = await reset(token);
    expect(again.body).toMatchObject({ code: "validation_failed", errors: [{ path: "token" }] });
  });

  it("takes only the newest link, within the hour", async () => {
    const old = await resetToken(person.email);
    await db.update(mailTokens).set({ createdAt: 0 }).where(eq(mailTokens.userId, person.id));
    await forgot(person.email);
    await expect
      .poll(async () => (await mailsTo(person.email)).filter(({ subject }) => /new password/.test(subject)))
      .toHaveLength(2);
    const newest = tokenIn(await mailTo(person.email, /new password/));
    expect((await reset(old)).status).toBe(422);
    await db
      .update(mailTokens)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(mailTokens.userId, person.id));
    expect((await reset(newest)).status).toBe(422);
  });

  it("keeps only hashes of tokens", async () => {
    const token = await resetToken(person.email);
    const rows = await db.select().from(mailTokens).where(eq(mailTokens.userId, person.id));
    expect(rows.map((row) => row.purpose)).toEqual(["reset"]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("lets somebody who was brought along without a password in", async () => {
    const imported = await makePerson({ emailVerifiedAt: null });
    const token = await resetToken(imported.email);
    expect((await reset(token)).status).toBe(204);
    const { status, body } = await signIn(imported.username, { password: fresh });
    expect(status).toBe(200);
    expect(body.user.emailVerified).toBe(true);
  });

  it("refuses a verification token", async () => {
    person = await makeAccount({ emailVerifiedAt: null });
    await api("/v1/auth/resend-verification", { body: { email: person.email } });
    const token = tokenIn(await mailTo(person.email, /confirm your address/));
    expect((await reset(token)).status).toBe(422);
    const [row] = await db.select().from(credentials).where(eq(credentials.userId, person.id));
    expect(row?.emailVerifiedAt).toBeNull();
  });
});
