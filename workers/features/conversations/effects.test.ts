import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "../../../contract/conversations.ts";
import { newId } from "../../../contract/ids.ts";
import type { HubAnswer } from "../../../contract/live/hub.ts";
import { conversationMembers, users } from "../../../db/schema.ts";
import { hubAddress, roomAddress } from "../../../durable-objects/addresses.ts";
import { systemScope } from "../../effects/consumer.ts";
import { handlers } from "../../effects/handlers.ts";
import type { EffectKind, Payload } from "../../effects/kinds.ts";
import { insertConversation, insertMembers } from "./store.ts";
import { makeDirect, makeGroup, readHistory, sendMessage } from "../../../tests/harness/conversations.ts";
import { observeWork } from "../../../tests/harness/observed.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { openSocket } from "../../../tests/harness/sockets.ts";

let ada: Person;
let ben: Person;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
});

/** Does an effect as its consumer would, with what it defers. */
async function perform<K extends EffectKind>(kind: K, payload: Payload<K>): Promise<void> {
  const ctx = createExecutionContext();
  await handlers[kind](await systemScope(env, ctx, "test"), payload);
  await waitOnExecutionContext(ctx);
}

describe("conversation.open", () => {
  it("opens the room that was not opened when its conversation was written", async () => {
    const id = newId();
    const row = {
      id,
      type: "group",
      subject: null,
      name: "Late",
      topic: null,
      createdBy: ada.id,
      createdAt: Date.now(),
    } as const;
    const members = [
      { userId: ada.id, role: "owner", state: "member" } as const,
      { userId: ben.id, role: "member", state: "member" } as const,
    ];
    await db.batch([insertConversation(db, { ...row, members }), insertMembers(db, { ...row, members })]);
    await perform("conversation.open", { conversationIds: [id] });
    await sendMessage(ben, id, "At last");
    const { body } = await api<Conversation>(`/v1/conversations/${id}`, { as: ada });
    expect(body).toMatchObject({ name: "Late", memberCount: 2, unread: 1, viewer: { role: "owner" } });
  });

  it("asks the database no more often for many conversations than for one", async () => {
    const ids = Array.from({ length: 8 }, () => newId());
    for (const id of ids) {
      const row = {
        id,
        type: "group",
        subject: null,
        name: id,
        topic: null,
        createdBy: ada.id,
        createdAt: Date.now(),
      } as const;
      const members = [{ userId: ada.id, role: "owner", state: "member" } as const];
      await db.batch([insertConversation(db, { ...row, members }), insertMembers(db, { ...row, members })]);
    }
    const statements = await observeWork((scope) => handlers["conversation.open"](scope, { conversationIds: ids }));
    expect(statements).toHaveLength(2);
    const counts = await Promise.all(
      ids.map(async (id) => (await api<Conversation>(`/v1/conversations/${id}`, { as: ada })).body.memberCount),
    );
    expect(counts).toEqual(ids.map(() => 1));
  });

  it("leaves a room as it is that is open", async () => {
    const direct = await makeDirect(ada, ben);
    await sendMessage(ada, direct.id, "Hello");
    await perform("conversation.open", { conversationIds: [direct.id] });
    const { body } = await api<Conversation>(`/v1/conversations/${direct.id}`, { as: ben });
    expect(body).toMatchObject({ unread: 1, viewer: { state: "request" } });
  });
});

describe("message.notify", () => {
  it("tells who has not read it, and nobody who has, who muted it, or who left", async () => {
    const people = await Promise.all([makePerson(), makePerson(), makePerson()]);
    const [cleo, dan, eve] = people;
    const group = await makeGroup(ada, [ben, ...people]);
    const hubs = await Promise.all([ben, ...people].map((as) => openSocket<HubAnswer>("/v1/live", { as })));
    const { seq } = await sendMessage(ada, group.id);
    await api(`/v1/conversations/${group.id}/read`, { as: cleo, method: "PUT", body: { upTo: seq } });
    await api(`/v1/conversations/${group.id}/settings`, { as: dan, method: "PUT", body: { muted: true } });
    await api(`/v1/conversations/${group.id}/leave`, { as: eve, method: "POST" });
    const told = ({ received }: { received: HubAnswer[] }) =>
      received
        .flatMap((answer) => (answer.t === "events" ? answer.events : []))
        .flatMap((event) => (event.t === "notification" ? [event.notification] : []));
    const before = hubs.map((hub) => told(hub).length);
    await perform("message.notify", {
      conversationId: group.id,
      seq,
      userIds: [ben.id, ...people.map(({ id }) => id)],
    });
    const [benHub, ...others] = hubs;
    if (!benHub) throw new Error("no hub");
    const note = await benHub.until(() => told(benHub)[0]);
    expect(note).toMatchObject({ kind: "message", subject: { type: "conversation", id: group.id } });
    expect(others.map(told).map((notes, i) => notes.length - (before[i + 1] ?? 0))).toEqual([0, 0, 0]);
    for (const hub of hubs) hub.close();
  });
});

describe("people.separate", () => {
  it("repeats what a block did, and follows the truth of the moment", async () => {
    const group = await makeGroup(ada, [ben]);
    await sendMessage(ben, group.id);
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "POST" });
    await roomAddress(env, group.id).separate(ada.id, ben.id, false, Date.now());
    const kinds = async () =>
      (await readHistory(ada, group.id)).items.map((item) => ("t" in item ? item.t : "message"));
    expect(await kinds()).toContain("message");
    await perform("people.separate", { userId: ada.id, otherId: ben.id, after: "" });
    expect(await kinds()).not.toContain("message");
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "DELETE" });
    await perform("people.separate", { userId: ada.id, otherId: ben.id, after: "" });
    expect(await kinds()).toContain("message");
  });
});

describe("cards.refresh", () => {
  it("shows a new name in the rooms of its person", async () => {
    const group = await makeGroup(ada, [ben]);
    await api("/v1/users/me", { as: ben, method: "PATCH", body: { displayName: "Benedict" } });
    await perform("cards.refresh", { userId: ben.id, after: "" });
    const socket = await openSocket<{ t: string; members: { displayName: string }[] }>(
      `/v1/conversations/${group.id}/socket`,
      { as: ada },
    );
    socket.send({ t: "hello", since: null });
    const welcome = await socket.until(([first]) => first);
    expect(welcome.members.map(({ displayName }) => displayName)).toContain("Benedict");
    socket.close();
  });
});

describe("account.erase", () => {
  it("takes a person and what they wrote out of their rooms, and empties their hub", async () => {
    const group = await makeGroup(ada, [ben]);
    await sendMessage(ben, group.id, "Forget me");
    await db.update(users).set({ status: "deleted", deletedAt: 1, eraseAfter: 1 }).where(eq(users.id, ben.id));
    await perform("account.erase", { userId: ben.id });
    const { items } = await readHistory(ada, group.id);
    expect(JSON.stringify(items)).not.toContain("Forget me");
    expect((await api<Conversation>(`/v1/conversations/${group.id}`, { as: ada })).body).toMatchObject({
      memberCount: 1,
    });
    const rows = await db
      .select()
      .from(conversationMembers)
      .where(and(eq(conversationMembers.conversationId, group.id), eq(conversationMembers.userId, ben.id)));
    expect(rows).toEqual([]);
    const inbox = { state: "member", archived: false, before: null, limit: 10 } as const;
    expect((await hubAddress(env, ben.id).inbox(inbox)).entries).toEqual([]);
  });
});
