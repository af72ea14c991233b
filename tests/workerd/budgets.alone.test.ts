/** What reading costs at D1: every list within its budget whatever the size of the community, and no statement of the app scans a table. */
import { getTableName } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { Executed } from "../../db/client.ts";
import * as schema from "../../db/schema.ts";
import { handlers } from "../../workers/effects/handlers.ts";
import type { EffectKind, Payload } from "../../workers/effects/kinds.ts";
import { consume, park } from "../../workers/effects/outbox.ts";
import type { Scope } from "../../workers/scope.ts";
import { makeGroup } from "../harness/conversations.ts";
import { makeCrowdRooms } from "../harness/crowd-rooms.ts";
import { growPosts, makeCrowd } from "../harness/crowd.ts";
import { observe, observeWork } from "../harness/observed.ts";
import { makeMedia } from "../harness/media.ts";
import { env, makePerson, type Person } from "../harness/people.ts";
import { makeComment, makePost } from "../harness/posts.ts";
import { exampleOf, type FoundRoute, nameOf, routes } from "../harness/routes.ts";

const tables = new Set<string>();
for (const value of Object.values(schema)) if (value instanceof SQLiteTable) tables.add(getTableName(value));

let crowd: Awaited<ReturnType<typeof makeCrowd>>;
let groupId: string;
const seen = new Map<string, Executed>();
const remember = (statements: Executed[]) => {
  for (const statement of statements) seen.set(statement.sql, statement);
};

beforeAll(async () => {
  crowd = await makeCrowd();
  ({ groupId } = await makeCrowdRooms(crowd.main, (n) => `001${String(n).padStart(23, "0")}`));
});

/** The lists of the app with what they are asked for here: `count` items to expect on a page of 20. */
const lists: Record<string, { paths: () => string[]; count?: number }> = {
  "GET /v1/auth/sessions": { paths: () => ["/v1/auth/sessions"], count: 30 },
  "GET /v1/users": {
    paths: () => [
      `/v1/users?ids=${Array.from({ length: 20 }, (_, i) => `001${String(i).padStart(23, "0")}`).join(",")}`,
    ],
  },
  "GET /v1/users/autocomplete": {
    paths: () => ["/v1/users/autocomplete?q=crowd_&limit=20", "/v1/users/autocomplete?q=Crowd%20&limit=20"],
  },
  "GET /v1/users/suggestions": { paths: () => ["/v1/users/suggestions?limit=20"] },
  "GET /v1/users/me/follow-requests": { paths: () => ["/v1/users/me/follow-requests"] },
  "GET /v1/users/me/blocks": { paths: () => ["/v1/users/me/blocks"] },
  "GET /v1/users/me/mutes": { paths: () => ["/v1/users/me/mutes"] },
  "GET /v1/users/{idOrUsername}/followers": { paths: () => [`/v1/users/${crowd.main.id}/followers`] },
  "GET /v1/users/{idOrUsername}/following": { paths: () => [`/v1/users/${crowd.main.id}/following`] },
  "GET /v1/posts": {
    paths: () => [
      "/v1/posts?feed=home",
      "/v1/posts?feed=latest",
      "/v1/posts?feed=bookmarks",
      "/v1/posts?feed=tag:crowd",
      `/v1/posts?ids=${Array.from({ length: 20 }, (_, i) => `006${String(i).padStart(23, "0")}`).join(",")}`,
    ],
  },
  "GET /v1/users/{id}/posts": { paths: () => [`/v1/users/${crowd.main.id}/posts`] },
  "GET /v1/tags/autocomplete": { paths: () => ["/v1/tags/autocomplete?q=cro", "/v1/tags/autocomplete?q="], count: 1 },
  "GET /v1/posts/{id}/revisions": { paths: () => [`/v1/posts/${crowd.postId}/revisions`] },
  "GET /v1/posts/{id}/comments": {
    paths: () => ["top", "new", "old"].map((sort) => `/v1/posts/${crowd.postId}/comments?sort=${sort}`),
  },
  "GET /v1/conversations": { paths: () => ["/v1/conversations"] },
  "GET /v1/conversations/requests": { paths: () => ["/v1/conversations/requests"] },
  "GET /v1/channels": { paths: () => ["/v1/channels", "/v1/channels?q=Crowd", "/v1/channels?q=every+Crowd"] },
  "GET /v1/conversations/{id}/members": { paths: () => [`/v1/conversations/${groupId}/members`] },
  "GET /v1/conversations/{id}/bans": { paths: () => [`/v1/conversations/${groupId}/bans`] },
  // A room keeps few invitations and pins, and answers all of them.
  "GET /v1/conversations/{id}/invites": { paths: () => [`/v1/conversations/${groupId}/invites`], count: 30 },
  "GET /v1/conversations/{id}/pins": { paths: () => [`/v1/conversations/${groupId}/pins`], count: 30 },
  "GET /v1/conversations/{id}/messages": { paths: () => [`/v1/conversations/${groupId}/messages?limit=20`] },
  "GET /v1/conversations/{id}/search": { paths: () => [`/v1/conversations/${groupId}/search?q=crowded`] },
  "GET /v1/moderation/cases": { paths: () => ["/v1/moderation/cases"] },
  "GET /v1/admin/users": {
    paths: () =>
      ["", "q=crowd_", "role=member", "status=active", "role=member&status=active"].map(
        (query) => `/v1/admin/users?${query}`,
      ),
  },
  "GET /v1/admin/audit": {
    paths: () =>
      ["", `actor=${crowd.main.id}`, "action=test", `actor=${crowd.main.id}&action=test`].map(
        (query) => `/v1/admin/audit?${query}`,
      ),
  },
  "GET /dev/mail": { paths: () => ["/dev/mail"], count: 0 },
};

function tablesOf(statements: Executed[]): Set<string> {
  const named = statements.flatMap(({ sql }) =>
    [...sql.matchAll(/\b(?:from|join|into|update)\s+"?(\w+)"?/gi)].map((match) => match[1] ?? ""),
  );
  return new Set(named.filter((name) => tables.has(name)));
}

/** A page of 20 may read a row of each table for each item, and 50 besides: the people whom a group shows are among those. */
async function costOf(path: string) {
  const { status, body, meter, statements } = await observe<{ items: unknown[] }>(path, { as: crowd.main });
  expect(status, path).toBe(200);
  remember(statements);
  return {
    path,
    rows: meter.rowsRead,
    budget: 20 * tablesOf(statements).size + 50,
    items: body?.items.length ?? 0,
    calls: meter.calls,
  };
}

describe("every list", () => {
  const found = routes.filter((route) => route.isList).map(nameOf);

  it("is tried here", () => {
    expect(
      Object.keys(lists)
        .filter((name) => name !== "GET /dev/mail")
        .toSorted(),
    ).toEqual(found.filter((name) => name !== "GET /dev/mail").toSorted());
  });

  it("stays within its budget of rows, the same with a hundred times the posts", async () => {
    const all = Object.values(lists);
    const measure = async () => {
      const costs = [];
      for (const { paths, count = 20 } of all)
        for (const path of paths()) costs.push({ ...(await costOf(path)), count });
      return costs;
    };
    const small = await measure();
    for (let from = 1000; from < 100_000; from += 33_000) await growPosts(from, from + 33_000);
    const large = await measure();
    for (const [i, cost] of large.entries()) {
      expect(cost.items, `${cost.path} shows a full page`).toBe(cost.count);
      expect(cost.rows, `${cost.path} reads ${cost.rows} rows`).toBeLessThanOrEqual(cost.budget);
      // One more or less: the list of revocations, read anew every 20 seconds by whichever call comes then.
      expect(
        Math.abs(cost.rows - (small[i]?.rows ?? 0)),
        `${cost.path} reads the same at any size`,
      ).toBeLessThanOrEqual(1);
    }
  });
});

describe("galleries", () => {
  const ofPictures = async (count: number): Promise<Person> => {
    const author = await makePerson();
    const mediaIds = (await Promise.all(Array.from({ length: count }, () => makeMedia(author)))).map(({ id }) => id);
    for (let n = 0; n < 20; n++) await makePost(author, { type: "image", content: "", mediaIds });
    return author;
  };

  it("read two rows for each picture beyond the first of a post: its place in the list, and itself", async () => {
    const [single, ten] = [await ofPictures(1), await ofPictures(10)];
    const [one, many] = [await costOf(`/v1/users/${single.id}/posts`), await costOf(`/v1/users/${ten.id}/posts`)];
    expect([one.items, many.items]).toEqual([20, 20]);
    expect(one.rows).toBeLessThanOrEqual(one.budget);
    expect(Math.abs(many.rows - one.rows - 20 * 9 * 2)).toBeLessThanOrEqual(1);
  });
});

/** A call of a route that gets as far as it can: own objects, a valid body. */
async function tryRoute(route: FoundRoute) {
  const [own, other] = await Promise.all([makePerson({ role: "admin" }), makePerson()]);
  const post = await makePost(own, { content: `Hello @${other.username} #tour` });
  const comment = await makeComment(own, post.id);
  const group = await makeGroup(own, [other]);
  const objects: Record<string, string> = {
    conversation: group.id,
    invite: "nothing",
    post: post.id,
    comment: comment.id,
    user: other.id,
    session: own.sessionId,
    "follow-request": other.id,
    case: crowd.caseId,
    "mail-token": "nothing",
    media: (await makeMedia(own)).id,
  };
  const path = route.path.replaceAll(/\{(\w+)\}/g, () => objects[route.rules.object?.kind ?? ""] ?? newId());
  const body = route.body
    ? exampleOf(route.body, {
        targetId: post.id,
        userIds: [other.id],
        currentPassword: "wrong",
        email: own.email,
        login: own.username,
      })
    : undefined;
  return observe(path, { as: route.rules.access === "public" ? null : own, method: route.method, body });
}

/** A payload for each kind of effect, about people and posts that exist. */
async function payloads(): Promise<{ [K in EffectKind]: Payload<K> }> {
  const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
  const [post, erased] = [await makePost(ada), await makePerson({ status: "deleted", deletedAt: 1, eraseAfter: 1 })];
  const pair = { followerId: ada.id, followeeId: grace.id };
  const group = await makeGroup(ada, [grace]);
  return {
    "mail.verify": { userId: ada.id },
    "mail.reset": { email: ada.email },
    "mail.reverify": { email: ada.email },
    "mail.change": { userId: ada.id },
    "mail.notice": { userId: ada.id, about: "password" },
    "entries.deliver": { entryIds: [post.id] },
    "posts.withdraw": { postIds: [post.id] },
    "entries.withdraw": { entryIds: [post.id] },
    "follows.backfill": { pairs: [pair] },
    "follows.withdraw": { pairs: [{ ...pair, authored: true }] },
    "people.suggest": { userIds: [ada.id, grace.id] },
    "conversation.open": { conversationIds: [group.id] },
    "message.notify": { conversationId: group.id, seq: 1, userIds: [grace.id] },
    "people.separate": { userId: ada.id, otherId: grace.id, after: "" },
    "cards.refresh": { userId: ada.id, after: "" },
    "sessions.close": { userId: ada.id, sessionIds: null, except: null, at: Date.now() },
    "presence.hide": { userId: ada.id, at: Date.now() },
    "media.process": { mediaId: (await makeMedia(ada, { state: "processing", readyAt: null })).id },
    "media.erase": { mediaIds: [(await makeMedia(ada)).id] },
    "account.erase": { userId: erased.id },
  };
}

/** Names in a statement that stand for tables: the tables and their aliases. */
function namesOf(sql: string): Set<string> {
  const aliases = [...sql.matchAll(/\b(?:from|join|update)\s+"?(\w+)"?\s+(?:as\s+)?"?(\w+)"?/gi)].filter((match) =>
    tables.has(match[1] ?? ""),
  );
  return new Set([...tables, ...aliases.map((match) => match[2] ?? "")]);
}

/** Walks along a primary key from its newest end, cut off by LIMIT; the plan calls that a scan all the same. */
const isKeyWalk = (sql: string) =>
  /order by "(audit_log|dev_mail)"."id" desc limit/.test(sql) ||
  /delete from "dev_mail" .* ORDER BY id DESC LIMIT 1 OFFSET/.test(sql);

describe("every statement", () => {
  it.each(routes.map((route) => [nameOf(route), route] as const))("of %s is seen", async (_, route) => {
    const { status, statements } = await tryRoute(route);
    expect(status).toBeLessThan(500);
    remember(statements);
  });

  it("of media in posts, profiles and reports is seen", async () => {
    const own = await makePerson({ role: "admin" });
    const [a, b, c] = (await Promise.all([makeMedia(own), makeMedia(own), makeMedia(own)])).map(({ id }) => id);
    const call = async <Body>(path: string, method: string, body?: unknown): Promise<Body> => {
      const seenNow = await observe<Body>(path, { as: own, method, body });
      expect(seenNow.status, path).toBeLessThan(300);
      remember(seenNow.statements);
      return seenNow.body;
    };
    const article = { title: "T", body: "B", coverId: a };
    const { id } = await call<{ id: string }>("/v1/posts", "POST", { type: "article", article, mediaIds: [a, b] });
    await call("/v1/reports", "POST", { targetType: "media", targetId: a, reason: "other" });
    const cases = await call<{ items: { id: string }[] }>("/v1/moderation/cases", "GET");
    await call(`/v1/moderation/cases/${cases.items[0]?.id}`, "GET");
    await call(`/v1/posts/${id}`, "PATCH", { mediaIds: [c], article: { coverId: b }, audience: "followers" });
    await call(`/v1/posts/${id}`, "DELETE");
    await call("/v1/users/me", "PATCH", { avatarMediaId: a, coverMediaId: b });
    await call("/v1/users/me", "PATCH", { avatarMediaId: null, settings: { profileVisibility: "private" } });
  });

  it("of effects is seen", async () => {
    for (const [kind, payload] of Object.entries(await payloads())) {
      const handle = handlers[kind as EffectKind] as (scope: Scope, payload: unknown) => Promise<void>;
      remember(await observeWork((scope) => handle(scope, payload)));
    }
    remember(await observeWork((scope) => consume(scope, [newId()])));
    remember(await observeWork((scope) => park(scope, [newId()])));
    expect(seen.size).toBeGreaterThan(80);
  });

  it("finds its rows by an index", async () => {
    const scans: string[] = [];
    for (const { sql, params } of seen.values()) {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      const names = namesOf(sql);
      for (const { detail } of results) {
        const scanned = /^SCAN (\w+)(.*)$/.exec(detail);
        if (isKeyWalk(sql)) continue;
        // An ordered walk along an index, cut off by its LIMIT, is no scan: the budgets above hold it.
        if (
          scanned &&
          names.has(scanned[1] ?? "") &&
          !(/USING (COVERING )?INDEX/.test(scanned[2] ?? "") && /\blimit\b/i.test(sql))
        ) {
          scans.push(`${detail}: ${sql.slice(0, 300)}`);
        }
      }
    }
    expect(scans).toEqual([]);
  });
});
