import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import type { Suggestion } from "../../../contract/users.ts";
import { suggestions } from "../../../db/schema.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { api, db, makePerson, type Person } from "../../../tests/harness/people.ts";
import { listSuggestions, rebuildSuggestions } from "./suggest.ts";

const rebuild = (person: Person) =>
  measure(person, (scope) => rebuildSuggestions(scope, { userIds: [person.id, person.id] }));
const follow = (as: Person, ...others: Person[]) =>
  Promise.all(others.map((other) => api(`/v1/users/${other.id}/follow`, { as, method: "POST" })));
const readSuggestions = async (as: Person, query = "") =>
  (await api<Page<Suggestion>>(`/v1/users/suggestions${query}`, { as })).body;
const ids = (page: Page<Suggestion>) => page.items.map((item) => item.id);

/** So many people who all follow each of `stars` and share an interest; written directly. */
async function crowd(size: number, interest: string, stars: Person[]): Promise<string[]> {
  const made = Array.from({ length: size }, () => newId());
  const list = JSON.stringify(made);
  await db.run(sql`INSERT INTO users (id, username, username_key, display_name, display_name_key, created_at, updated_at)
    SELECT value, value, lower(value), 'Crowd', 'crowd', 0, 0 FROM json_each(${list})`);
  await db.run(sql`INSERT INTO user_interests SELECT ${interest}, value FROM json_each(${list})`);
  for (const star of stars) {
    await db.run(sql`INSERT INTO follows SELECT value, ${star.id}, value, 'following', 0 FROM json_each(${list})`);
  }
  return made;
}

describe("suggestions", () => {
  it("are those whom the people one follows follow, the most mutuals first, with the reason", async () => {
    const [ada, ben, cleo, dan, eve] = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
    if (!ada || !ben || !cleo || !dan || !eve) throw new Error("five people");
    await follow(ada, ben, cleo);
    await follow(ben, dan, eve, ada);
    await follow(cleo, eve);
    await rebuild(ada);
    const page = await readSuggestions(ada);
    expect(page.items.slice(0, 2)).toMatchObject([
      { id: eve.id, reason: { mutuals: 2, sharedInterests: [] }, viewer: { follow: "none" } },
      { id: dan.id, reason: { mutuals: 1, sharedInterests: [] } },
    ]);
    expect(ids(page)).not.toContain(ada.id);
    expect(ids(page)).not.toContain(ben.id);
  });

  it("are those who share interests", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const interest = `rare ${ada.id}`;
    await api("/v1/users/me", { as: ben, method: "PATCH", body: { interests: [interest.toUpperCase(), "other"] } });
    await api("/v1/users/me", { as: ada, method: "PATCH", body: { interests: [interest] } });
    await rebuild(ada);
    const [first] = (await readSuggestions(ada)).items;
    expect(first).toMatchObject({ id: ben.id, reason: { mutuals: 0, sharedInterests: [interest.toLowerCase()] } });
  });

  it("leave out who is followed, asked, blocked, muted or not active, when made and when read", async () => {
    const ada = await makePerson();
    const friend = await makePerson();
    const others = await Promise.all(
      [{}, { locked: true }, {}, {}, {}, { status: "suspended" as const }].map((overrides) => makePerson(overrides)),
    );
    const [followed, asked, blocked, muted, blocker, suspended] = others;
    if (!followed || !asked || !blocked || !muted || !blocker || !suspended) throw new Error("six people");
    await follow(ada, friend);
    for (const other of others) {
      await db.run(sql`INSERT INTO follows VALUES (${newId()}, ${friend.id}, ${other.id}, 'following', 0)`);
    }
    await rebuild(ada);
    expect(await db.$count(suggestions, eq(suggestions.userId, ada.id))).toBe(5);

    await follow(ada, followed, asked);
    await api(`/v1/users/${blocked.id}/block`, { as: ada, method: "POST" });
    await api(`/v1/users/${ada.id}/block`, { as: blocker, method: "POST" });
    await api(`/v1/users/${muted.id}/mute`, { as: ada, method: "POST" });
    const gone = new Set(others.map((other) => other.id));
    expect(ids(await readSuggestions(ada)).filter((id) => gone.has(id))).toEqual([]);
    await rebuild(ada);
    expect(ids(await readSuggestions(ada)).filter((id) => gone.has(id))).toEqual([]);
  });

  it("are filled up with people whom many follow", async () => {
    const [star, newcomer] = [await makePerson(), await makePerson()];
    await db.run(sql`UPDATE users SET followers_count = 1000000 WHERE id = ${star.id}`);
    const page = await readSuggestions(newcomer);
    expect(page.items[0]).toMatchObject({ id: star.id, reason: { mutuals: 0, sharedInterests: [] } });
    expect(ids(page)).not.toContain(newcomer.id);
    expect(ids(await readSuggestions(star))).not.toContain(star.id);
  });

  it("page through the best fifty once, at the same cost whatever the size of the site", async () => {
    const [ada, friend, other] = [await makePerson(), await makePerson(), await makePerson()];
    await follow(ada, friend, other);
    const interest = `shared ${ada.id}`;
    await api("/v1/users/me", { as: ada, method: "PATCH", body: { interests: [interest] } });
    await crowd(100, interest.toLowerCase(), [friend, other]);
    const before = {
      rebuilt: await rebuild(ada),
      read: await measure(ada, (scope) => listSuggestions(scope, { limit: 20 })),
    };
    await crowd(2000, interest.toLowerCase(), [friend, other]);
    const after = {
      rebuilt: await rebuild(ada),
      read: await measure(ada, (scope) => listSuggestions(scope, { limit: 20 })),
    };

    expect(after.rebuilt.scans).toEqual([]);
    expect(after.read.scans).toEqual([]);
    expect(after.read.calls).toBe(1);
    // Suggestions, people, follows both ways, blocks both ways and mutes are shown.
    expect(after.read.rowsRead).toBeLessThanOrEqual(20 * 5 + 50);
    expect(after.read.rowsRead).toBe(before.read.rowsRead);
    expect(after.rebuilt.rowsRead).toBeLessThanOrEqual(before.rebuilt.rowsRead + 200);

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Suggestion> = await readSuggestions(
        ada,
        `?limit=15${cursor === null ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...ids(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(50);
  });

  it("cost a newcomer little too, who has none yet", async () => {
    const { rowsRead, scans, calls } = await measure(await makePerson(), (scope) =>
      listSuggestions(scope, { limit: 20 }),
    );
    expect(scans).toEqual([]);
    expect(calls).toBe(1);
    expect(rowsRead).toBeLessThanOrEqual(20 * 6 + 50);
  });
});
