import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../../contract/admin.ts";
import type { Problem } from "../../../contract/errors.ts";
import type { Page } from "../../../contract/page.ts";
import type { Me, UpdateMe, User } from "../../../contract/users.ts";
import { userInterests, users } from "../../../db/schema.ts";
import { armFault } from "../../effects/faults.ts";
import { api, db, makePerson, type Person } from "../../../tests/harness/people.ts";

const change = (as: Person, body: UpdateMe, method = "PATCH") => api<Me>("/v1/users/me", { as, method, body });

const everything: UpdateMe = {
  displayName: "Ada Lovelace",
  bio: "Counts **engines**. <script>alert(1)</script>",
  pronouns: "she/her",
  location: "London",
  website: "https://example.org/ada",
  links: [{ label: "Notes", url: "https://example.org/notes" }],
  skills: ["Mathematics"],
  interests: ["Engines", "Poetry"],
  education: [{ school: "At home", from: 1990, to: 1995 }],
  experience: [{ organisation: "Analytical Engine", title: "Programmer", description: "Note G" }],
};

describe("one's own profile", () => {
  it("takes every field, renders the bio safely, and shows it to others", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const answer = await change(ada, everything);
    expect(answer).toMatchObject({ status: 200, body: { ...everything, email: ada.email, restricted: false } });
    expect(answer.body.bioHtml).toContain("<strong>engines</strong>");
    expect(answer.body.bioHtml).not.toContain("<script");
    const { body } = await api<User>(`/v1/users/${ada.username}`, { as: ben });
    expect(body).toMatchObject({ ...everything, restricted: false });
    expect(body).not.toHaveProperty("email");
    expect(body).not.toHaveProperty("settings");
  });

  it("changes only the fields sent, by PUT as by PATCH", async () => {
    const ada = await makePerson();
    await change(ada, everything);
    expect((await change(ada, { location: "Ockham" }, "PUT")).body).toMatchObject({
      ...everything,
      location: "Ockham",
    });
    expect((await change(ada, {})).body).toMatchObject({ ...everything, location: "Ockham" });
    expect((await change(ada, { website: null })).body.website).toBeNull();
  });

  it("keeps settings, and refuses those that do not exist", async () => {
    const ada = await makePerson();
    const settings = {
      locale: "km",
      timeZone: "Asia/Phnom_Penh",
      theme: "dark",
      whoMayMessage: "connections",
    } as const;
    expect((await change(ada, { settings })).body.settings).toMatchObject({ ...settings, profileVisibility: "public" });
    const wrong = await api<Problem>("/v1/users/me", {
      as: ada,
      method: "PATCH",
      body: { settings: { timeZone: "Mars/Olympus", volume: 11 } },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors?.map((error) => error.path).toSorted()).toEqual(["settings.timeZone", "settings.volume"]);
  });

  it("keeps interests for suggestions as they are compared, and works them out anew", async () => {
    const ada = await makePerson();
    const disarm = armFault("commit.before-send");
    await change(ada, { interests: ["Engines", "ＰＯＥＴＲＹ"] });
    await change(ada, { interests: ["engines", "Horses"] });
    disarm();
    const rows = await db
      .select({ interest: userInterests.interest })
      .from(userInterests)
      .where(eq(userInterests.userId, ada.id));
    expect(rows.map((row) => row.interest).toSorted()).toEqual(["engines", "horses"]);
    expect((await api<Me>("/v1/users/me", { as: ada })).body.interests).toEqual(["engines", "Horses"]);
  });

  it("counts versions, and answers 304 to who has the latest", async () => {
    const ada = await makePerson();
    const first = await api<Me>("/v1/users/me", { as: ada });
    const etag = first.headers.get("ETag") ?? "";
    expect((await api("/v1/users/me", { as: ada, headers: { "If-None-Match": etag } })).status).toBe(304);
    await change(ada, { location: "Elsewhere" });
    expect((await api("/v1/users/me", { as: ada, headers: { "If-None-Match": etag } })).status).toBe(200);
    const [row] = await db.select({ version: users.version }).from(users).where(eq(users.id, ada.id));
    expect(row?.version).toBe(2);
  });
});

describe("a username", () => {
  it("is changed, found in any case and noted in the trail", async () => {
    const [ada, admin] = [await makePerson(), await makePerson({ role: "admin" })];
    const name = `New.${ada.username.slice(-8)}`;
    expect((await change(ada, { username: name })).body.username).toBe(name);
    expect((await change(ada, { username: name })).status).toBe(200);
    expect((await api<User>(`/v1/users/${name.toUpperCase()}`)).body.id).toBe(ada.id);
    expect((await api(`/v1/users/${ada.username}`)).status).toBe(404);
    const trail = await api<Page<AuditEntry>>(`/v1/admin/audit?target=${ada.id}&action=account.username`, {
      as: admin,
    });
    expect(trail.body.items).toMatchObject([
      { before: { username: ada.username }, after: { username: name }, actor: { id: ada.id } },
    ]);
  });

  it("is refused when somebody else has it, in whatever case, or when it is reserved", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const taken = await api<Problem>("/v1/users/me", {
      as: ada,
      method: "PATCH",
      body: { username: ben.username.toUpperCase() },
    });
    expect(taken).toMatchObject({ status: 409, body: { code: "conflict", errors: [{ path: "username" }] } });
    expect((await change(ada, { username: "admin" })).status).toBe(422);
    expect((await api<Me>("/v1/users/me", { as: ada })).body.username).toBe(ada.username);
  });

  it("goes to one of two who want it at once", async () => {
    const people = [await makePerson(), await makePerson()];
    const username = `wanted_${people[0]?.id.slice(-8).toLowerCase()}`;
    const answers = await Promise.all(people.map((person) => change(person, { username })));
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(["200", "409"]);
  });
});

describe("somebody else's profile", () => {
  const hidden = { restricted: true, bio: "", interests: [], counts: { followers: 0, following: 0, posts: 0 } };

  it("shows only the card where it is private or for connections", async () => {
    const asking = await makePerson();
    const alone = await makePerson({ profileVisibility: "private", bio: "Mine" });
    const shy = await makePerson({ profileVisibility: "connections", bio: "Ours" });
    expect((await api<User>(`/v1/users/${alone.id}`, { as: asking })).body).toMatchObject({
      ...hidden,
      username: alone.username,
    });
    expect((await api<User>(`/v1/users/${shy.id}`)).body).toMatchObject(hidden);
    await api(`/v1/users/${shy.id}/follow`, { as: asking, method: "POST" });
    expect((await api<User>(`/v1/users/${shy.id}`, { as: asking })).body).toMatchObject(hidden);
    await api(`/v1/users/${asking.id}/follow`, { as: shy, method: "POST" });
    expect((await api<User>(`/v1/users/${shy.id}`, { as: asking })).body).toMatchObject({
      restricted: false,
      bio: "Ours",
    });
    expect((await api<User>(`/v1/users/${alone.id}`, { as: alone })).body).toMatchObject({
      restricted: false,
      bio: "Mine",
    });
  });

  it("is gone when the account is suspended or deleted, but not for moderators", async () => {
    const [suspended, deleted] = [await makePerson({ status: "suspended" }), await makePerson({ status: "deleted" })];
    const moderator = await makePerson({ role: "moderator" });
    expect((await api(`/v1/users/${suspended.id}`)).status).toBe(404);
    expect((await api(`/v1/users/${suspended.id}`, { as: moderator })).status).toBe(200);
    expect((await api(`/v1/users/${deleted.id}`, { as: moderator })).status).toBe(404);
  });

  it("tells nobody without an account how they stand to anybody", async () => {
    const ada = await makePerson();
    expect((await api<User>(`/v1/users/${ada.id}`)).body).not.toHaveProperty("viewer");
    expect((await api<User>(`/v1/users/${ada.id}`, { as: ada })).body).not.toHaveProperty("viewer");
    expect(await db.$count(users, and(eq(users.id, ada.id), eq(users.version, 1)))).toBe(1);
  });
});
