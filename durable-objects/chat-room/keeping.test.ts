import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { HistoryItem, HistoryPage, Message } from "../../contract/messages.ts";
import { roomArchivePrefix } from "../../r2/keys.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { makePerson } from "../../tests/harness/people.ts";
import {
  entrant,
  type OpenedRoom,
  openRoom,
  RoomClient,
  type RoomStub,
  valueOf,
} from "../../tests/harness/room-client.ts";
import { archiveSize } from "./archive.ts";

const day = 86_400_000;

/** Brings texts into a room as messages of its first member, a second apart; the last one was written `daysAgo`. */
async function bring({ room, people }: OpenedRoom, texts: readonly string[], daysAgo = 0): Promise<void> {
  const { card: sender } = entrant(people[0] ?? (await makePerson()));
  const last = Date.now() - daysAgo * day;
  await room.bring(
    texts.map((content, index) => {
      const createdAt = last - (texts.length - index) * 1_000;
      return { t: "message", id: newId(createdAt), sender, content, createdAt };
    }),
  );
}

/** Runs alarms until there is nothing due of what a room keeps. */
async function tidied(room: RoomStub): Promise<void> {
  await eventually(async () => {
    await runDurableObjectAlarm(room);
    const due = await runInDurableObject(room, (_, { storage }) =>
      storage.sql.exec("SELECT name FROM timers WHERE name = 'tidy' OR due_at <= ?", Date.now()).toArray(),
    );
    expect(due).toEqual([]);
  });
}

const textOf = (item: HistoryItem): string | null => ("content" in item ? item.content : null);

/** Everything under the prefix of a room, unpacked. */
async function bucketOf(roomId: string): Promise<string> {
  const { objects } = await env.MEDIA.list({ prefix: roomArchivePrefix(roomId) });
  const parts = objects.map(async ({ key }) => {
    const object = await env.MEDIA.get(key);
    return object && new Response(object.body.pipeThrough(new DecompressionStream("gzip"))).text();
  });
  return (await Promise.all(parts)).join("\n");
}

describe("a room with more messages than it keeps at hand", () => {
  const total = archiveSize.keep + 2 * archiveSize.segment + 10;
  const line = (seq: number) => `line number ${seq}`;
  let opened: OpenedRoom;
  let owner: RoomClient;
  let readerId: string;

  beforeAll(async () => {
    opened = await openRoom(3);
    await bring(
      opened,
      Array.from({ length: total }, (_, index) => line(index + 1)),
    );
    await tidied(opened.room);
    owner = await RoomClient.connect(opened.room, opened.people[0] as OpenedRoom["people"][0]);
    readerId = opened.people[1]?.id ?? "";
  });

  const page = async (query: { before?: number; after?: number; limit: number }): Promise<HistoryPage> =>
    valueOf(await opened.room.history(readerId, query, false));
  const one = async (seq: number) => (await page({ after: seq - 1, limit: 1 })).items[0] as Message;

  it("has the oldest in the bucket and not in its own storage", async () => {
    const kept = await runInDurableObject(opened.room, (_, { storage }) =>
      storage.sql.exec("SELECT count(*) AS n, min(seq) AS first FROM entries WHERE content <> ''").one(),
    );
    expect(kept).toEqual({ n: archiveSize.keep + 10, first: 2 * archiveSize.segment + 1 });
    expect(await bucketOf(opened.id)).toContain(`"${line(2 * archiveSize.segment)}"`);
  });

  it("pages over the border in both directions as if nothing had happened", async () => {
    const border = 2 * archiveSize.segment;
    const back = await page({ before: border + 51, limit: 100 });
    expect(back).toMatchObject({ firstSeq: border - 49, lastSeq: border + 50 });
    expect(back.items.map(textOf)).toEqual(Array.from({ length: 100 }, (_, index) => line(border - 49 + index)));
    const forth = await page({ after: border - 50, limit: 100 });
    expect(forth.items).toEqual(back.items);
    const first = await page({ before: 31, limit: 50 });
    expect(first).toMatchObject({ firstSeq: 1, lastSeq: 30 });
    expect(first.items.map(textOf)).toEqual(Array.from({ length: 30 }, (_, index) => line(index + 1)));
  });

  it("finds what is archived", async () => {
    const { items, more } = valueOf(
      await opened.room.search(readerId, { q: "number 7", limit: 3, before: 1_000 }, false),
    );
    expect(items.map(({ seq, content }) => [seq, content])).toEqual([
      [799, line(799)],
      [798, line(798)],
      [797, line(797)],
    ]);
    expect(more).toBe(true);
  });

  it("edits, and then has neither the old words in the bucket nor in search", async () => {
    await owner.say({ t: "edit", messageSeq: 100, content: "quite different" });
    await owner.event("edited", { messageSeq: 100 });
    expect(await one(100)).toMatchObject({ content: "quite different", editedAt: expect.any(String) });
    await tidied(opened.room);
    expect(await one(100)).toMatchObject({ content: "quite different" });
    expect(await bucketOf(opened.id)).not.toContain(`"${line(100)}"`);
    const find = async (q: string) =>
      valueOf(await opened.room.search(readerId, { q, limit: 5, before: 101 }, false)).items;
    expect(await find("number 100")).toEqual([]);
    expect(await find("different")).toMatchObject([{ seq: 100 }]);
  });

  it("deletes, words and all", async () => {
    await owner.say({ t: "delete", messageSeq: 1_500 });
    await owner.event("deleted", { messageSeq: 1_500 });
    expect(await one(1_500)).toMatchObject({ content: "", deleted: true });
    await tidied(opened.room);
    expect(await bucketOf(opened.id)).not.toContain(`"${line(1_500)}"`);
    expect(await one(1_499)).toMatchObject({ content: line(1_499) });
  });

  it("takes reactions, pins and answers", async () => {
    await owner.say({ t: "react", messageSeq: 42, emoji: "👍", on: true });
    await owner.event("reaction", { messageSeq: 42 });
    valueOf(await opened.room.pin(owner.person.id, 42, true));
    const reply = await owner.send("As I said then", { replyTo: 42 });
    expect(await one(42)).toMatchObject({
      content: line(42),
      pinned: true,
      reactions: [{ emoji: "👍", count: 1, mine: false }],
    });
    expect(valueOf(await opened.room.pins(readerId, false))).toMatchObject([{ seq: 42, content: line(42) }]);
    expect(await one(reply)).toMatchObject({ replyTo: 42 });
  });

  it("knows a repeat of what is archived", async () => {
    const { id } = await one(7);
    expect(valueOf(await opened.room.post(owner.person.id, { id, content: line(7) }, null))).toEqual({ id, seq: 7 });
  });

  it("sends those who come back from before the border to page", async () => {
    const back = await RoomClient.connect(opened.room, opened.people[2] as OpenedRoom["people"][0], { since: 1_990 });
    expect(await back.answer("reset")).toMatchObject({ seq: expect.any(Number) });
  });

  it("deletes what somebody wrote when they are forgotten", async () => {
    await opened.room.forget(owner.person.id);
    await tidied(opened.room);
    expect(await bucketOf(opened.id)).toBe("");
    expect(await one(300)).toMatchObject({ content: "", deleted: true });
  });
});

it("leaves nothing in the bucket when a room ends", async () => {
  const opened = await openRoom(3);
  const size = archiveSize.keep + archiveSize.segment;
  await bring(opened, Array<string>(size).fill("soon gone"));
  await tidied(opened.room);
  expect(await bucketOf(opened.id)).toContain("soon gone");
  valueOf(await opened.room.close(null));
  await tidied(opened.room);
  expect(await bucketOf(opened.id)).toBe("");
});

describe("a room that keeps messages for some days", () => {
  async function keeping(days: number | null) {
    const opened = await openRoom(3);
    const [owner, reader] = opened.people.map(({ id }) => id) as [string, string];
    await bring(opened, ["old one", "old two"], 10);
    await bring(opened, ["new one"], 1);
    const texts = async () => valueOf(await opened.room.history(reader, { limit: 50 }, false)).items.map(textOf);
    const change = async (retentionDays: number | null) => {
      valueOf(await opened.room.update(owner, { retentionDays }));
      await tidied(opened.room);
    };
    if (days !== null) await change(days);
    return { ...opened, owner, reader, texts, change };
  }

  it("has nothing older, in history or search, and seqs stay", async () => {
    const { room, reader, texts } = await keeping(7);
    expect(await texts()).toEqual(["new one"]);
    const page = valueOf(await room.history(reader, { limit: 50 }, false));
    expect(page).toMatchObject({ firstSeq: 1, lastSeq: 3, items: [{ seq: 3 }] });
    const { items } = valueOf(await room.search(reader, { q: "one", limit: 9 }, false));
    expect(items).toMatchObject([{ seq: 3 }]);
  });

  it("does not count what is gone as unread", async () => {
    const { room, people, change } = await keeping(null);
    const owner = await RoomClient.connect(room, people[0] as OpenedRoom["people"][0]);
    await owner.send("unread by the others");
    const reader = people[1]?.id ?? "";
    await runInDurableObject(room, (_, { storage }) => {
      storage.sql.exec("UPDATE members SET read_up_to = 0, read_ordinal = 0 WHERE user_id = ?", reader);
    });
    await evictDurableObject(room);
    expect(await room.standing(reader)).toMatchObject({ unread: 4 });
    await change(7);
    expect(await room.standing(reader)).toMatchObject({ unread: 2 });
    expect(valueOf(await room.read(reader, 1))).toMatchObject({ unread: 2 });
    expect(valueOf(await room.read(reader, 3))).toMatchObject({ unread: 1 });
  });

  it("takes what is brought in late, too", async () => {
    const opened = await keeping(7);
    await bring(opened, ["brought late"], 30);
    await tidied(opened.room);
    expect(await opened.texts()).toEqual(["new one", ""]);
    await opened.change(null);
    await bring(opened, ["brought later"], 30);
    await tidied(opened.room);
    expect(await opened.texts()).toEqual(["new one", "", "brought later"]);
  });

  it("sends those who come back from before to page", async () => {
    const { room, people } = await keeping(7);
    const back = await RoomClient.connect(room, people[2] as OpenedRoom["people"][0], { since: 1 });
    expect(await back.answer("reset")).toEqual({ t: "reset", seq: 3 });
  });
});

describe("an invitation", () => {
  it("lets into a group whoever has its secret, and counts them once", async () => {
    const { room, people } = await openRoom(3);
    const [owner, member] = people.map(({ id }) => id) as [string, string];
    expect(await room.invite(member, { expiresAt: Date.now() + day, maxUses: 1 })).toMatchObject({ code: "forbidden" });
    const { id, secret } = valueOf(await room.invite(owner, { expiresAt: Date.now() + day, maxUses: 2 }));
    const [guest, other, third] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    expect(await room.join(entrant(guest), null)).toMatchObject({ code: "forbidden" });
    expect(await room.checkInvite(secret)).toEqual({ valid: true, memberCount: 3 });
    expect(valueOf(await room.join(entrant(guest), secret))).toMatchObject({ state: "member", memberCount: 4 });
    expect(valueOf(await room.join(entrant(guest), secret))).toMatchObject({ memberCount: 4 });
    expect(valueOf(await room.invites(owner))).toMatchObject([{ id, uses: 1 }]);
    valueOf(await room.join(entrant(other), secret));
    expect(await room.join(entrant(third), secret)).toMatchObject({ code: "forbidden" });
    expect(await room.checkInvite(secret)).toEqual({ valid: false, memberCount: 5 });
  });

  it("does not let in who is banned, nor count them, and can be taken back", async () => {
    const { room, people } = await openRoom(3);
    const [owner, member] = people as [OpenedRoom["people"][0], OpenedRoom["people"][0]];
    const { id, secret } = valueOf(await room.invite(owner.id, { expiresAt: Date.now() + day, maxUses: 1 }));
    valueOf(await room.ban(owner.id, member.id));
    expect(await room.join(entrant(member), secret)).toMatchObject({ code: "forbidden" });
    expect(valueOf(await room.invites(owner.id))).toMatchObject([{ id, uses: 0 }]);
    valueOf(await room.revokeInvite(owner.id, id));
    expect(await room.revokeInvite(owner.id, id)).toMatchObject({ code: "not_found" });
    expect(await room.join(entrant(await makePerson()), secret)).toMatchObject({ code: "forbidden" });
  });
});
