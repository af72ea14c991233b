import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import type { AuditEntry, Overview } from "../../../contract/admin.ts";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import { defaultSettings, type SiteSettingsValue, type UpdateSiteSettings } from "../../../contract/settings.ts";
import { media } from "../../../db/schema.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { api, db, makePerson, type Person } from "../../../tests/harness/people.ts";
import { listAudit, readOverview } from "./actions.ts";

describe("the overview", () => {
  it("tells totals as they are, in one small read", async () => {
    const admin = await makePerson({ role: "admin" });
    const before = (await api<Overview>("/v1/admin/overview", { as: admin })).body;
    const [ada, ben] = [await makePerson(), await makePerson()];
    await api(`/v1/users/${ben.id}/follow`, { as: ada, method: "POST" });
    await api("/v1/reports", { as: ada, body: { targetType: "user", targetId: ben.id, reason: "spam" } });
    const after = (await api<Overview>("/v1/admin/overview", { as: admin })).body;
    expect(after).toMatchObject({
      people: before.people + 2,
      follows: before.follows + 1,
      openCases: before.openCases + 1,
      posts: before.posts,
      messages: before.messages,
      media: before.media,
      outbox: { parked: before.outbox.parked },
    });
    const { scans, calls, rowsRead } = await measure(admin, readOverview);
    expect({ scans, calls }).toEqual({ scans: [], calls: 1 });
    expect(rowsRead).toBeLessThanOrEqual(30);
  });

  it("counts media once they are ready, and no longer once they are deleted", async () => {
    const [admin, ada] = [await makePerson({ role: "admin" }), await makePerson()];
    const count = async () => (await api<Overview>("/v1/admin/overview", { as: admin })).body.media;
    const before = await count();
    const { id } = await makeMedia(ada, { state: "processing", readyAt: null });
    expect(await count()).toBe(before);
    await db.update(media).set({ state: "ready" }).where(eq(media.id, id));
    expect(await count()).toBe(before + 1);
    await db.update(media).set({ deletedAt: 1 }).where(eq(media.id, id));
    expect(await count()).toBe(before);
    await db.delete(media).where(eq(media.id, id));
    expect(await count()).toBe(before);
  });

  it("is not for everybody", async () => {
    expect((await api("/v1/admin/overview", { as: await makePerson({ role: "moderator" }) })).status).toBe(403);
  });
});

describe("the audit trail", () => {
  const read = async (as: Person, query: string) =>
    (await api<Page<AuditEntry>>(`/v1/admin/audit?${query}`, { as })).body;

  /** Many entries of one actor and target under several actions; written directly. */
  async function entries(size: number, actor: string, target: string): Promise<void> {
    const ids = JSON.stringify(Array.from({ length: size }, () => newId()));
    await db.run(sql`INSERT INTO audit_log (id, actor_id, action, target_type, target_id, request_id, created_at)
      SELECT value, iif(key % 2 = 0, ${actor}, NULL), 'test.' || (key % 3), 'user', iif(key % 5 = 0, ${target}, 'other'), 'test', 0
      FROM json_each(${ids})`);
  }

  it("is narrowed down by actor, action and target, at the same cost whatever its length", async () => {
    const admin = await makePerson({ role: "admin" });
    const target = newId();
    const actor = admin.id;
    const filters = [
      {},
      { actor },
      { action: "test.1" },
      { target },
      { actor, action: "test.1" },
      { actor, target },
      { action: "test.1", target },
      { actor, action: "test.1", target },
    ];
    const measureAll = () =>
      Promise.all(filters.map((filter) => measure(admin, (scope) => listAudit(scope, { ...filter, limit: 20 }))));
    await entries(900, actor, target);
    const few = await measureAll();
    await entries(2100, actor, target);
    const many = await measureAll();
    for (const [i, { rowsRead, calls, scans, result }] of many.entries()) {
      const name = JSON.stringify(filters[i]);
      expect(scans, name).toEqual([]);
      expect(calls, name).toBe(1);
      expect(rowsRead, name).toBeLessThanOrEqual(20 * 2 + 50);
      expect(rowsRead, name).toBe(few[i]?.rowsRead);
      expect(result.items, name).toHaveLength(20);
      for (const item of result.items) {
        if (filters[i]?.actor) expect(item.actor?.id).toBe(actor);
        if (filters[i]?.action) expect(item.action).toBe("test.1");
        if (filters[i]?.target) expect(item.targetId).toBe(target);
      }
    }
    const first = await read(admin, "action=test.1&limit=5");
    const second = await read(admin, `action=test.1&limit=5&cursor=${first.nextCursor ?? ""}`);
    const ids = [...first.items, ...second.items].map((item) => item.id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(10);
  });
});

describe("site settings", () => {
  const read = async (as: Person) => (await api<SiteSettingsValue>("/v1/admin/settings", { as })).body;
  const change = (as: Person, body: UpdateSiteSettings | Record<string, unknown>, method = "PATCH") =>
    api<SiteSettingsValue>("/v1/admin/settings", { as, method, body });

  afterEach(async () => {
    const admin = await makePerson({ role: "admin" });
    const { flags: _, ...rest } = defaultSettings;
    await change(admin, rest);
  });

  it("are changed in part, hold at once and leave before and after in the trail", async () => {
    const admin = await makePerson({ role: "admin" });
    const before = await read(admin);
    const posts = { kind: "window", max: 7, seconds: 60 } as const;
    const answer = await change(admin, { branding: { name: "អាគ័រ" }, limits: { posts }, flags: { beta: true } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...before,
      branding: { ...before.branding, name: "អាគ័រ" },
      limits: { ...before.limits, posts },
      flags: { ...before.flags, beta: true },
    });
    expect(await read(admin)).toEqual(answer.body);
    expect((await api<{ branding: unknown }>("/v1/settings")).body.branding).toEqual(answer.body.branding);
    const trail = await api<Page<AuditEntry>>("/v1/admin/audit?action=settings.update&limit=1", { as: admin });
    expect(trail.body.items).toMatchObject([
      {
        actor: { id: admin.id },
        before: {
          branding: { name: before.branding.name },
          limits: { posts: before.limits.posts },
          flags: { beta: null },
        },
        after: { branding: { name: "អាគ័រ" }, limits: { posts }, flags: { beta: true } },
      },
    ]);
  });

  it("close the site to who is not signed in, and for maintenance to all but administrators", async () => {
    const [admin, ada] = [await makePerson({ role: "admin" }), await makePerson()];
    await change(admin, { publicReading: false }, "PUT");
    expect((await api(`/v1/users/${ada.id}`)).status).toBe(401);
    expect((await api(`/v1/users/${ada.id}`, { as: ada })).status).toBe(200);
    await change(admin, { publicReading: true, maintenance: { on: true, message: "Back at noon." } });
    expect(await api(`/v1/users/${ada.id}`, { as: ada })).toMatchObject({
      status: 503,
      body: { detail: "Back at noon." },
    });
    expect((await change(admin, { maintenance: { on: false } })).status).toBe(200);
    expect((await api(`/v1/users/${ada.id}`, { as: ada })).status).toBe(200);
  });

  it("keep limits: the changed one counts at once", async () => {
    const [admin, ada] = [await makePerson({ role: "admin" }), await makePerson()];
    await change(admin, { limits: { reports: { kind: "window", max: 1, seconds: 60 } } });
    const report = async () =>
      api("/v1/reports", { as: ada, body: { targetType: "user", targetId: (await makePerson()).id, reason: "spam" } });
    expect((await report()).status).toBe(201);
    const refused = await report();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toMatch(/^\d+$/);
  });

  it("let nobody send more than R2 takes in one go, as the original is written", async () => {
    const admin = await makePerson({ role: "admin" });
    // 5 MiB less than 5 GiB: https://developers.cloudflare.com/r2/platform/limits/
    const most = (5 * 1024 - 5) * 1024 * 1024;
    const allow = async (videoBytes: number) => {
      const uploads = { creator: { ...defaultSettings.uploads.creator, videoBytes } };
      return (await change(admin, { uploads })).status;
    };
    expect(await allow(most + 1)).toBe(422);
    expect(await allow(most)).toBe(200);
  });

  it("refuse what makes no sense", async () => {
    const admin = await makePerson({ role: "admin" });
    const before = await read(admin);
    for (const body of [
      { limits: { posts: { kind: "window", max: 0, seconds: 60 } } },
      { limits: { dreams: { kind: "window", max: 5, seconds: 60 } } },
      { limits: { posts: { kind: "window", max: 5 } } },
      { corsOrigins: ["https://example.org/path"] },
      { branding: { accentHue: 400 } },
      { deletionGraceDays: -1 },
      { unknown: true },
    ]) {
      expect((await change(admin, body)).status, JSON.stringify(body)).toBe(422);
    }
    expect(await read(admin)).toEqual(before);
    expect((await change(await makePerson({ role: "moderator" }), { publicReading: false })).status).toBe(403);
  });
});
