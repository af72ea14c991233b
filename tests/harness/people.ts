/** People of tests: rows written directly, tokens minted without signing in, and calls of the API on their behalf. */
import { env as bindings, exports as entrypoints } from "cloudflare:workers";
import { newId } from "../../contract/ids.ts";
import { openDatabase } from "../../db/client.ts";
import { credentials, type CredentialRow, users, type UserRow } from "../../db/schema.ts";
import { type Env, parseConfig } from "../../workers/env.ts";
import { signAccess } from "../../workers/http/tokens.ts";

/** The bindings of the Worker under test, as the Worker types them. */
export const env = bindings as unknown as Env;
export const db = openDatabase(env.DB);

/** Where the Worker under test believes to be. */
export const origin = env.SITE_ORIGIN;

/** Somebody who can call the API: pass them as `as`. */
export interface Person {
  id: string;
  username: string;
  email: string;
  role: UserRow["role"];
  sessionId: string;
  token: string;
}

export type PersonOverrides = Partial<Omit<typeof users.$inferInsert, "usernameKey" | "displayNameKey">> &
  Partial<Pick<CredentialRow, "email" | "emailVerifiedAt" | "passwordHash" | "dateOfBirth">>;

let made = 0;

/** Writes a person with a name of their own and a token for them. Without `passwordHash` they cannot sign in with a password. */
export async function makePerson(overrides: PersonOverrides = {}): Promise<Person> {
  const { email: givenEmail, emailVerifiedAt, passwordHash, dateOfBirth, ...profile } = overrides;
  const now = Date.now();
  const id = profile.id ?? newId(now);
  made += 1;
  const username = profile.username ?? `person_${made}_${id.slice(-6).toLowerCase()}`;
  const displayName = profile.displayName ?? `Person ${made}`;
  const email = givenEmail ?? `${username}@example.org`;
  const role = profile.role ?? "member";
  const user = { createdAt: now, updatedAt: now, ...profile, id, username, displayName, role };
  await db.batch([
    db
      .insert(users)
      .values({ ...user, usernameKey: username.toLowerCase(), displayNameKey: displayName.toLowerCase() }),
    db.insert(credentials).values({
      userId: id,
      email,
      emailKey: email.toLowerCase(),
      emailVerifiedAt: emailVerifiedAt === undefined ? now : emailVerifiedAt,
      passwordHash: passwordHash ?? null,
      dateOfBirth: dateOfBirth ?? null,
      createdAt: now,
      updatedAt: now,
    }),
  ]);
  const sessionId = newId(now);
  const token = await signAccess(parseConfig(env), { id, role, sessionId });
  return { id, username, email, role, sessionId, token };
}

export interface CallOptions {
  /** Who calls; nobody without it. */
  as?: Pick<Person, "token"> | null;
  /** Default: POST with a body, GET without. */
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer, its JSON (or text) read already; null where there is none. */
export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

/** Calls the Worker under test. `path` starts with a slash. */
export async function api<Body = unknown>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
  const { as, body, method = body === undefined ? "GET" : "POST" } = options;
  const response = await entrypoints.default.fetch(`${origin}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(as && { Authorization: `Bearer ${as.token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...options.headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
  const read: unknown = text === "" ? null : isJson ? JSON.parse(text) : text;
  return { status: response.status, body: read as Body, headers: response.headers };
}
