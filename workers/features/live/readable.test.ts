import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { db, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makeDirect } from "../../../tests/harness/conversations.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { presentPeople, readableConversations, readablePosts } from "./readable.ts";

const numbered = (prefix: string, n: number) => `${prefix}${String(n).padStart(26 - prefix.length, "0")}`;
const person = (n: number) => numbered("007", n);
const conversation = (n: number) => numbered("008", n);

let viewer: Person;

/** 100 people whom the viewer may watch, 300 conversations of the viewer with 40 of them in each. */
beforeAll(async () => {
  viewer = await makePerson();
  const numbers = (count: number) => JSON.stringify(Array.from({ length: count }, (_, i) => i));
  await db.run(sql`INSERT INTO users (id, username, username_key, display_name, display_name_key, created_at, updated_at)
    SELECT format('007%023d', value), 'live_' || value, 'live_' || value, 'L', 'l', 1, 1 FROM json_each(${numbers(100)})`);
  await db.run(sql`INSERT INTO conversations (id, type, last_at, created_at)
    SELECT format('008%023d', value), 'group', 1, 1 FROM json_each(${numbers(300)})`);
  await db.run(sql`INSERT INTO conversation_members (conversation_id, user_id, role, state, joined_at)
    SELECT format('008%023d', value), ${viewer.id}, 'member', 'member', 1 FROM json_each(${numbers(300)})`);
  await db.run(sql`INSERT INTO conversation_members (conversation_id, user_id, role, state, joined_at)
    SELECT format('008%023d', c.value), format('007%023d', p.value), 'member', 'member', 1
    FROM json_each(${numbers(300)}) AS c CROSS JOIN json_each(${numbers(40)}) AS p`);
});

it("finds who may be watched in one read, found by index, and looks through no more than a bounded number of conversations", async () => {
  const ids = Array.from({ length: 100 }, (_, n) => person(n));
  const { result, calls, rowsRead, scans } = await measure(viewer, ({ db, viewer }) => presentPeople(db, viewer, ids));
  expect(result).toEqual(ids.slice(0, 40));
  expect(calls).toBe(1);
  expect(scans).toEqual([]);
  // 60 strangers are looked for in 100 conversations each; people one knows are found at once.
  expect(rowsRead).toBeLessThan(60 * 100 + 100 * 20);
});

it("costs a few rows for each of the people whom one knows", async () => {
  const ids = Array.from({ length: 40 }, (_, n) => person(n));
  const { result, rowsRead } = await measure(viewer, ({ db, viewer }) => presentPeople(db, viewer, ids));
  expect(result).toHaveLength(40);
  expect(rowsRead).toBeLessThanOrEqual(40 * 10 + 100);
});

it("knows a direct conversation among ever so many others", async () => {
  const [ada, friend] = [viewer, await makePerson({ id: "0070000000000000000000999A" })];
  await makeDirect(friend, ada);
  await db.run(sql`UPDATE conversation_members SET state = 'member' WHERE user_id = ${ada.id} AND state = 'request'`);
  const { result } = await measure(ada, ({ db, viewer }) => presentPeople(db, viewer, [friend.id]));
  expect(result).toEqual([friend.id]);
});

it("reads 100 posts and 50 conversations by key", async () => {
  const author = await makePerson();
  const posts = [(await makePost(author)).id, (await makePost(author, { audience: "private" })).id];
  const read = await measure(viewer, ({ db, viewer }) =>
    readablePosts(db, viewer, [...posts, ...Array.from({ length: 98 }, () => newId())]),
  );
  expect(read).toMatchObject({ result: [posts[0]], calls: 1, scans: [] });
  expect(read.rowsRead).toBeLessThan(250);
  const rooms = await measure(viewer, ({ db, viewer }) =>
    readableConversations(db, viewer, [conversation(1), conversation(299), newId()]),
  );
  expect(rooms).toMatchObject({ result: [conversation(1), conversation(299)], calls: 1, scans: [] });
});
