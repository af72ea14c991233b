import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import type { Relation, User } from "../../../contract/users.ts";
import { follows, users } from "../../../db/schema.ts";
import { timelineAddress } from "../../../durable-objects/addresses.ts";
import { armFault } from "../../effects/faults.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";

const relate = (as: Person, method: "POST" | "DELETE", to: { id: string }, name: "follow" | "block" | "mute") =>
  api<Relation>(`/v1/users/${to.id}/${name}`, { as, method });

const none: Relation = { follow: "none", followedBy: false, blocking: false, muting: false };

async function countsOf({ id }: { id: string }) {
  const [row] = await db
    .select({ followers: users.followersCount, following: users.followingCount })
    .from(users)
    .where(eq(users.id, id));
  return row;
}

const effectsAbout = (kind: string, id: string) =>
  db.all<{ payload: string }>(sql`SELECT payload FROM outbox WHERE kind = ${kind} AND payload LIKE ${`%${id}%`}`);

describe("follow", () => {
  it("follows an open account and counts once, however often it is repeated", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const first = await relate(ada, "POST", ben, "follow");
    expect(first).toMatchObject({ status: 200, body: { ...none, follow: "following" } });
    expect((await relate(ada, "POST", ben, "follow")).body).toEqual(first.body);
    expect(await countsOf(ben)).toEqual({ followers: 1, following: 0 });
    expect(await countsOf(ada)).toEqual({ followers: 0, following: 1 });
    expect((await api<User>(`/v1/users/${ada.id}`, { as: ben })).body.viewer).toEqual({ ...none, followedBy: true });
  });

  it("ends, and ending what never was changes nothing", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    expect((await relate(ada, "DELETE", ben, "follow")).body).toEqual(none);
    await relate(ada, "POST", ben, "follow");
    expect((await relate(ada, "DELETE", ben, "follow")).body).toEqual(none);
    expect(await countsOf(ben)).toEqual({ followers: 0, following: 0 });
  });

  it("takes what the other brought out of the home feed before it answers, when it ends", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await relate(ada, "POST", ben, "follow");
    const entry = { id: newId(), postId: newId(), actorId: ben.id, authorId: ben.id };
    const timeline = timelineAddress(env, ada.id);
    await timeline.deliver([{ personId: ada.id, entries: [entry] }]);
    await relate(ada, "DELETE", ben, "follow");
    expect((await timeline.page(ada.id, { limit: 10 })).items).toEqual([]);
  });

  it("refuses oneself, people who are not there and people whom one blocks", async () => {
    const [ada, ben, gone] = [await makePerson(), await makePerson(), await makePerson({ status: "suspended" })];
    expect((await relate(ada, "POST", ada, "follow")).status).toBe(422);
    expect((await relate(ada, "POST", { id: newId() }, "follow")).status).toBe(404);
    expect((await relate(ada, "POST", gone, "follow")).status).toBe(404);
    await relate(ada, "POST", ben, "block");
    expect((await relate(ada, "POST", ben, "follow")).status).toBe(409);
    expect((await relate(ben, "POST", ada, "follow")).status).toBe(404);
  });

  it("lets go of somebody who has been suspended since", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await relate(ada, "POST", ben, "follow");
    await db.update(users).set({ status: "suspended" }).where(eq(users.id, ben.id));
    expect((await relate(ada, "DELETE", ben, "follow")).body).toEqual(none);
    expect((await relate(ada, "DELETE", ben, "follow")).status).toBe(404);
  });

  it("leaves right counts when 50 people follow and unfollow at once", async () => {
    const star = await makePerson();
    const crowd = await Promise.all(Array.from({ length: 50 }, () => makePerson()));
    await Promise.all(
      crowd.map(async (person, i) => {
        await Promise.all([relate(person, "POST", star, "follow"), relate(person, "POST", star, "follow")]);
        if (i % 3 !== 0)
          await Promise.all([relate(person, "DELETE", star, "follow"), relate(person, "DELETE", star, "follow")]);
        if (i % 3 === 2)
          await Promise.all([relate(person, "POST", star, "follow"), relate(person, "DELETE", star, "follow")]);
      }),
    );
    const recount = await db.$count(follows, and(eq(follows.followeeId, star.id), eq(follows.state, "following")));
    expect(recount).toBeGreaterThanOrEqual(17);
    expect(await countsOf(star)).toEqual({ followers: recount, following: 0 });
    const [wrong] = await db.all<{ n: number }>(
      sql`SELECT count(*) AS n FROM users WHERE following_count <> (SELECT count(*) FROM follows WHERE follower_id = users.id AND state = 'following')`,
    );
    expect(wrong?.n).toBe(0);
    const [total] = await db.all<{ value: number; rows: number }>(
      sql`SELECT value, (SELECT count(*) FROM follows WHERE state = 'following') AS rows FROM totals WHERE name = 'follows'`,
    );
    expect(total?.value).toBe(total?.rows);
  });
});

describe("locked accounts", () => {
  it("are asked, and followed once they accept", async () => {
    const [ada, ben] = [await makePerson(), await makePerson({ locked: true })];
    expect((await relate(ada, "POST", ben, "follow")).body).toEqual({ ...none, follow: "requested" });
    expect(await countsOf(ben)).toEqual({ followers: 0, following: 0 });
    const requests = await api<{ items: { id: string }[] }>("/v1/users/me/follow-requests", { as: ben });
    expect(requests.body.items.map((item) => item.id)).toEqual([ada.id]);

    const accept = () => api<Relation>(`/v1/users/me/follow-requests/${ada.id}`, { as: ben, method: "POST" });
    expect(await accept()).toMatchObject({ status: 200, body: { ...none, followedBy: true } });
    expect(await accept()).toMatchObject({ status: 200, body: { ...none, followedBy: true } });
    expect(await countsOf(ben)).toEqual({ followers: 1, following: 0 });
    expect((await api<{ items: unknown[] }>("/v1/users/me/follow-requests", { as: ben })).body.items).toEqual([]);
  });

  it("turn somebody away, but not who follows already", async () => {
    const [ada, ben] = [await makePerson(), await makePerson({ locked: true })];
    const refuse = () => api<Relation>(`/v1/users/me/follow-requests/${ada.id}`, { as: ben, method: "DELETE" });
    await relate(ada, "POST", ben, "follow");
    expect((await refuse()).body).toEqual(none);
    expect((await refuse()).status).toBe(200);
    expect((await api<User>(`/v1/users/${ben.id}`, { as: ada })).body.viewer?.follow).toBe("none");
    await relate(ada, "POST", ben, "follow");
    await api(`/v1/users/me/follow-requests/${ada.id}`, { as: ben, method: "POST" });
    expect((await refuse()).body.followedBy).toBe(true);
  });

  it("have requests that only they can answer", async () => {
    const [ada, ben, eve] = [await makePerson(), await makePerson({ locked: true }), await makePerson()];
    await relate(ada, "POST", ben, "follow");
    expect((await api(`/v1/users/me/follow-requests/${ada.id}`, { as: eve, method: "POST" })).status).toBe(404);
    expect((await api<User>(`/v1/users/${ben.id}`, { as: ada })).body.viewer?.follow).toBe("requested");
  });

  it("accept nobody by opening, but who asks again follows then", async () => {
    const [ada, ben] = [await makePerson(), await makePerson({ locked: true })];
    await relate(ada, "POST", ben, "follow");
    await api("/v1/users/me", { as: ben, method: "PATCH", body: { locked: false } });
    expect((await api<User>(`/v1/users/${ben.id}`, { as: ada })).body.viewer?.follow).toBe("requested");
    expect((await relate(ada, "POST", ben, "follow")).body.follow).toBe("following");
    expect(await countsOf(ben)).toEqual({ followers: 1, following: 0 });
  });
});

describe("block", () => {
  it("ends follows both ways and hides the two from each other, at once", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await relate(ada, "POST", ben, "follow");
    await relate(ben, "POST", ada, "follow");
    const [hers, his] = [timelineAddress(env, ada.id), timelineAddress(env, ben.id)];
    const third = newId();
    await hers.deliver([
      { personId: ada.id, entries: [{ id: newId(), postId: newId(), actorId: third, authorId: ben.id }] },
    ]);
    await his.deliver([
      { personId: ben.id, entries: [{ id: newId(), postId: newId(), actorId: ada.id, authorId: ada.id }] },
    ]);

    expect((await relate(ada, "POST", ben, "block")).body).toEqual({ ...none, blocking: true });
    expect(await countsOf(ada)).toEqual({ followers: 0, following: 0 });
    expect(await countsOf(ben)).toEqual({ followers: 0, following: 0 });
    expect((await hers.page(ada.id, { limit: 10 })).items).toEqual([]);
    expect((await his.page(ben.id, { limit: 10 })).items).toEqual([]);
    expect((await api(`/v1/users/${ada.id}`, { as: ben })).status).toBe(404);
    expect((await api(`/v1/users?ids=${ada.id}`, { as: ben })).body).toEqual({ items: [] });
    expect((await api<User>(`/v1/users/${ben.username}`, { as: ada })).body).toMatchObject({
      restricted: true,
      viewer: { blocking: true },
    });
  });

  it("is taken back even when the other blocks too", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await relate(ada, "POST", ben, "block");
    expect((await relate(ben, "POST", ada, "block")).status).toBe(404);
    await db.run(sql`INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES (${ben.id}, ${ada.id}, 0)`);
    const blocked = await api<{ items: { id: string }[] }>("/v1/users/me/blocks", { as: ada });
    expect(blocked.body.items.map((item) => item.id)).toEqual([ben.id]);
    expect((await relate(ada, "DELETE", ben, "block")).body.blocking).toBe(false);
    expect((await api<{ items: unknown[] }>("/v1/users/me/blocks", { as: ada })).body.items).toEqual([]);
  });

  it("cannot be turned on oneself", async () => {
    const ada = await makePerson();
    expect((await relate(ada, "POST", ada, "block")).status).toBe(422);
    expect((await relate(ada, "POST", ada, "mute")).status).toBe(422);
  });

  it("wins against a follow of the same moment", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await Promise.all([
      relate(ben, "POST", ada, "follow"),
      relate(ada, "POST", ben, "block"),
      relate(ben, "POST", ada, "follow"),
    ]);
    expect(await db.$count(follows, eq(follows.followerId, ben.id))).toBe(0);
    expect(await countsOf(ada)).toEqual({ followers: 0, following: 0 });
  });

  it("leaves the work on home feeds in the outbox as well", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const disarm = armFault("commit.before-send");
    await relate(ada, "POST", ben, "block");
    await relate(ada, "POST", ben, "block");
    disarm();
    const rows = await effectsAbout("follows.withdraw", ada.id);
    expect(rows.map((row) => JSON.parse(row.payload) as unknown)).toEqual([
      {
        pairs: [
          { followerId: ada.id, followeeId: ben.id, authored: true },
          { followerId: ben.id, followeeId: ada.id, authored: true },
        ],
      },
    ]);
  });
});

describe("mute", () => {
  it("keeps somebody out of lists, is listed itself and is taken back", async () => {
    const [ada, ben, star] = [await makePerson(), await makePerson(), await makePerson()];
    await relate(ben, "POST", star, "follow");
    const followers = async () =>
      (await api<{ items: { id: string }[] }>(`/v1/users/${star.username}/followers`, { as: ada })).body.items.map(
        (item) => item.id,
      );
    expect(await followers()).toEqual([ben.id]);
    expect((await relate(ada, "POST", ben, "mute")).body.muting).toBe(true);
    expect(await followers()).toEqual([]);
    expect((await api(`/v1/users/${ben.id}`, { as: ada })).status).toBe(200);
    expect((await api<{ items: { id: string }[] }>("/v1/users/me/mutes", { as: ada })).body.items).toMatchObject([
      { id: ben.id },
    ]);
    expect((await relate(ada, "DELETE", ben, "mute")).body).toEqual(none);
    expect(await followers()).toEqual([ben.id]);
  });
});
