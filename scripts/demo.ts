/**
 * Loads the demo community into a site in development: the administrator by the site's set-up, everybody else and what they wrote by an
 * import, since it lies in the past; what the administrator does, through the ordinary interface. Every step may be done again.
 */
import { randomBytes, scryptSync } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import type { AdminUser } from "../contract/admin.ts";
import type { ImportInput, ImportResult } from "../contract/import.ts";
import type { devMail } from "../contract/platform.ts";
import type { FeedItem, Post } from "../contract/posts.ts";
import type { Me, User } from "../contract/users.ts";
import { comments, likes, reposts, welcome } from "../demo/administrator.ts";
import { type DemoLines, demoLines, emailOf, posts } from "../demo/lines.ts";
import { administrator, people } from "../demo/people.ts";
import { writeToday } from "./demo/chat.ts";
import { showPictures } from "./demo/media.ts";
import { Api, ApiError } from "./import/api.ts";
import { sendAll } from "./import/send.ts";
import type { DemoLogin, DemoTarget, LoadDemo } from "./lib/demo-logins.ts";

type DevMail = z.infer<typeof devMail>;

/** The same for all of them, and printed: it opens nothing but this demonstration. */
const password = "welcome-to-stoa";

/** The first person of each role can sign in. */
const withPassword = [...Map.groupBy([administrator, ...people], ({ role }) => role ?? "member").values()].flatMap(
  (group) => group.slice(0, 1),
);

/** Loads it, or what is missing of it. Answers no logins for a site that somebody else has set up. */
export const loadDemo: LoadDemo = async (target) => {
  const started = performance.now();
  const admin = await signIn(target);
  if (!admin) {
    target.log("This site has an administrator of its own, so the demo community stays out of it.");
    return { logins: [] };
  }
  const brought = await bring(
    admin,
    demoLines({
      now: Date.now(),
      passwordHash: hashOf(password),
      withPassword: new Set(withPassword.map(({ username }) => username)),
    }),
  );
  await giveRoles(admin);
  const me = await makeProfile(admin);
  const clients = new Map(
    withPassword.map(({ username }) => [
      username,
      username === administrator.username ? admin : new Api(target.origin, { login: username, password }),
    ]),
  );
  await Promise.all([verifyAddress(target.origin, me), followAdministrator(clients, me.id)]);
  await Promise.all([actAsAdministrator(admin), writeToday(clients), showPictures(clients, target.log)]);
  target.log(
    `Loaded the demo community: ${people.length + 1} people, ${brought} things, ${((performance.now() - started) / 1000).toFixed(1)} s.`,
  );
  return {
    logins: withPassword.map(({ role = "member", username }): DemoLogin => ({ role, login: username, password })),
  };
};

/** A client of the administrator's, whose account is made where it is not there. Null when somebody else is administrator. */
async function signIn({ origin, setupToken }: DemoTarget): Promise<Api | null> {
  const { username, displayName } = administrator;
  const account = { email: emailOf(username), password, username, displayName, client: "native", token: setupToken };
  try {
    await new Api(origin, null).call("/v1/auth/setup", { json: account });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  }
  const admin = new Api(origin, { login: username, password });
  try {
    const me = await admin.call<Me>("/v1/users/me");
    return me.role === "admin" ? admin : null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** scrypt as the site itself hashes passwords, as a PHC string. */
function hashOf(text: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(text, salt, 32, { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 * 1024 });
  const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$scrypt$ln=14,r=8,p=5$${base64(salt)}$${base64(hash)}`;
}

async function bring(admin: Api, kinds: DemoLines): Promise<number> {
  const send = (lines: readonly ImportInput[]) => admin.call<ImportResult>("/v1/admin/import", { lines });
  let brought = 0;
  for (const lines of Object.values(kinds) as ImportInput[][]) {
    const { signal } = new AbortController();
    const outcome = await sendAll(lines, { send, signal, pace: async () => undefined, onProgress: () => undefined });
    const [refused] = outcome.refused.keys();
    if (refused !== undefined) throw new Error(`The site refused a part of the demo community: ${refused}`);
    brought += outcome.brought;
  }
  return brought;
}

async function giveRoles(admin: Api): Promise<void> {
  const special = people.filter(({ role, verified }) => role !== undefined || verified);
  await Promise.all(
    special.map(async ({ username, role = "member", verified = false }) => {
      const { id, ...now } = await admin.call<User>(`/v1/users/${username}`);
      if (now.role !== role || now.verified !== verified) {
        await admin.call<AdminUser>(`/v1/admin/users/${id}`, { method: "PATCH", json: { role, verified } });
      }
    }),
  );
}

async function makeProfile(admin: Api): Promise<Me> {
  const { bio, pronouns, location, interests, skills, verified } = administrator;
  const me = await admin.call<Me>("/v1/users/me", {
    method: "PATCH",
    json: { bio, pronouns, location, interests, skills },
  });
  await admin.call(`/v1/admin/users/${me.id}`, { method: "PATCH", json: { verified } });
  return me;
}

/** Does what the mail asks for that the site wrote when the account was made; it may take a moment to arrive. */
async function verifyAddress(origin: string, me: Me): Promise<void> {
  const anyone = new Api(origin, null);
  for (let attempt = 1; !me.emailVerified && attempt <= 20; attempt++) {
    const { items } = await anyone.call<{ items: DevMail[] }>("/dev/mail");
    const text = items.find(({ to }) => to === me.email)?.text ?? "";
    const token = /\/verify\?token=([\w-]+)/.exec(text)?.[1];
    if (token !== undefined) {
      await anyone.call("/v1/auth/verify-email", { json: { token } });
      return;
    }
    await wait(250);
  }
}

/** Those who can sign in follow the administrator, so that the welcome reaches them. */
async function followAdministrator(clients: ReadonlyMap<string, Api>, id: string): Promise<void> {
  for (const [username, client] of clients)
    if (username !== administrator.username) await client.call(`/v1/users/${id}/follow`, { method: "POST" });
}

/** The administrator's follows, reposts, comments, likes and welcome. */
async function actAsAdministrator(admin: Api): Promise<void> {
  for (const username of administrator.follows.split(" ")) {
    const { id } = await admin.call<User>(`/v1/users/${username}`);
    await admin.call(`/v1/users/${id}/follow`, { method: "POST" });
  }
  const ids = await idsByKey(admin, new Set([...comments.map(({ post }) => post), ...likes, ...reposts]));
  const idOf = (key: string) => ids.get(key) ?? "";
  for (const key of reposts) await admin.call(`/v1/posts/${idOf(key)}/repost`, { method: "POST" });
  for (const { post, text } of comments) {
    await admin.call(`/v1/posts/${idOf(post)}/comments`, { json: { content: text }, once: `demo-comment-${post}` });
  }
  for (const key of likes) await admin.call(`/v1/posts/${idOf(key)}/like`, { method: "POST" });
  await admin.call<Post>("/v1/posts", {
    json: { type: "text", content: welcome.text, language: "en" },
    once: `demo-post-${welcome.key}`,
  });
}

/** The ids under which posts were brought, by their keys. */
async function idsByKey(admin: Api, keys: ReadonlySet<string>): Promise<Map<string, string>> {
  const authors = new Set(posts.filter(({ key }) => keys.has(key)).map(({ by }) => by));
  const pages = await Promise.all(
    [...authors].map((by) => admin.call<{ items: FeedItem[] }>(`/v1/users/${by}/posts?limit=100`)),
  );
  const found = pages
    .flatMap(({ items }) => items)
    .flatMap(({ post }) => (post.source ? [[post.source.externalId, post.id] as const] : []));
  return new Map(found.filter(([key]) => keys.has(key)));
}
