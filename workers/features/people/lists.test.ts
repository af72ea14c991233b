import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import type { UserCard, UserListItem } from "../../../contract/users.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { api, db, makePerson, type Person } from "../../../tests/harness/people.ts";
import { autocompletePeople, readUser, readUsers } from "./actions.ts";
import { listBlocks, listFollowRequests, listFollows, listMutes } from "./lists.ts";

type PeoplePage = Page<UserListItem>;

/** Many people who all follow, are followed by, ask, block and mute; written directly. */
async function crowdAround(star: Person, size: number, name: string): Promise<string[]> {
  const ids = Array.from({ length: size }, () => newId());
  const list = JSON.stringify(ids);
  await db.run(sql`INSERT INTO users (id, username, username_key, display_name, display_name_key, created_at, updated_at)
    SELECT value, ${name} || '_' || key, ${name} || '_' || key, 'Crowd ' || key, 'crowd ' || key, 0, 0 FROM json_each(${list})`);
  const half = ids.slice(0, size / 2);
  const rest = ids.slice(size / 2);
  const insert = (from: string, rows: string[]) =>
    db.run(sql`${sql.raw(from)} FROM json_each(${JSON.stringify(rows)})`);
  await insert(`INSERT INTO follows SELECT '0' || substr(value, 2), value, '${star.id}', 'following', 0`, half);
  await insert(`INSERT INTO follows SELECT '1' || substr(value, 2), '${star.id}', value, 'following', 0`, half);
  await insert(`INSERT INTO follows SELECT '2' || substr(value, 2), value, '${star.id}', 'requested', 0`, rest);
  await insert(`INSERT INTO mutes SELECT '${star.id}', value, 0`, rest);
  return ids;
}

const page = { limit: 20 };

describe("lists of people", () => {
  let star: Person;
  beforeAll(async () => {
    star = await makePerson();
    await crowdAround(star, 60, "first");
  });

  it("page through everything once, while people come", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=7${cursor === null ? "" : `&cursor=${cursor}`}`;
      const { status, body }: { status: number; body: PeoplePage } = await api<PeoplePage>(
        `/v1/users/${star.username}/followers?${query}`,
      );
      expect(status).toBe(200);
      seen.push(...body.items.map((item) => item.id));
      cursor = body.nextCursor;
      await api(`/v1/users/${star.id}/follow`, { as: await makePerson(), method: "POST" });
    } while (cursor !== null);
    expect(seen).toHaveLength(30);
    expect(new Set(seen).size).toBe(30);
  });

  it("show the latest first, and how one stands to them", async () => {
    const latest = await makePerson();
    await api(`/v1/users/${star.id}/follow`, { as: latest, method: "POST" });
    const { body } = await api<PeoplePage>(`/v1/users/${star.id}/followers?limit=1`, { as: star });
    expect(body.items).toMatchObject([
      { id: latest.id, viewer: { follow: "none", followedBy: true, blocking: false, muting: false } },
    ]);
    expect((await api<PeoplePage>(`/v1/users/${star.id}/followers?limit=1`)).body.items[0]).not.toHaveProperty(
      "viewer",
    );
  });

  it("refuse a cursor that is none of theirs", async () => {
    for (const cursor of ["nonsense", btoa('["x"]'), btoa("[1]")]) {
      expect((await api(`/v1/users/${star.id}/followers?cursor=${cursor}`)).status).toBe(422);
    }
  });

  it("are kept to themselves by those who want it so", async () => {
    const shy = await makePerson({ activityVisibility: "private" });
    const friend = await makePerson();
    expect((await api(`/v1/users/${shy.id}/followers`, { as: friend })).status).toBe(403);
    expect((await api(`/v1/users/${shy.id}/following`)).status).toBe(403);
    expect((await api(`/v1/users/${shy.id}/following`, { as: shy })).status).toBe(200);
    expect((await api("/v1/users/nobody_at_all/following")).status).toBe(404);
  });

  it("are open to connections where that is the choice", async () => {
    const shy = await makePerson({ activityVisibility: "connections" });
    const friend = await makePerson();
    await api(`/v1/users/${shy.id}/follow`, { as: friend, method: "POST" });
    expect((await api(`/v1/users/${shy.id}/followers`, { as: friend })).status).toBe(403);
    await api(`/v1/users/${friend.id}/follow`, { as: shy, method: "POST" });
    expect((await api(`/v1/users/${shy.id}/followers`, { as: friend })).status).toBe(200);
  });

  it("read the same number of rows in one hop, however many there are", async () => {
    const actions = {
      followers: () => measure(star, (scope) => listFollows(scope, star.username, "followers", page)),
      following: () => measure(star, (scope) => listFollows(scope, star.id, "following", page)),
      requests: () => measure(star, (scope) => listFollowRequests(scope, page)),
      mutes: () => measure(star, (scope) => listMutes(scope, page)),
      blocks: () => measure(star, (scope) => listBlocks(scope, page)),
      autocomplete: () => measure(star, (scope) => autocompletePeople(scope, "crowd", 8)),
      everybody: () => measure(star, (scope) => autocompletePeople(scope, "", 8)),
    };
    const measureAll = async () =>
      Promise.all(Object.entries(actions).map(async ([name, run]) => ({ name, ...(await run()) })));
    await crowdAround(star, 60, "second");
    const few = await measureAll();
    await crowdAround(star, 2000, "third");
    const many = await measureAll();
    for (const [i, { name, rowsRead, calls, scans }] of many.entries()) {
      expect(scans, name).toEqual([]);
      expect(calls, name).toBe(1);
      // People, follows, blocks and mutes are shown: 20 of each, and 50 to spare.
      expect(rowsRead, name).toBeLessThanOrEqual(20 * 4 + 50);
      expect(rowsRead, name).toBe(few[i]?.rowsRead);
    }
  });
});

describe("many profiles at once", () => {
  it("come in the order asked for, without those who cannot be seen", async () => {
    const [ada, ben, gone] = [await makePerson(), await makePerson(), await makePerson({ status: "deleted" })];
    const ids = [ben.id, newId(), gone.id, ada.id, ben.id];
    const { body } = await api<{ items: { id: string }[] }>(`/v1/users?ids=${ids.join(",")}`);
    expect(body.items.map((item) => item.id)).toEqual([ben.id, ada.id]);
    expect((await api(`/v1/users?ids=${Array.from({ length: 101 }, () => newId()).join(",")}`)).status).toBe(422);
    expect((await api("/v1/users")).status).toBe(422);
  });

  it("are read by index", async () => {
    const ada = await makePerson();
    const { scans, calls } = await measure(ada, async (scope) => [
      await readUser(scope, ada.username),
      await readUsers(scope, [ada.id, newId()]),
    ]);
    expect(scans).toEqual([]);
    expect(calls).toBe(2);
  });
});

describe("autocomplete", () => {
  const find = async (as: Person, q: string) =>
    (await api<{ items: UserCard[] }>(`/v1/users/autocomplete?q=${encodeURIComponent(q)}`, { as })).body.items.map(
      (item) => item.username,
    );

  it("finds by the beginning of a username or a display name, with or without @, in any case", async () => {
    const asking = await makePerson();
    await makePerson({ username: "Zoe.One", displayName: "Someone" });
    await makePerson({ username: "other_one", displayName: "Zoë Two" });
    await makePerson({ username: "zo_three", displayName: "Third" });
    expect(await find(asking, "@ZOE")).toEqual(["Zoe.One"]);
    expect(await find(asking, "zoë t")).toEqual(["other_one"]);
    expect(await find(asking, "zo")).toEqual(["zo_three", "Zoe.One", "other_one"]);
    expect(await find(asking, "%")).toEqual([]);
  });

  it("puts those whom one follows first, and whom one followed last where nothing is written", async () => {
    const asking = await makePerson();
    await makePerson({ username: "yan_a" });
    const followed = await makePerson({ username: "yan_b" });
    await api(`/v1/users/${followed.id}/follow`, { as: asking, method: "POST" });
    expect(await find(asking, "yan")).toEqual(["yan_b", "yan_a"]);
    expect(await find(asking, "@")).toEqual(["yan_b"]);
  });

  it("leaves out who is blocked, blocks or is not active", async () => {
    const asking = await makePerson();
    const [blocked, blocker] = [await makePerson({ username: "xia_a" }), await makePerson({ username: "xia_b" })];
    await makePerson({ username: "xia_c", status: "suspended" });
    await makePerson({ username: "xia_d" });
    await api(`/v1/users/${blocked.id}/block`, { as: asking, method: "POST" });
    await api(`/v1/users/${asking.id}/block`, { as: blocker, method: "POST" });
    expect(await find(asking, "xia")).toEqual(["xia_d"]);
  });
});
