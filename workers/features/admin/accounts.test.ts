import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { AdminUser, AuditEntry } from "../../../contract/admin.ts";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import { granted } from "../../../contract/roles.ts";
import type { Me } from "../../../contract/users.ts";
import { users } from "../../../db/schema.ts";
import { signUp } from "../../../tests/harness/accounts.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { api, db, makePerson, type Person } from "../../../tests/harness/people.ts";
import { listAccounts } from "./accounts.ts";

const change = (as: Person, id: string, body: unknown, method = "PATCH") =>
  api<AdminUser>(`/v1/admin/users/${id}`, { as, method, body });
const list = async (as: Person, query: string) => (await api<Page<AdminUser>>(`/v1/admin/users?${query}`, { as })).body;
const names = (page: Page<AdminUser>) => page.items.map((item) => item.username);

/** Many accounts of all roles and states, written directly. */
async function crowd(size: number): Promise<void> {
  const ids = JSON.stringify(Array.from({ length: size }, () => newId()));
  await db.run(sql`INSERT INTO users (id, username, username_key, display_name, display_name_key, role, status, created_at, updated_at)
    SELECT value, 'crowd_' || lower(value), 'crowd_' || lower(value), 'Crowd', 'crowd', iif(key % 3 = 0, 'teacher', 'member'),
      iif(key % 2 = 0, 'suspended', 'active'), 0, 0 FROM json_each(${ids})`);
  await db.run(sql`INSERT INTO credentials (user_id, email, email_key, created_at, updated_at)
    SELECT value, value || '@example.org', lower(value) || '@example.org', 0, 0 FROM json_each(${ids})`);
}

describe("accounts", () => {
  it("are for administrators only", async () => {
    const moderator = await makePerson({ role: "moderator" });
    expect((await api("/v1/admin/users", { as: moderator })).status).toBe(403);
    expect((await change(moderator, (await makePerson()).id, { role: "admin" })).status).toBe(403);
  });

  it("are found by username, address, role and status", async () => {
    const admin = await makePerson({ role: "admin" });
    await makePerson({ username: "find_a", role: "teacher" });
    await makePerson({ username: "Find_B", status: "suspended", email: "b@find.example" });
    await makePerson({ username: "find_c", role: "teacher", status: "suspended" });
    expect(names(await list(admin, "q=@FIND_"))).toEqual(["find_a", "Find_B", "find_c"]);
    expect(names(await list(admin, "q=find_&role=teacher"))).toEqual(["find_a", "find_c"]);
    expect(names(await list(admin, "q=find_&status=suspended"))).toEqual(["Find_B", "find_c"]);
    expect(names(await list(admin, "role=teacher&status=suspended"))).toEqual(["find_c"]);
    expect(names(await list(admin, "q=find_&role=teacher&status=suspended"))).toEqual(["find_c"]);
    expect(names(await list(admin, "q=B@Find.example"))).toEqual(["Find_B"]);
    expect(names(await list(admin, "q=B@find.example&role=teacher"))).toEqual([]);
    expect((await list(admin, "limit=1")).items).toMatchObject([
      { username: "find_c", status: "suspended", emailVerified: true },
    ]);
    expect((await api("/v1/admin/users?role=king", { as: admin })).status).toBe(422);
  });

  it("page once through all, and read as many rows for every filter whatever the size of the site", async () => {
    const admin = await makePerson({ role: "admin" });
    const filters = [
      {},
      { role: "teacher" },
      { status: "suspended" },
      { role: "teacher", status: "suspended" },
      { q: "crowd_" },
      { q: "crowd_", role: "teacher" },
      { q: "crowd_", status: "suspended" },
      { q: "crowd_", role: "teacher", status: "suspended" },
      { q: "nobody@example.org" },
    ] as const;
    const measureAll = () =>
      Promise.all(filters.map((filter) => measure(admin, (scope) => listAccounts(scope, { ...filter, limit: 20 }))));
    await crowd(180);
    const few = await measureAll();
    await crowd(2000);
    const many = await measureAll();
    for (const [i, { rowsRead, calls, scans }] of many.entries()) {
      const name = JSON.stringify(filters[i]);
      expect(scans, name).toEqual([]);
      expect(calls, name).toBe(1);
      expect(rowsRead, name).toBeLessThanOrEqual(20 * 2 + 50);
      expect(rowsRead, name).toBe(few[i]?.rowsRead);
    }

    for (const query of ["role=teacher&status=suspended", "q=crowd_&role=teacher&status=suspended"]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<AdminUser> = await list(
          admin,
          `${query}&limit=100${cursor === null ? "" : `&cursor=${cursor}`}`,
        );
        seen.push(...names(page).filter((name) => name.startsWith("crowd_")));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(
        await db.$count(users, sql`username LIKE 'crowd_%' AND role = 'teacher' AND status = 'suspended'`),
      );
    }
  });
});

describe("changing an account", () => {
  it("suspends: tokens and sessions stop, and the trail tells it", async () => {
    const admin = await makePerson({ role: "admin" });
    const { id, token, refreshToken } = await signUp();
    expect((await api("/v1/users/me", { as: { token } })).status).toBe(200);
    const answer = await change(admin, id, { status: "suspended", reason: "Spam" });
    expect(answer).toMatchObject({ status: 200, body: { id, status: "suspended" } });
    expect((await api("/v1/users/me", { as: { token } })).status).toBe(401);
    expect((await api("/v1/auth/refresh", { body: { refreshToken } })).status).toBe(401);
    expect((await api(`/v1/users/${id}`)).status).toBe(404);
    const trail = await api<Page<AuditEntry>>(`/v1/admin/audit?target=${id}&action=account.administer`, { as: admin });
    expect(trail.body.items).toMatchObject([
      { actor: { id: admin.id }, before: { status: "active" }, after: { status: "suspended", reason: "Spam" } },
    ]);
    expect((await change(admin, id, { status: "active" })).body.status).toBe("active");
    expect((await api(`/v1/users/${id}`)).status).toBe(200);
  });

  it("gives another role, which counts from the next refresh on", async () => {
    const admin = await makePerson({ role: "admin" });
    const { id, token, refreshToken } = await signUp();
    expect((await change(admin, id, { role: "moderator" }, "PUT")).body.role).toBe("moderator");
    expect((await api("/v1/users/me", { as: { token } })).status).toBe(401);
    const refreshed = await api<{ accessToken: string }>("/v1/auth/refresh", { body: { refreshToken } });
    const own = await api<Me>("/v1/users/me", { as: { token: refreshed.body.accessToken } });
    expect(own.body).toMatchObject({ role: "moderator", permissions: [...granted.moderator] });
  });

  it("verifies without touching sessions, and a change that changes nothing leaves no trace", async () => {
    const [admin, ada] = [await makePerson({ role: "admin" }), await makePerson()];
    expect((await change(admin, ada.id, { verified: true })).body.verified).toBe(true);
    expect((await change(admin, ada.id, { verified: true, role: "member" })).status).toBe(200);
    expect((await api("/v1/users/me", { as: ada })).status).toBe(200);
    const trail = await api<Page<AuditEntry>>(`/v1/admin/audit?target=${ada.id}`, { as: admin });
    expect(trail.body.items).toHaveLength(1);
  });

  it("leaves one's own role and status to others, and deleted accounts alone", async () => {
    const [admin, deleted] = [await makePerson({ role: "admin" }), await makePerson({ status: "deleted" })];
    expect((await change(admin, admin.id, { role: "member" })).status).toBe(403);
    expect((await change(admin, admin.id, { status: "suspended" })).status).toBe(403);
    expect((await change(admin, admin.id, { verified: true })).status).toBe(200);
    expect((await change(admin, deleted.id, { status: "active" })).status).toBe(409);
    expect((await change(admin, newId(), { status: "active" })).status).toBe(404);
    expect((await change(admin, deleted.id, { status: "deleted" })).status).toBe(422);
  });

  it("leaves an administrator when two demote each other at once", async () => {
    const [one, other] = [await makePerson({ role: "admin" }), await makePerson({ role: "admin" })];
    const answers = await Promise.all([
      change(one, other.id, { role: "member" }),
      change(other, one.id, { role: "member" }),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const left = await db.$count(users, sql`id IN (${one.id}, ${other.id}) AND role = 'admin'`);
    expect(left).toBe(1);
  });

  it("does nothing on behalf of an administrator who is none any more", async () => {
    const [former, ada] = [await makePerson({ role: "admin" }), await makePerson()];
    await db.update(users).set({ role: "member" }).where(eq(users.id, former.id));
    expect((await change(former, ada.id, { role: "admin" })).status).toBe(409);
  });
});
