import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type {
  Conversation,
  Invite,
  InvitePreview,
  MembersAdded,
  RoomBan,
  RoomMember,
} from "../../../contract/conversations.ts";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import { idempotencyKeys } from "../../../db/schema.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import { makeChannel, makeDirect, makeGroup, sendMessage } from "../../../tests/harness/conversations.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { readAll } from "../../../tests/harness/posts.ts";

let ada: Person;
let ben: Person;
let cleo: Person;
beforeEach(async () => {
  [ada, ben, cleo] = await Promise.all([makePerson(), makePerson(), makePerson()]);
});

const at = (id: string, path = "") => `/v1/conversations/${id}${path}`;
const rolesIn = async (id: string, as: Person) =>
  Object.fromEntries(
    (await readAll<RoomMember>(at(id, "/members"), { as })).map((member) => [member.id, member.roomRole]),
  );
const change = (as: Person, id: string, who: Person, body: unknown) =>
  api<RoomMember & Problem>(at(id, `/members/${who.id}`), { as, method: "PATCH", body });

describe("members", () => {
  it("are listed in the order in which they came, page after page", async () => {
    const group = await makeGroup(ada, [ben]);
    await api(at(group.id, "/members"), { as: ada, body: { userIds: [cleo.id] } });
    const members = await readAll<RoomMember>(at(group.id, "/members"), { as: cleo, limit: 1 });
    expect(members).toHaveLength(3);
    expect(members.at(-1)).toMatchObject({ id: cleo.id, roomRole: "member", mutedUntil: null });
    await api(`/v1/users/${ben.id}/block`, { as: cleo, method: "POST" });
    const seen = await readAll<RoomMember>(at(group.id, "/members"), { as: cleo });
    expect(seen.map(({ id }) => id)).toEqual([ada.id, cleo.id]);
    expect((await api<Conversation>(at(group.id), { as: cleo })).body.members.map(({ id }) => id)).toEqual([
      ada.id,
      cleo.id,
    ]);
  });

  it("are added by members of a group, and who is in already stays", async () => {
    const group = await makeGroup(ada, [ben]);
    const answer = await api<MembersAdded>(at(group.id, "/members"), { as: ben, body: { userIds: [cleo.id, ada.id] } });
    expect(answer.status).toBe(200);
    expect(answer.body.added.toSorted()).toEqual([ada.id, cleo.id].toSorted());
    expect((await api<Conversation>(at(group.id), { as: cleo })).body).toMatchObject({
      memberCount: 3,
      viewer: { role: "member" },
    });
    expect(await rolesIn(group.id, ben)).toMatchObject({ [ada.id]: "owner" });
  });

  it("cannot be added to what has two, or by people from outside", async () => {
    const [direct, group] = [await makeDirect(ada, ben), await makeGroup(ada)];
    const body = { userIds: [cleo.id] };
    expect((await api(at(direct.id, "/members"), { as: ada, body })).status).toBe(403);
    expect((await api(at(group.id, "/members"), { as: ben, body })).status).toBe(404);
  });

  it("leave, and the last owner hands over", async () => {
    const group = await makeGroup(ada, [ben]);
    expect((await api(at(group.id, "/leave"), { as: ada, method: "POST" })).status).toBe(204);
    expect((await api(at(group.id), { as: ada })).status).toBe(404);
    expect(await rolesIn(group.id, ben)).toEqual({ [ben.id]: "owner" });
  });
});

describe("roles", () => {
  it("are given by the owner, who can give the room away", async () => {
    const group = await makeGroup(ada, [ben, cleo]);
    expect((await change(ben, group.id, cleo, { role: "moderator" })).status).toBe(403);
    expect(await change(ada, group.id, ben, { role: "moderator" })).toMatchObject({
      status: 200,
      body: { id: ben.id, roomRole: "moderator" },
    });
    expect((await change(ben, group.id, ada, { role: "member" })).status).toBe(403);
    expect((await change(ada, group.id, cleo, { role: "owner" })).status).toBe(200);
    expect(await rolesIn(group.id, ben)).toEqual({ [ada.id]: "moderator", [ben.id]: "moderator", [cleo.id]: "owner" });
    const trail = await db.all(
      sql`SELECT 1 FROM audit_log WHERE action = 'conversation.member' AND target_id = ${group.id}`,
    );
    expect(trail).toHaveLength(2);
  });

  it("decide who may mute, remove and ban", async () => {
    const group = await makeGroup(ada, [ben, cleo]);
    const mutedUntil = new Date(Date.now() + 60_000).toISOString();
    expect((await change(ben, group.id, cleo, { mutedUntil })).status).toBe(403);
    expect((await change(ada, group.id, cleo, { mutedUntil })).body.mutedUntil).toBe(mutedUntil);
    const body = { id: newId(), content: "May I?" };
    expect((await api(at(group.id, "/messages"), { as: cleo, body })).status).toBe(403);
    expect((await change(ada, group.id, cleo, { mutedUntil: null })).body.mutedUntil).toBeNull();
    expect((await api(at(group.id, "/messages"), { as: cleo, body })).status).toBe(201);
    const seenBy = async (as: Person) =>
      (await readAll<RoomMember>(at(group.id, "/members"), { as })).find(({ id }) => id === cleo.id)?.mutedUntil;
    await change(ada, group.id, cleo, { mutedUntil });
    expect(await seenBy(cleo)).toBe(mutedUntil);
    expect(await seenBy(ben)).toBeNull();

    expect((await api(at(group.id, `/members/${ada.id}`), { as: ben, method: "DELETE" })).status).toBe(403);
    expect((await api(at(group.id, `/members/${cleo.id}`), { as: ada, method: "DELETE" })).status).toBe(204);
    expect((await api(at(group.id), { as: cleo })).status).toBe(404);
  });

  it("decide who changes and ends a room", async () => {
    const group = await makeGroup(ada, [ben]);
    const body = { name: "Runners", slowModeSeconds: 5, retentionDays: 30 };
    expect((await api(at(group.id), { as: ben, method: "PATCH", body })).status).toBe(403);
    expect((await api(at(group.id), { as: ada, method: "PUT", body })).body).toMatchObject(body);
    expect((await api(at(group.id), { as: ada, method: "PATCH", body: { retentionDays: null } })).body).toMatchObject({
      ...body,
      retentionDays: null,
    });
    expect((await api(at(group.id), { as: ben, method: "DELETE" })).status).toBe(403);
    expect((await api(at(group.id), { as: ada, method: "DELETE" })).status).toBe(204);
    for (const as of [ada, ben]) expect((await api(at(group.id), { as })).status).toBe(404);
    expect((await api<Page<Conversation>>("/v1/conversations", { as: ben })).body.items).toEqual([]);
  });
});

describe("bans", () => {
  it("keep somebody out until they are lifted, member or not", async () => {
    const channel = await makeChannel(ada);
    await api(at(channel.id, "/join"), { as: ben, method: "POST" });
    const ban = (method: string, who: { id: string }, as = ada) =>
      api(at(channel.id, `/bans/${who.id}`), { as, method });
    expect((await ban("PUT", ben, cleo)).status).toBe(403);
    expect((await ban("PUT", { id: newId() })).status).toBe(404);
    for (const who of [ben, cleo]) expect((await ban("PUT", who)).status).toBe(204);
    const bans = await readAll<RoomBan>(at(channel.id, "/bans"), { as: ada, limit: 1 });
    expect(bans.map(({ user }) => user.id).toSorted()).toEqual([ben.id, cleo.id].toSorted());
    expect(bans.every(({ by }) => by === ada.id)).toBe(true);
    for (const as of [ben, cleo]) {
      expect((await api(at(channel.id, "/join"), { as, method: "POST" })).status).toBe(403);
      expect((await api(at(channel.id, "/messages"), { as })).status).toBe(403);
      expect((await api(at(channel.id), { as })).status).toBe(404);
    }
    const added = await api<MembersAdded>(at(channel.id, "/members"), { as: ada, body: { userIds: [ben.id] } });
    expect(added.body).toEqual({ added: [], refused: [{ userId: ben.id, reason: "banned" }] });
    expect((await ban("DELETE", ben)).status).toBe(204);
    expect((await api(at(channel.id, "/join"), { as: ben, method: "POST" })).status).toBe(200);
  });
});

describe("channels", () => {
  it("are listed by name for everybody, found by its beginning, and gone when they end", async () => {
    const mark = newId().slice(-8);
    const [b, a, c] = [
      await makeChannel(ada, { name: `${mark} Beta` }),
      await makeChannel(ada, { name: `${mark} alpha`, topic: "First" }),
      await makeChannel(ben, { name: `${mark} gamma` }),
    ];
    const find = (q: string, limit = 20) =>
      readAll<Conversation>(`/v1/channels?q=${encodeURIComponent(q)}`, { as: cleo, limit });
    expect((await find(mark, 1)).map(({ id }) => id)).toEqual([a.id, b.id, c.id]);
    expect((await find(`${mark} AL`))[0]).toMatchObject({
      id: a.id,
      topic: "First",
      lastMessage: null,
      viewer: { state: "none", role: null },
    });
    await api(at(a.id), { as: ada, method: "DELETE" });
    await api(at(b.id), { as: ada, method: "PATCH", body: { name: `${mark} omega` } });
    expect((await find(mark)).map(({ id }) => id)).toEqual([c.id, b.id]);
  });

  it("are read by everybody and written in by who joined", async () => {
    const channel = await makeChannel(ada);
    await sendMessage(ada, channel.id, "Welcome");
    const body = { id: newId(), content: "Hi" };
    const history = await api<{ items: unknown[] }>(at(channel.id, "/messages"), { as: ben });
    expect(history.body.items).toHaveLength(1);
    expect(await api(at(channel.id, "/messages"), { as: ben, body })).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
    const joined = await api<Conversation>(at(channel.id, "/join"), { as: ben, method: "POST" });
    expect(joined).toMatchObject({
      status: 200,
      body: { memberCount: 2, viewer: { role: "member", state: "member" } },
    });
    expect((await api(at(channel.id, "/join"), { as: ben, method: "POST" })).status).toBe(200);
    expect((await api(at(channel.id, "/messages"), { as: ben, body })).status).toBe(201);
  });

  it("are what can be joined; groups are not", async () => {
    const group = await makeGroup(ada, [ben]);
    expect((await api(at(group.id, "/join"), { as: cleo, method: "POST" })).status).toBe(404);
    expect((await api(at(group.id, "/join"), { as: ben, method: "POST" })).status).toBe(403);
  });
});

describe("invitations", () => {
  it("are made once under one idempotency key, even when it was not noted", async () => {
    const { id } = await makeGroup(ada);
    const headers = { "Idempotency-Key": newId() };
    const make = async (body: object = {}) => (await api<Invite>(at(id, "/invites"), { as: ada, headers, body })).body;
    const first = await make();
    expect(await make()).toEqual(first);
    await db.delete(idempotencyKeys).where(eq(idempotencyKeys.userId, ada.id));
    expect(await make()).toEqual(first);
    const { items } = (await api<{ items: Invite[] }>(at(id, "/invites"), { as: ada })).body;
    expect(items).toEqual([first]);
  });

  const invite = async (as: Person, id: string, body: unknown = {}) =>
    (await api<Invite>(at(id, "/invites"), { as, body })).body;
  const accept = (as: Person, code: string) => api<Conversation>(`/v1/invites/${code}/accept`, { as, method: "POST" });

  it("tell what they lead to and let people in", async () => {
    const group = await makeGroup(ada, [], { name: "Readers" });
    const { code, url, id } = await invite(ada, group.id);
    expect(url.endsWith(`/invites/${code}`)).toBe(true);
    expect((await api<InvitePreview>(`/v1/invites/${code}`, { as: ben })).body).toEqual({
      conversationId: group.id,
      type: "group",
      name: "Readers",
      topic: null,
      memberCount: 1,
      member: false,
    });
    expect(await accept(ben, code)).toMatchObject({
      status: 200,
      body: { id: group.id, memberCount: 2, viewer: { state: "member" } },
    });
    expect((await accept(ben, code)).status).toBe(200);
    const { items } = (await api<{ items: Invite[] }>(at(group.id, "/invites"), { as: ada })).body;
    expect(items).toMatchObject([{ id, uses: 1, createdBy: ada.id }]);
  });

  it("hold until they are used up or taken back", async () => {
    const group = await makeGroup(ada);
    const [once, open] = [await invite(ada, group.id, { maxUses: 1 }), await invite(ada, group.id)];
    expect((await accept(ben, once.code)).status).toBe(200);
    expect((await accept(cleo, once.code)).status).toBe(404);
    expect((await api(at(group.id, `/invites/${open.id}`), { as: ada, method: "DELETE" })).status).toBe(204);
    for (const code of [once.code, open.code, `${group.id}.${"x".repeat(22)}`, "nonsense"]) {
      expect((await accept(cleo, code)).status, code).toBe(404);
      expect((await api(`/v1/invites/${code}`, { as: cleo })).status).toBe(404);
    }
  });

  it("hold until they expire", async () => {
    const group = await makeGroup(ada);
    const made = await roomAddress(env, group.id).invite(ada.id, { expiresAt: Date.now() - 1, maxUses: null });
    if (!made.ok) throw new Error(made.detail);
    expect((await accept(ben, `${group.id}.${made.value.secret}`)).status).toBe(404);
  });

  it("are made once under one idempotency key, by those who may bring people in", async () => {
    const group = await makeGroup(ada, [ben]);
    const once = () =>
      api<Invite>(at(group.id, "/invites"), { as: ada, body: {}, headers: { "Idempotency-Key": "invite-1" } });
    const [first, second] = [await once(), await once()];
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id, code: first.body.code } });
    expect((await api(at(group.id, "/invites"), { as: cleo, body: {} })).status).toBe(404);
  });
});
