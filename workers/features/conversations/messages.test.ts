import { beforeEach, describe, expect, it } from "vitest";
import type { Conversation, ReadState } from "../../../contract/conversations.ts";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import type { HistoryPage, Message, MessageHits, MessageSent } from "../../../contract/messages.ts";
import type { Page } from "../../../contract/page.ts";
import { hubAddress } from "../../../durable-objects/addresses.ts";
import { makeDirect, makeGroup, readHistory, sendMessage } from "../../../tests/harness/conversations.ts";
import { api, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { readAll } from "../../../tests/harness/posts.ts";

let ada: Person;
let ben: Person;
let group: Conversation;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
  group = await makeGroup(ada, [ben]);
});

const at = (id: string, path = "") => `/v1/conversations/${id}${path}`;
const read = (as: Person, id: string) => api<Conversation>(at(id), { as });
const isMessage = (item: HistoryPage["items"][number]): item is Message => !("t" in item);

describe("messages", () => {
  it("are numbered, and one that is sent again keeps its number", async () => {
    const body = { id: newId(), content: "Hello" };
    const first = await api<MessageSent>(at(group.id, "/messages"), { as: ada, body });
    expect(first).toMatchObject({ status: 201, body: { id: body.id } });
    expect((await api(at(group.id, "/messages"), { as: ada, body })).body).toEqual(first.body);
    const next = await sendMessage(ben, group.id);
    expect(next.seq).toBe(first.body.seq + 1);
  });

  it("take an idempotency key as everything does that makes something", async () => {
    const headers = { "Idempotency-Key": newId() };
    const body = { id: newId(), content: "Once" };
    const send = (content: string) =>
      api<MessageSent & Problem>(at(group.id, "/messages"), { as: ada, headers, body: { ...body, content } });
    const [first, again] = [await send("Once"), await send("Once")];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect((await send("Twice")).body.code).toBe("idempotency_mismatch");
  });

  it("are at the top of the sender's own list once they are answered", async () => {
    const other = await makeGroup(ada);
    for (const { id } of [group, other, group]) {
      const { seq } = await sendMessage(ada, id);
      const { items } = (await api<Page<Conversation>>("/v1/conversations", { as: ada })).body;
      expect(items[0]).toMatchObject({ id, lastMessage: { seq } });
    }
  });

  it("page by their numbers, ascending, in both directions", async () => {
    const seqs: number[] = [];
    for (let i = 0; i < 7; i++) seqs.push((await sendMessage(ada, group.id, `Number ${i}`)).seq);
    const page = async (query: string) =>
      (await api<HistoryPage>(at(group.id, `/messages?${query}`), { as: ben })).body.items
        .filter(isMessage)
        .map(({ seq }) => seq);
    expect(await page("limit=3")).toEqual(seqs.slice(-3));
    expect(await page(`limit=3&before=${seqs[4]}`)).toEqual(seqs.slice(1, 4));
    expect(await page(`limit=3&after=${seqs[1]}`)).toEqual(seqs.slice(2, 5));
    expect((await api<HistoryPage>(at(group.id, `/messages?after=${seqs[6]}`), { as: ben })).body).toEqual({
      items: [],
      firstSeq: null,
      lastSeq: null,
    });
    expect((await api(at(group.id, "/messages?after=1&before=9"), { as: ben })).status).toBe(422);
  });

  it("are found by their words", async () => {
    await sendMessage(ada, group.id, "The otter swims");
    await sendMessage(ben, group.id, "The heron waits");
    const { body } = await api<MessageHits>(at(group.id, "/search?q=otter"), { as: ben });
    expect(body).toMatchObject({ items: [{ content: "The otter swims" }], more: false });
  });

  it("of somebody behind a block are not shown, from the moment of the block", async () => {
    const other = await makeGroup(ada, [ben]);
    await sendMessage(ben, other.id, "Look at me");
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "POST" });
    const { items } = await readHistory(ada, other.id);
    expect(items.filter(isMessage)).toEqual([]);
    expect((await readHistory(ben, other.id)).items.filter(isMessage)).toHaveLength(1);
    await api(`/v1/users/${ben.id}/block`, { as: ada, method: "DELETE" });
    expect((await readHistory(ada, other.id)).items.filter(isMessage)).toHaveLength(1);
  });

  it("are pinned by those who look after the room", async () => {
    const { seq } = await sendMessage(ben, group.id, "Remember this");
    const pin = (as: Person, method: string) => api(at(group.id, `/pins/${seq}`), { as, method });
    expect((await pin(ben, "PUT")).status).toBe(403);
    expect((await pin(ada, "PUT")).status).toBe(204);
    const pins = async () => (await api<{ items: Message[] }>(at(group.id, "/pins"), { as: ben })).body.items;
    expect(await pins()).toMatchObject([{ seq, content: "Remember this", pinned: true }]);
    expect((await pin(ada, "DELETE")).status).toBe(204);
    expect(await pins()).toEqual([]);
    expect((await api(at(group.id, "/pins/999"), { as: ada, method: "PUT" })).status).toBe(404);
  });
});

describe("what is unread", () => {
  it("is counted by the room, and the cursor never goes back", async () => {
    const [first, second] = [
      await sendMessage(ada, group.id),
      await sendMessage(ada, group.id, `Hello @${ben.username}`),
    ];
    expect((await read(ben, group.id)).body).toMatchObject({ unread: 2, mentions: 1 });
    expect((await read(ada, group.id)).body.unread).toBe(0);
    const readTo = async (upTo: number) =>
      (await api<ReadState>(at(group.id, "/read"), { as: ben, method: "PUT", body: { upTo } })).body;
    expect(await readTo(first.seq)).toEqual({ readUpTo: first.seq, unread: 1, mentions: 1 });
    expect(await readTo(second.seq)).toEqual({ readUpTo: second.seq, unread: 0, mentions: 0 });
    expect(await readTo(first.seq)).toEqual({ readUpTo: second.seq, unread: 0, mentions: 0 });
    await expect
      .poll(async () => (await api<Page<Conversation>>("/v1/conversations", { as: ben })).body.items[0]?.unread)
      .toBe(0);
  });
});

describe("the list of conversations", () => {
  it("has the newest first, page after page, as messages come", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
    const made: string[] = [group.id];
    for (const person of people) made.push((await makeDirect(ada, person)).id);
    const ids = async () =>
      (await readAll<Conversation>("/v1/conversations", { as: ada, limit: 2 })).map(({ id }) => id);
    expect(await ids()).toEqual(made.toReversed());
    await sendMessage(ben, group.id, "Up again");
    await expect.poll(ids).toEqual([group.id, ...made.slice(1).toReversed()]);
    const [newest] = (await api<Page<Conversation>>("/v1/conversations?limit=1", { as: ada })).body.items;
    expect(newest).toMatchObject({ id: group.id, unread: 1, lastMessage: { content: "Up again", senderId: ben.id } });
    expect((await api("/v1/conversations?cursor=nonsense", { as: ada })).status).toBe(422);
  });

  it("asks large rooms what is new, of which the hub hears nothing", async () => {
    const [first, large] = [await makeDirect(ada, ben), await makeGroup(ada, [ben])];
    const newest = await makeDirect(ada, await makePerson());
    const { entries } = await hubAddress(env, ada.id).inbox({
      state: "member",
      archived: false,
      before: null,
      limit: 9,
    });
    const known = entries.find(({ conversationId }) => conversationId === large.id);
    if (!known) throw new Error("not in the list");
    await sendMessage(ben, large.id, "Anybody here?");
    await hubAddress(env, ada.id).project([{ ...known, revision: known.revision + 1_000, large: true, lastAt: 1 }]);
    const list = async () => (await api<Page<Conversation>>("/v1/conversations?limit=2", { as: ada })).body;
    await expect.poll(async () => (await list()).items.map(({ id }) => id)).toEqual([large.id, newest.id]);
    expect((await list()).items[0]).toMatchObject({ unread: 1, lastMessage: { content: "Anybody here?" } });
    const all = await readAll<Conversation>("/v1/conversations", { as: ada, limit: 2 });
    expect(all.map(({ id }) => id)).toEqual([large.id, newest.id, first.id, group.id]);
  });

  it("leaves out what is archived, and tells what is muted", async () => {
    const set = (body: unknown) => api<Conversation>(at(group.id, "/settings"), { as: ada, method: "PUT", body });
    expect((await set({ muted: true, archived: true })).body.viewer).toMatchObject({ muted: true, archived: true });
    const list = async (query = "") =>
      (await api<Page<Conversation>>(`/v1/conversations${query}`, { as: ada })).body.items;
    expect(await list()).toEqual([]);
    expect(await list("?archived=true")).toMatchObject([{ id: group.id, viewer: { muted: true, archived: true } }]);
    await set({ archived: false });
    expect(await list()).toMatchObject([{ id: group.id, viewer: { muted: true, archived: false } }]);
  });

  it("leaves out whom one cannot meet any more", async () => {
    const { id } = await makeDirect(ada, ben);
    const list = async () =>
      (await api<Page<Conversation>>("/v1/conversations", { as: ada })).body.items.map((item) => item.id);
    expect(await list()).toContain(id);
    await api(`/v1/users/${ada.id}/block`, { as: ben, method: "POST" });
    expect(await list()).not.toContain(id);
  });
});
