import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import type { CaseDetail, ModerationCase, NewReport, ReportFiled } from "../../../contract/moderation.ts";
import type { Page } from "../../../contract/page.ts";
import { cases, media, reports } from "../../../db/schema.ts";
import { verifyQuery } from "../../../r2/addresses.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { makeGroup, sendMessage } from "../../../tests/harness/conversations.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makeComment, makePost } from "../../../tests/harness/posts.ts";
import { parseConfig } from "../../env.ts";
import { listCases, readCase } from "./actions.ts";

const report = (as: Person, target: Partial<NewReport>, key?: string) =>
  api<ReportFiled>("/v1/reports", {
    as,
    body: { reason: "spam", ...target },
    ...(key !== undefined && { headers: { "Idempotency-Key": key } }),
  });
const aboutUser = ({ id }: { id: string }) => ({ targetType: "user", targetId: id }) as const;
const caseOf = async (targetId: string) => (await db.select().from(cases).where(eq(cases.targetId, targetId)))[0];

describe("reports", () => {
  it("of several people about one thing make one case with all their reasons", async () => {
    const [ada, ben, cleo] = [await makePerson(), await makePerson(), await makePerson()];
    const post = await makePost(cleo);
    const comment = await makeComment(ben, post.id);
    const first = await report(ada, { targetType: "post", targetId: post.id, detail: "Buy now" });
    expect(first.status).toBe(201);
    expect((await report(ben, { targetType: "post", targetId: post.id, reason: "hate" })).status).toBe(201);
    expect((await report(ada, { targetType: "comment", targetId: comment.id })).status).toBe(201);
    expect(await caseOf(post.id)).toMatchObject({ status: "open", reportCount: 2 });
    expect((await caseOf(post.id))?.reasons.toSorted()).toEqual(["hate", "spam"]);
    expect(await caseOf(comment.id)).toMatchObject({ targetType: "comment", reportCount: 1 });
  });

  it("made twice by the same person stay the first", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const first = await report(ada, aboutUser(ben));
    const second = await report(ada, { ...aboutUser(ben), reason: "hate", detail: "Again" });
    expect(second).toMatchObject({ status: 201, body: first.body });
    const both = await Promise.all([report(ben, aboutUser(ada)), report(ben, aboutUser(ada))]);
    expect(both.map((answer) => answer.status)).toEqual([201, 201]);
    expect(both[0]?.body).toEqual(both[1]?.body);
    expect((await caseOf(ben.id))?.reportCount).toBe(1);
    expect((await caseOf(ada.id))?.reportCount).toBe(1);
  });

  it("answer the same again under the same idempotency key", async () => {
    const [ada, ben, cleo] = [await makePerson(), await makePerson(), await makePerson()];
    const first = await report(ada, aboutUser(ben), "key-1");
    expect((await report(ada, aboutUser(ben), "key-1")).body).toEqual(first.body);
    expect(await report(ada, aboutUser(cleo), "key-1")).toMatchObject({
      status: 422,
      body: { code: "idempotency_mismatch" },
    });
  });

  it("open a new case once the last one is decided", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const first = await report(ada, aboutUser(ben));
    await db.update(cases).set({ status: "decided" }).where(eq(cases.targetId, ben.id));
    const second = await report(ada, aboutUser(ben));
    expect(second.body.id).not.toBe(first.body.id);
    expect(await db.$count(cases, eq(cases.targetId, ben.id))).toBe(2);
  });

  it("about a message tell where it stands, and come from who can read it", async () => {
    const [ada, ben, eve] = [await makePerson(), await makePerson(), await makePerson()];
    const group = await makeGroup(ada, [ben]);
    const message = await sendMessage(ben, group.id, "Something vile");
    const target = { targetType: "message", targetId: message.id, conversationId: group.id } as const;
    expect((await report(ada, target)).status).toBe(201);
    expect(await caseOf(message.id)).toMatchObject({ targetType: "message", conversationId: group.id, reportCount: 1 });
    expect((await report(eve, target)).status).toBe(404);
    expect((await report(ada, { ...target, targetId: newId() })).status).toBe(404);
    expect((await report(ada, { ...aboutUser(ben), conversationId: group.id })).status).toBe(422);
  });

  it("about a message find where it stands, among the conversations of who reports", async () => {
    const [ada, ben, eve] = [await makePerson(), await makePerson(), await makePerson()];
    const group = await makeGroup(ada, [ben]);
    await makeGroup(eve, [ben]);
    const message = await sendMessage(ben, group.id, "Something vile");
    await eventually(async () => {
      const { body } = await api<Page<{ id: string }>>("/v1/conversations", { as: ada });
      expect(body.items.map(({ id }) => id)).toContain(group.id);
    });
    await makeGroup(ben, [ada]);
    const target = { targetType: "message", targetId: message.id } as const;
    expect((await report(ada, target)).status).toBe(201);
    expect(await caseOf(message.id)).toMatchObject({ conversationId: group.id, reportCount: 1 });
    expect((await report(ada, { ...target, conversationId: group.id })).status).toBe(201);
    expect(await caseOf(message.id)).toMatchObject({ reportCount: 1 });
    expect((await report(eve, target)).status).toBe(404);
  });

  it("are refused about what cannot be seen, what is not there and oneself", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const secret = await makePost(ben, { audience: "private" });
    await api(`/v1/users/${ada.id}/block`, { as: ben, method: "POST" });
    for (const target of [
      aboutUser(ben),
      { targetType: "post", targetId: secret.id } as const,
      { targetType: "comment", targetId: newId() } as const,
      { targetType: "message", targetId: newId(), conversationId: newId() } as const,
      { targetType: "media", targetId: newId() } as const,
    ]) {
      expect((await report(ada, target)).status, target.targetType).toBe(404);
    }
    expect((await report(ada, aboutUser(ada))).status).toBe(422);
    expect((await api("/v1/reports", { as: ada, body: { ...aboutUser(ben), reason: "boring" } })).status).toBe(422);
    expect(await db.$count(reports, eq(reports.reporterId, ada.id))).toBe(0);
  });
});

describe("cases", () => {
  const list = async (as: Person, query = "") =>
    (await api<Page<ModerationCase>>(`/v1/moderation/cases${query}`, { as })).body;

  it("are read by moderators only, with who reported and why", async () => {
    const [moderator, ada, ben] = [await makePerson({ role: "moderator" }), await makePerson(), await makePerson()];
    const { body } = await report(ada, { ...aboutUser(ben), reason: "impersonation", detail: "Not Ben" });
    const [item] = (await list(moderator)).items;
    expect(item).toMatchObject({
      targetType: "user",
      targetId: ben.id,
      status: "open",
      reportCount: 1,
      reasons: ["impersonation"],
    });
    const detail = await api<CaseDetail>(`/v1/moderation/cases/${item?.id}`, { as: moderator });
    expect(detail.body).toMatchObject({
      ...item,
      reports: [{ id: body.id, reporter: { id: ada.id }, reason: "impersonation", detail: "Not Ben" }],
    });
    expect((await api(`/v1/moderation/cases/${item?.id}`, { as: ada })).status).toBe(403);
    expect((await api("/v1/moderation/cases", { as: ben })).status).toBe(403);
    expect((await api(`/v1/moderation/cases/${newId()}`, { as: moderator })).status).toBe(404);
  });

  it("page newest first by status, at the same cost whatever their number", async () => {
    const moderator = await makePerson({ role: "moderator" });
    const open = async (size: number) => {
      const ids = JSON.stringify(Array.from({ length: size }, () => newId()));
      await db.run(sql`INSERT INTO cases (id, target_type, target_id, status, created_at, updated_at)
        SELECT value, 'user', value, iif(key % 2 = 0, 'open', 'claimed'), 0, 0 FROM json_each(${ids})`);
    };
    const read = () => measure(moderator, (scope) => listCases(scope, { status: "open", limit: 20 }));
    await open(60);
    const few = await read();
    await open(2000);
    const many = await read();
    expect(many.scans).toEqual([]);
    expect(many.calls).toBe(1);
    expect(many.rowsRead).toBeLessThanOrEqual(20 + 50);
    expect(many.rowsRead).toBe(few.rowsRead);
    const one = await measure(moderator, (scope) => readCase(scope, many.result.items[0]?.id ?? ""));
    expect({ scans: one.scans, calls: one.calls }).toEqual({ scans: [], calls: 1 });

    const first = await list(moderator, "?status=claimed&limit=10");
    const second = await list(moderator, `?status=claimed&limit=10&cursor=${first.nextCursor ?? ""}`);
    const ids = [...first.items, ...second.items].map((item) => item.id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(20);
    expect(first.items.every((item) => item.status === "claimed")).toBe(true);
  });
});

describe("reports of media", () => {
  const aboutMedia = ({ id }: { id: string }) => ({ targetType: "media", targetId: id }) as const;
  const readAs = async (as: Person, targetId: string) =>
    (await api<CaseDetail>(`/v1/moderation/cases/${(await caseOf(targetId))?.id}`, { as })).body;

  it("come from whoever can see it, and from nobody else", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const [open, secret, unshown] = [await makeMedia(ben), await makeMedia(ben), await makeMedia(ben)];
    await makePost(ben, { type: "image", mediaIds: [open.id] });
    await makePost(ben, { type: "image", mediaIds: [secret.id], audience: "private" });
    expect((await report(ada, aboutMedia(open))).status).toBe(201);
    expect(await caseOf(open.id)).toMatchObject({ targetType: "media", reportCount: 1 });
    for (const { id } of [secret, unshown]) expect((await report(ada, aboutMedia({ id }))).status).toBe(404);
    expect((await report(ben, aboutMedia(secret))).status).toBe(201);
  });

  it("show moderators what it is, whose, and what shows it, until it is gone", async () => {
    const [moderator, ada, ben] = [await makePerson({ role: "moderator" }), await makePerson(), await makePerson()];
    const picture = await makeMedia(ben, { alt: "A cat" });
    const post = await makePost(ben, {
      type: "image",
      mediaIds: [picture.id],
      content: `@${ada.username}`,
      audience: "mentioned",
    });
    await api("/v1/users/me", { as: ben, method: "PATCH", body: { coverMediaId: picture.id } });
    expect((await report(ada, aboutMedia(picture))).status).toBe(201);
    const detail = await readAs(moderator, picture.id);
    expect(detail).toMatchObject({
      reports: [{ reporter: { id: ada.id } }],
      media: { media: { id: picture.id, kind: "image", alt: "A cat" }, owner: { id: ben.id } },
    });
    expect(detail.media?.shownBy.toSorted((a, b) => (a.kind < b.kind ? 1 : -1))).toEqual([
      { kind: "post", subjectId: post.id, itemId: "" },
      { kind: "cover", subjectId: ben.id, itemId: "" },
    ]);
    const query = new URL(detail.media?.media.urls.full ?? "", env.SITE_ORIGIN).searchParams;
    const { tokenKeys } = parseConfig(env);
    const claim = verifyQuery(tokenKeys, picture.id, picture.epoch, query.get("r") ?? "", Date.now());
    expect(claim?.reader).toEqual({ kind: "person", id: moderator.id });
    // A moderator sees what was reported, whoever else does.
    expect((await report(moderator, aboutMedia(picture))).status).toBe(201);
    await db.update(media).set({ deletedAt: 1 }).where(eq(media.id, picture.id));
    expect(await readAs(moderator, picture.id)).not.toHaveProperty("media");
    expect((await report(await makePerson(), aboutMedia(picture))).status).toBe(404);
  });

  it("are not on cases about anything else", async () => {
    const [moderator, ada, ben] = [await makePerson({ role: "moderator" }), await makePerson(), await makePerson()];
    await report(ada, aboutUser(ben));
    expect(await readAs(moderator, ben.id)).not.toHaveProperty("media");
  });
});
