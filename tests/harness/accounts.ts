/** Accounts of tests that go the whole way: registering, signing in, cookies, and the mails that they get. */
import { expect } from "vitest";
import type { SignedIn } from "../../contract/auth.ts";
import { newId } from "../../contract/ids.ts";
import { devMailbox } from "../../contract/platform.ts";
import { sessions } from "../../db/schema.ts";
import { parseConfig } from "../../workers/env.ts";
import { refreshMillis, refreshToken } from "../../workers/http/tokens.ts";
import { eventually } from "./eventually.ts";
import { api, type Answer, db, env, makePerson, origin, type PersonOverrides } from "./people.ts";

export const password = "correct horse battery";
/** The password hashed with bcrypt at the least cost: comparing takes milliseconds. */
export const bcryptHash = "$2b$04$Hq40ialzx.xmDh9vqaQeiOLP5vILbngMPAbqbYJlGgEGwPRE5bTlS";

/** What a new person fills in: everything unlike anybody else's. */
export function registration(overrides: Record<string, unknown> = {}) {
  const name = `new_${newId().slice(-12).toLowerCase()}`;
  return { email: `${name}@example.org`, password, username: name, displayName: "Somebody New", ...overrides };
}

export interface Account {
  id: string;
  username: string;
  email: string;
  sessionId: string;
  token: string;
  refreshToken: string;
}

/** Somebody with the password and an open session of a native client, without the work of hashing and signing in. */
export async function makeAccount(overrides: PersonOverrides = {}): Promise<Account> {
  const { id, username, email, sessionId, token } = await makePerson({ passwordHash: bcryptHash, ...overrides });
  const now = Date.now();
  const session = { id: sessionId, seed: newId(now) };
  await db.insert(sessions).values({
    ...session,
    userId: id,
    rotatedAt: now,
    client: "native",
    device: "Test",
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + refreshMillis,
  });
  return { id, username, email, sessionId, token, refreshToken: await refreshToken(parseConfig(env), session, 1) };
}

/** Registers somebody as a native client. */
export async function signUp(overrides: Record<string, unknown> = {}): Promise<Account> {
  const input = registration({ client: "native", ...overrides });
  const { status, body } = await api<SignedIn>("/v1/auth/register", { body: input });
  expect(status).toBe(201);
  return { ...input, ...sessionOf(body), id: body.user.id };
}

export function signIn(login: string, overrides: Record<string, unknown> = {}): Promise<Answer<SignedIn>> {
  return api<SignedIn>("/v1/auth/login", { body: { login, password, client: "native", ...overrides } });
}

/** What a sign-in handed out; the session's id stands in its refresh token. */
export function sessionOf({
  accessToken,
  refreshToken = "",
}: {
  accessToken: string;
  refreshToken?: string | undefined;
}) {
  return { token: accessToken, refreshToken, sessionId: refreshToken.split(".")[0] ?? "" };
}

/** The `Set-Cookie` of an answer: the pair to send back, and the attributes in lower case. */
export function cookieOf({ headers }: { headers: Headers }): { pair: string; attributes: string[] } {
  const [pair = "", ...attributes] = (headers.get("Set-Cookie") ?? "").split("; ");
  return { pair, attributes: attributes.map((attribute) => attribute.toLowerCase()) };
}

/** Headers of a page of the site that sends a cookie along. */
export function fromSite(pair: string): Record<string, string> {
  return { Cookie: pair, Origin: origin };
}

/** All mails to an address, the newest first. */
export async function mailsTo(address: string) {
  const { body } = await api("/dev/mail", { headers: { Accept: "application/json" } });
  return devMailbox.parse(body).items.filter((mail) => mail.to === address);
}

/** Waits for the newest mail to an address whose subject matches. */
export function mailTo(address: string, subject: RegExp) {
  return eventually(async () => {
    const mail = (await mailsTo(address)).find((candidate) => subject.test(candidate.subject));
    if (!mail) throw new Error(`no mail to ${address} about ${subject}`);
    return mail;
  });
}

/** The token of the link in a mail. */
export function tokenIn(mail: { text: string }): string {
  return /\?token=([\w-]+)/.exec(mail.text)?.[1] ?? "";
}
