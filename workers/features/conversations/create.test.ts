import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import { conversations } from "../../../db/schema.ts";
import { makeDirect, makeGroup, sendMessage } from "../../../tests/harness/conversations.ts";
import { api, db, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { directId } from "./identity.ts";

const begin = (as: Person, body: unknown, key?: string) =>
  api<Conversation & Problem>("/v1/conversations", {
    as,
    body,
    ...(key !== undefined && { headers: { "Idempotency-Key": key } }),
  });
const direct = (as: Person, other: { id: string }) => begin(as, { type: "direct", memberIds: [other.id] });
const follow = (as: Person, other: Person) => api(`/v1/users/${other.id}/follow`, { as, method: "POST" });
const listed = async (as: Person, path = "/v1/conversations") =>
  (await api<Page<Conversation>>(path, { as })).body.items.map(({ id }) => id);

/** Until alarms have run, which takes its time on a busy machine. */

describe("a direct conversation", () => {
  it("with somebody who follows the sender stands in both lists at once", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await follow(ben, ada);
    const { status, body } = await direct(ada, ben);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      type: "direct",
      memberCount: 2,
      unread: 0,
      viewer: { role: "member", state: "member" },
    });
    expect(body.members.map(({ id }) => id).toSorted()).toEqual([ada.id, ben.id].toSorted());
    expect(await listed(ada)).toEqual([body.id]);
    expect(await listed(ben)).toEqual([body.id]);
    expect(await listed(ben, "/v1/conversations/requests")).toEqual([]);
  });

  it("exists once, whoever begins it and however often", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const [first, again, back] = [await direct(ada, ben), await direct(ada, ben), await direct(ben, ada)];
    expect([first, again, back].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set([first, again, back].map(({ body }) => body.id))).toEqual(new Set([await directId(ben.id, ada.id)]));
    const [one, other] = [await makePerson(), await makePerson()];
    const both = await Promise.all([direct(one, other), direct(other, one)]);
    expect(both[0]?.body.id).toBe(both[1]?.body.id);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
  });

  it("from a stranger is a request until it is answered", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const { id } = await makeDirect(ada, ben);
    await sendMessage(ada, id, "Hello");
    expect(await listed(ben)).toEqual([]);
    expect(await listed(ben, "/v1/conversations/requests")).toEqual([id]);
    expect((await api<Conversation>(`/v1/conversations/${id}`, { as: ben })).body).toMatchObject({
      unread: 1,
      lastMessage: { content: "Hello", senderId: ada.id },
      viewer: { state: "request" },
    });
    await sendMessage(ben, id, "Hello yourself");
    expect((await api<Conversation>(`/v1/conversations/${id}`, { as: ben })).body.viewer.state).toBe("member");
    expect(await listed(ben)).toEqual([id]);
    expect(await listed(ben, "/v1/conversations/requests")).toEqual([]);
  });

  it("that is put away goes into the archive, and a declined request out of sight", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const { id } = await makeDirect(ada, ben);
    for (const as of [ada, ben])
      expect((await api(`/v1/conversations/${id}`, { as, method: "DELETE" })).status).toBe(204);
    expect(await listed(ada)).toEqual([]);
    expect(await listed(ada, "/v1/conversations?archived=true")).toEqual([id]);
    expect(await listed(ben, "/v1/conversations/requests")).toEqual([]);
  });

  it("that was put away comes back when the other one writes, unless it is muted", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    await follow(ben, ada);
    const { id } = await makeDirect(ada, ben);
    const putAway = (muted: boolean) =>
      api(`/v1/conversations/${id}/settings`, { as: ben, method: "PUT", body: { archived: true, muted } });
    await api(`/v1/conversations/${id}`, { as: ben, method: "DELETE" });
    expect(await listed(ben)).toEqual([]);
    await sendMessage(ben, id, "A note");
    expect(await listed(ben)).toEqual([]);
    await sendMessage(ada, id, "Still there?");
    await expect.poll(() => listed(ben)).toEqual([id]);
    expect(await listed(ben, "/v1/conversations?archived=true")).toEqual([]);
    await putAway(true);
    await sendMessage(ada, id, "Hello?");
    expect((await api<Conversation>(`/v1/conversations/${id}`, { as: ben })).body.viewer.archived).toBe(true);
    await putAway(false);
    await sendMessage(ada, id, "Last try");
    await expect.poll(() => listed(ben)).toEqual([id]);
  });

  it("is refused with oneself, with nobody, and with who is not there", async () => {
    const [ada, gone] = [await makePerson(), await makePerson({ status: "suspended" })];
    expect(await direct(ada, ada)).toMatchObject({ status: 422, body: { errors: [{ path: "memberIds" }] } });
    expect((await begin(ada, { type: "direct" })).status).toBe(422);
    expect((await direct(ada, { id: newId() })).status).toBe(404);
    expect((await direct(ada, gone)).status).toBe(404);
  });

  it("is refused across a block, both ways, and comes back when the block goes", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const { id } = await makeDirect(ada, ben);
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "POST" });
    expect((await direct(ada, ben)).status).toBe(409);
    expect((await direct(ben, ada)).status).toBe(404);
    for (const as of [ada, ben]) {
      expect((await api(`/v1/conversations/${id}`, { as })).status).toBe(404);
      expect(await listed(as)).toEqual([]);
      const body = { id: newId(), content: "Hello?" };
      expect((await api(`/v1/conversations/${id}/messages`, { as, body })).status).toBe(404);
    }
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "DELETE" });
    expect((await api(`/v1/conversations/${id}`, { as: ben })).status).toBe(200);
  });
});

describe("who may write to whom", () => {
  const closing = (as: Person, whoMayMessage: string) =>
    api("/v1/users/me", { as, method: "PATCH", body: { settings: { whoMayMessage } } });

  it("is narrowed by the recipient, for a first message and for groups", async () => {
    const [ada, ben, cleo] = [await makePerson(), await makePerson(), await makePerson()];
    await closing(ben, "nobody");
    await closing(cleo, "connections");
    expect(await direct(ada, ben)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await direct(ada, cleo)).status).toBe(403);
    expect(await begin(ada, { type: "group", name: "All", memberIds: [cleo.id] })).toMatchObject({
      status: 403,
      body: { errors: [{ path: "memberIds.0" }] },
    });
    await follow(ada, cleo);
    await follow(cleo, ada);
    expect((await direct(ada, cleo)).status).toBe(201);
    const group = await makeGroup(ada, [cleo]);
    const added = await api(`/v1/conversations/${group.id}/members`, { as: ada, body: { userIds: [ben.id, newId()] } });
    expect(added).toMatchObject({ status: 200, body: { added: [], refused: [{ reason: "not_allowed" }, {}] } });
  });

  it("lets a conversation go on that was accepted, and ends a request", async () => {
    const [ada, ben, cleo] = [await makePerson(), await makePerson(), await makePerson()];
    const [accepted, asked] = [await makeDirect(ada, ben), await makeDirect(ada, cleo)];
    await sendMessage(ben, accepted.id);
    await expect
      .poll(async () => (await api<Conversation>(`/v1/conversations/${accepted.id}`, { as: ben })).body.viewer.state)
      .toBe("member");
    await Promise.all([closing(ben, "nobody"), closing(cleo, "nobody")]);
    const send = (id: string) =>
      api(`/v1/conversations/${id}/messages`, { as: ada, body: { id: newId(), content: "So?" } });
    await expect.poll(async () => (await send(accepted.id)).status).toBe(201);
    expect((await send(asked.id)).status).toBe(403);
  });
});

describe("a group", () => {
  it("has its members at once, the maker owning it", async () => {
    const [ada, ben, cleo] = [await makePerson(), await makePerson(), await makePerson()];
    const { status, body } = await begin(ada, {
      type: "group",
      name: "Walkers",
      topic: "Sundays",
      memberIds: [ben.id, cleo.id, ada.id],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: "Walkers",
      topic: "Sundays",
      memberCount: 3,
      viewer: { role: "owner", state: "member" },
    });
    for (const as of [ada, ben, cleo]) expect(await listed(as)).toEqual([body.id]);
    expect((await api<Conversation>(`/v1/conversations/${body.id}`, { as: ben })).body).toMatchObject({
      name: "Walkers",
      memberCount: 3,
      viewer: { role: "member", state: "member" },
    });
  });

  it("is made once under one idempotency key", async () => {
    const ada = await makePerson();
    const body = { type: "group", name: "Once" };
    const [first, second] = [await begin(ada, body, "key-1"), await begin(ada, body, "key-1")];
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(await listed(ada)).toEqual([first.body.id]);
    expect((await begin(ada, { ...body, name: "Twice" }, "key-1")).body.code).toBe("idempotency_mismatch");
  });

  it("is hidden from everybody else", async () => {
    const [ada, eve] = [await makePerson(), await makePerson()];
    const { id } = await makeGroup(ada);
    for (const path of ["", "/members", "/messages", "/pins", "/bans", "/invites", "/search?q=a"])
      expect((await api(`/v1/conversations/${id}${path}`, { as: eve })).status, path).toBe(404);
  });
});

describe("the room of a post", () => {
  const ofPost = (as: Person, postId: string) => begin(as, { type: "subject", subject: `post:${postId}` });

  it("exists once and is there for whoever may read the post", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const post = await makePost(ada);
    const first = await ofPost(ben, post.id);
    expect(first).toMatchObject({
      status: 201,
      body: { type: "subject", subject: `post:${post.id}`, memberCount: 0, viewer: { state: "none" } },
    });
    expect((await ofPost(ada, post.id)).body.id).toBe(first.body.id);
    expect(await db.select().from(conversations).where(eq(conversations.id, first.body.id))).toMatchObject([
      { createdBy: null },
    ]);
    await sendMessage(ben, first.body.id, "Is this still on?");
    const history = await api<{ items: { content: string }[] }>(`/v1/conversations/${first.body.id}/messages`, {
      as: ada,
    });
    expect(history.body.items.map(({ content }) => content)).toEqual(["Is this still on?"]);
    expect(await listed(ben)).toEqual([]);
  });

  it("goes with the post", async () => {
    const [ada, ben] = [await makePerson(), await makePerson()];
    const [post, secret] = [await makePost(ada), await makePost(ada, { audience: "private" })];
    const { id } = (await ofPost(ben, post.id)).body;
    expect((await ofPost(ben, secret.id)).status).toBe(404);
    await api(`/v1/posts/${post.id}`, { as: ada, method: "DELETE" });
    for (const path of ["", "/messages"])
      expect((await api(`/v1/conversations/${id}${path}`, { as: ben })).status).toBe(404);
    expect(
      (await api(`/v1/conversations/${id}/messages`, { as: ben, body: { id: newId(), content: "Hm" } })).status,
    ).toBe(404);
  });

  it("is beside a post only", async () => {
    const ada = await makePerson();
    expect((await begin(ada, { type: "subject", subject: `conversation:${newId()}` })).status).toBe(422);
    expect((await begin(ada, { type: "subject", subject: `post:${newId()}` })).status).toBe(404);
  });
});
