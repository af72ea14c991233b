import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import { defaultSettings } from "../../../contract/settings.ts";
import { credentials, mailTokens, outbox } from "../../../db/schema.ts";
import {
  mailTo,
  mailsTo,
  password,
  type Account,
  signIn,
  makeAccount,
  tokenIn,
} from "../../../tests/harness/accounts.ts";
import { api, db } from "../../../tests/harness/people.ts";
import { rememberSettings } from "../../http/settings.ts";

const verify = (token: string) => api<Problem>("/v1/auth/verify-email", { body: { token } });
const visit = (token: string) => api<Problem>(`/v1/auth/verify-email/${token}`);
const stored = async (id: string) => (await db.select().from(credentials).where(eq(credentials.userId, id)))[0];

let person: Account;
beforeEach(async () => {
  const { limits } = defaultSettings;
  rememberSettings({ ...defaultSettings, limits: { ...limits, mails: { ...limits.mails, max: 1000 } } });
  person = await makeAccount({ emailVerifiedAt: null });
});

describe("confirming an address", () => {
  const ask = (email: string) => api("/v1/auth/resend-verification", { body: { email } });
  const sentToken = async () => {
    await ask(person.email);
    return tokenIn(await mailTo(person.email, /confirm your address/));
  };

  it("works with the token of the mail, however often", async () => {
    const token = await sentToken();
    for (const answer of [await verify(token), await verify(token), await visit(token)]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ email: person.email, verified: true });
    }
    expect((await stored(person.id))?.emailVerifiedAt).not.toBeNull();
  });

  it("works as a plain link", async () => {
    const { status, body, headers } = await visit(await sentToken());
    expect(status).toBe(200);
    expect(body).toEqual({ email: person.email, verified: true });
    expect(headers.get("Cache-Control")).toBe("no-store");
    const me = await api<{ emailVerified: boolean }>("/v1/users/me", { as: person });
    expect(me.body.emailVerified).toBe(true);
  });

  it("refuses tokens that were never sent or are too old", async () => {
    const token = await sentToken();
    await db
      .update(mailTokens)
      .set({ expiresAt: Date.now() - 1 })
      .where(eq(mailTokens.userId, person.id));
    for (const answer of [
      await verify(token),
      await visit(token),
      await visit("something"),
      await verify("x".repeat(200)),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code: "validation_failed", errors: [{ path: "token" }] });
    }
    expect((await stored(person.id))?.emailVerifiedAt).toBeNull();
  });

  it("can be asked for again, which replaces the first link", async () => {
    const old = await sentToken();
    expect(await ask(person.email)).toMatchObject({ status: 202, body: { status: "accepted" } });
    await expect.poll(() => mailsTo(person.email)).toHaveLength(2);
    expect((await verify(old)).status).toBe(422);
    const [newest] = await mailsTo(person.email);
    expect((await verify(tokenIn(newest ?? { text: "" }))).status).toBe(200);
  });

  it("sends nothing when it is confirmed already, and answers the same", async () => {
    await verify(await sentToken());
    const [known, unknown] = [await ask(person.email), await ask("nobody@example.org")];
    expect(known).toMatchObject({ status: unknown.status, body: unknown.body as object });
    const waiting = () => db.select().from(outbox).where(eq(outbox.kind, "mail.reverify"));
    await expect.poll(waiting).toEqual([]);
    expect((await mailsTo(person.email)).filter(({ subject }) => /confirm/.test(subject))).toHaveLength(1);
  });
});

describe("changing the address", () => {
  const change = (email: string, currentPassword = password) =>
    api<Problem>("/v1/auth/change-email", { as: person, body: { currentPassword, email } });
  const newAddress = () => `moved_${newId().slice(-12).toLowerCase()}@example.org`;

  it("asks the new address, tells the old one, and changes it when it is confirmed", async () => {
    const address = newAddress();
    const answer = await change(address);
    expect(answer).toMatchObject({ status: 202, body: { status: "accepted" } });
    await mailTo(person.email, /about to change/);
    const token = tokenIn(await mailTo(address, /new address/));
    expect(await stored(person.id)).toMatchObject({ email: person.email, pendingEmail: address });

    expect(await verify(token)).toMatchObject({ status: 200, body: { email: address, verified: true } });
    expect(await verify(token)).toMatchObject({ status: 200 });
    expect(await stored(person.id)).toMatchObject({ email: address, pendingEmail: null });
    expect((await signIn(address)).status).toBe(200);
    expect((await signIn(person.email)).status).toBe(401);
    await mailTo(address, /has changed/);
  });

  it("needs the password", async () => {
    const { status, body } = await change(newAddress(), "not the password");
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ path: "currentPassword" })]);
  });

  it("refuses an address that somebody has, at once or when it is confirmed", async () => {
    const other = await makeAccount();
    expect(await change(other.email)).toMatchObject({ status: 409, body: { errors: [{ path: "email" }] } });
    expect(await change(person.email)).toMatchObject({ status: 409, body: { errors: [{ path: "email" }] } });

    const address = newAddress();
    await change(address);
    const token = tokenIn(await mailTo(address, /new address/));
    await makeAccount({ email: address });
    expect(await verify(token)).toMatchObject({ status: 409, body: { errors: [{ path: "email" }] } });
    expect(await stored(person.id)).toMatchObject({ email: person.email });
  });

  it("forgets a wish that another one replaced", async () => {
    const [first, second] = [newAddress(), newAddress()];
    await change(first);
    const token = tokenIn(await mailTo(first, /new address/));
    await change(second);
    await mailTo(second, /new address/);
    expect((await verify(token)).status).toBe(422);
    expect(await stored(person.id)).toMatchObject({ email: person.email, pendingEmail: second });
  });

  it("makes links that lie in the old mailbox worthless", async () => {
    await api("/v1/auth/forgot-password", { body: { email: person.email } });
    const old = tokenIn(await mailTo(person.email, /new password/));
    const address = newAddress();
    await change(address);
    await verify(tokenIn(await mailTo(address, /new address/)));
    const { status } = await api("/v1/auth/reset-password", { body: { token: old, password: "whatever it is" } });
    expect(status).toBe(422);
  });
});
