/** Media in conversations over HTTP: in messages, and as the picture of a conversation. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import type { Message, MessageSent } from "../../../contract/messages.ts";
import type { Page } from "../../../contract/page.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import { makeChannel, makeDirect, makeGroup, readHistory } from "../../../tests/harness/conversations.ts";
import { eventually } from "../../../tests/harness/eventually.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { api, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { RoomClient, valueOf } from "../../../tests/harness/room-client.ts";
import { mediaRow, referencesOf } from "../../../tests/harness/room-media.ts";

let ada: Person;
let ben: Person;
let group: Conversation;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
  group = await makeGroup(ada, [ben]);
});

const at = (id: string, path = "") => `/v1/conversations/${id}${path}`;

interface Sent {
  id?: string;
  content?: string;
  mediaIds: string[];
}

function send(as: Person, { id = newId(), content = "", mediaIds }: Sent, headers: Record<string, string> = {}) {
  const body = { id, content, mediaIds };
  return api<MessageSent & Problem>(at(group.id, "/messages"), { as, headers, body });
}

const newest = async (as: Person) => (await readHistory(as, group.id)).items.at(-1) as Message;

describe("a message with media", () => {
  it("is sent once under its id and its idempotency key, and lists say what it brings", async () => {
    const picture = await makeMedia(ada);
    const message = { id: newId(), mediaIds: [picture.id] };
    const headers = { "Idempotency-Key": newId() };
    const first = await send(ada, message, headers);
    expect(first).toMatchObject({ status: 201, body: { id: message.id } });
    for (const again of [await send(ada, message, headers), await send(ada, message)])
      expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await referencesOf(group.id)).toEqual([[message.id, picture.id]]);
    const { items } = (await api<Page<Conversation>>("/v1/conversations", { as: ada })).body;
    expect(items[0]?.lastMessage).toMatchObject({ content: "", attachments: { kind: "image", count: 1 } });
  });

  it("shows its media to whoever reads it, and to nobody once it is deleted", async () => {
    const picture = await makeMedia(ada);
    const { seq } = (await send(ada, { mediaIds: [picture.id] })).body;
    const { urls } = (await newest(ben)).media[0]!;
    const status = async (address: string, as: Person | null) => (await api(address, { as, method: "HEAD" })).status;
    expect(await status(urls.original, null)).toBe(200);
    expect(await status(`/media/${picture.id}`, ben)).toBe(200);
    expect(await status(`/media/${picture.id}`, null)).toBe(404);
    const client = await RoomClient.connect(roomAddress(env, group.id), ada);
    await client.say({ t: "delete", messageSeq: seq });
    await eventually(async () => expect(await status(urls.original, null)).toBe(404));
    expect(await status(`/media/${picture.id}`, ben)).toBe(404);
    expect((await newest(ben)).media).toEqual([]);
  });

  it("is refused with the place of what it cannot have", async () => {
    const [own, other] = [await makeMedia(ada), await makeMedia(ben)];
    expect(await send(ada, { mediaIds: [own.id, other.id], content: "Look" })).toMatchObject({
      status: 422,
      body: { code: "validation_failed", errors: [{ path: "mediaIds.1" }] },
    });
    expect((await send(ada, { mediaIds: [] })).body.errors).toMatchObject([{ path: "content" }]);
    const many = Array.from({ length: 11 }, () => newId());
    expect((await send(ada, { mediaIds: many })).body.errors).toMatchObject([{ path: "mediaIds" }]);
    expect((await readHistory(ada, group.id)).items).toEqual([]);
  });
});

describe("the picture of a conversation", () => {
  const change = (as: Person, id: string, avatarMediaId: string | null) =>
    api<Conversation & Problem>(at(id), { as, method: "PATCH", body: { avatarMediaId } });

  it("is shown on it, and the one before is freed", async () => {
    const [first, second] = [await makeMedia(ada), await makeMedia(ada)];
    expect((await change(ada, group.id, first.id)).body.avatarUrl).toBe(`/media/${first.id}/avatar`);
    expect((await api<Conversation>(at(group.id), { as: ben })).body.avatarUrl).toBe(`/media/${first.id}/avatar`);
    expect((await api(`/media/${first.id}`, { method: "HEAD" })).status).toBe(200);
    const both = { avatarMediaId: second.id, name: "With a new picture" };
    const answer = await api<Conversation>(at(group.id), { as: ada, method: "PATCH", body: both });
    expect(answer.body).toMatchObject({ name: both.name, avatarUrl: `/media/${second.id}/avatar` });
    expect(await referencesOf(group.id)).toEqual([["", second.id]]);
    await eventually(async () => expect(await mediaRow(first)).toBeUndefined());
    expect((await change(ada, group.id, second.id)).status).toBe(200);
    expect((await change(ada, group.id, null)).body.avatarUrl).toBeNull();
    expect(await referencesOf(group.id)).toEqual([]);
    await eventually(async () => expect(await mediaRow(second)).toBeUndefined());
  });

  it("has other addresses once it is replaced, where something else still shows it", async () => {
    const picture = await makeMedia(ada);
    await makePost(ada, { type: "image", mediaIds: [picture.id], audience: "private" });
    await change(ada, group.id, picture.id);
    expect((await mediaRow(picture))?.epoch).toBe(1);
    await change(ada, group.id, null);
    expect((await mediaRow(picture))?.epoch).toBe(2);
  });

  it("is for those who manage the conversation, of groups and channels alone", async () => {
    const [own, other, direct] = [await makeMedia(ada), await makeMedia(ben), await makeDirect(ada, ben)];
    expect((await change(ben, group.id, other.id)).status).toBe(403);
    expect((await change(ada, direct.id, own.id)).status).toBe(403);
    expect((await change(await makePerson(), group.id, null)).status).toBe(404);
    valueOf(await roomAddress(env, group.id).changeMember(ada.id, ben.id, { role: "moderator" }));
    expect((await change(ben, group.id, other.id)).status).toBe(200);
    expect((await change(ada, (await makeChannel(ada)).id, own.id)).status).toBe(200);
  });

  it("is a picture of one's own that is ready, or nothing changes", async () => {
    const wrong = [
      await makeMedia(ben),
      await makeMedia(ada, { kind: "video", type: "video/mp4" }),
      await makeMedia(ada, { state: "processing", readyAt: null }),
    ];
    for (const { id } of wrong) {
      const body = { avatarMediaId: id, name: "Another name" };
      const answer = await api<Problem>(at(group.id), { as: ada, method: "PATCH", body });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "avatarMediaId" }] } });
    }
    expect((await api<Conversation>(at(group.id), { as: ada })).body).toMatchObject({
      name: group.name,
      avatarUrl: null,
    });
    expect(await referencesOf(group.id)).toEqual([]);
  });

  it("goes with the conversation", async () => {
    const picture = await makeMedia(ada);
    await change(ada, group.id, picture.id);
    expect((await api(at(group.id), { as: ada, method: "DELETE" })).status).toBe(204);
    expect(await referencesOf(group.id)).toEqual([]);
    await eventually(async () => expect(await mediaRow(picture)).toBeUndefined());
  });
});
