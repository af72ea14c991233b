import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { largeRoomMembers } from "../../contract/conversations.ts";
import { newId } from "../../contract/ids.ts";
import { conversationMembers, conversations } from "../../db/schema.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { db, makePerson, type Person } from "../../tests/harness/people.ts";
import { entrant, openRoom, RoomClient, type RoomStub, valueOf } from "../../tests/harness/room-client.ts";
import { hubAddress } from "../addresses.ts";

const rowOf = async (id: string) => (await db.select().from(conversations).where(eq(conversations.id, id)))[0];
const memberRow = async (id: string, { id: userId }: Person) =>
  (
    await db
      .select()
      .from(conversationMembers)
      .where(and(eq(conversationMembers.conversationId, id), eq(conversationMembers.userId, userId)))
  )[0];
const entryOf = async (id: string, person: Person, state: "member" | "request" = "member") => {
  const page = await hubAddress(bindings, person.id).inbox({ state, archived: false, before: null, limit: 50 });
  return [...page.entries, ...page.large].find(({ conversationId }) => conversationId === id);
};
const write = async (room: RoomStub, { id }: Person, content = "Hello") =>
  valueOf(await room.post(id, { id: newId(), content }, null)).seq;

/** Failures to tell somebody, out of what was logged. */
const failures = (log: { mock: { calls: unknown[][] } }) =>
  log.mock.calls.filter(([line]) => String(line).includes("room.tell-failed")).length;

/** A channel of some people and so many more, without hubs, that it is large. */
async function openLarge(count: number) {
  const opened = await openRoom(count, { type: "channel" });
  await runInDurableObject(opened.room, (_, { storage }) => {
    for (let stranger = 0; stranger <= largeRoomMembers; stranger++) {
      storage.sql.exec(
        `INSERT INTO members (user_id, card, username_key, role, state, joined_at, read_up_to, read_ordinal, revision, row_revision,
           hub_told, row_told)
         SELECT ?1, json_object('id', ?1), ?1, 'member', 'member', ?2, 0, 0, 1, 1, 99, 99`,
        newId(),
        Date.now() + stranger,
      );
    }
    storage.sql.exec("UPDATE room SET member_count = (SELECT count(*) FROM members)");
  });
  await evictDurableObject(opened.room);
  valueOf(await opened.room.configure(opened.people[count - 1]!.id, { archived: false }));
  return opened;
}

describe("D1", () => {
  it("shows a room and its members once it is opened, and what changes once the call answers", async () => {
    const { id, room, people } = await openRoom(3, { type: "group", name: "Us" });
    const [owner, ada] = people as [Person, Person, Person];
    expect(await rowOf(id)).toMatchObject({ name: "Us", nameKey: "us", memberCount: 3, messageCount: 0 });
    expect(await memberRow(id, ada)).toMatchObject({ role: "member", state: "member" });
    valueOf(await room.update(owner.id, { name: "Them" }));
    valueOf(await room.changeMember(owner.id, ada.id, { role: "moderator" }));
    expect(await rowOf(id)).toMatchObject({ name: "Them", nameKey: "them" });
    expect(await memberRow(id, ada)).toMatchObject({ role: "moderator" });
    valueOf(await room.remove(owner.id, ada.id));
    expect(await rowOf(id)).toMatchObject({ memberCount: 2 });
    expect(await memberRow(id, ada)).toMatchObject({ state: "gone" });
  });

  it("counts messages, knows the newest, and the total follows", async () => {
    const { id, room, people } = await openRoom(2);
    const [ada] = people as [Person, Person];
    const total = async () =>
      (await bindings.DB.prepare("SELECT value FROM totals WHERE name = 'messages'").first<{ value: number }>())?.value;
    const before = (await total()) ?? 0;
    await write(room, ada, "One");
    const client = await RoomClient.connect(room, ada);
    const seq = await client.send("Two");
    await eventually(async () =>
      expect(await rowOf(id)).toMatchObject({ messageCount: 2, lastSeq: 2, lastMessage: { seq, content: "Two" } }),
    );
    await client.say({ t: "delete", messageSeq: seq });
    await eventually(async () =>
      expect(await rowOf(id)).toMatchObject({ messageCount: 1, lastMessage: { seq, content: "", deleted: true } }),
    );
    expect(await total()).toBe(before + 1);
  });

  it("is not taken back by something older", async () => {
    const { id, room, people } = await openRoom(2);
    await db.update(conversations).set({ revision: 1_000_000, messageCount: 77 }).where(eq(conversations.id, id));
    await write(room, people[0]!);
    await eventually(async () =>
      runInDurableObject(room, (_, { storage }) =>
        expect(storage.sql.exec("SELECT row_revision - row_told AS late FROM room").one()).toEqual({ late: 0 }),
      ),
    );
    expect(await rowOf(id)).toMatchObject({ messageCount: 77 });
  });

  it("hears of the end of a room", async () => {
    const { id, room, people } = await openRoom(2, { type: "group" });
    await write(room, people[0]!);
    valueOf(await room.close(people[0]!.id));
    expect(await rowOf(id)).toMatchObject({
      deletedAt: expect.any(Number),
      messageCount: 0,
      memberCount: 0,
      lastMessage: null,
    });
    expect(await memberRow(id, people[1]!)).toMatchObject({ state: "gone" });
  });

  it("is told again by the alarm when it could not be reached, and hubs hear nevertheless", async () => {
    const { id, room, people } = await openRoom(2);
    const [ada, grace] = people as [Person, Person];
    const log = vi.spyOn(console, "error").mockReturnValue();
    await bindings.DB.exec("ALTER TABLE conversations RENAME TO away");
    try {
      await write(room, ada, "Through the storm");
      await eventually(async () => expect(await entryOf(id, grace)).toMatchObject({ unread: 1 }));
      await eventually(async () => expect(failures(log)).toBe(1));
      // What goes on meanwhile does not try D1 again each time, and the hubs hear of it.
      for (let n = 2; n <= 6; n++) {
        await write(room, ada, `Message ${n}`);
        await eventually(async () => expect(await entryOf(id, grace)).toMatchObject({ unread: n }));
      }
      expect(failures(log)).toBeLessThanOrEqual(2);
    } finally {
      await bindings.DB.exec("ALTER TABLE away RENAME TO conversations");
    }
    await eventually(async () => expect(await rowOf(id)).toMatchObject({ messageCount: 6 }));
    log.mockRestore();
  });
});

describe("hubs", () => {
  it("hear of every message, with what is unread for each person", async () => {
    const { id, room, people } = await openRoom(3);
    const [owner, ada, grace] = people as [Person, Person, Person];
    await write(room, owner, `Hello @${ada.username}`);
    await write(room, ada);
    await eventually(async () =>
      expect(await entryOf(id, grace)).toMatchObject({ unread: 2, mentions: 0, lastMessage: { seq: 2 } }),
    );
    await eventually(async () => expect(await entryOf(id, ada)).toMatchObject({ unread: 1, mentions: 1 }));
    await room.read(ada.id, 2);
    await eventually(async () => expect(await entryOf(id, ada)).toMatchObject({ unread: 0, mentions: 0, readUpTo: 2 }));
  });

  it("hear of settings, of requests that are answered, and of those who are gone", async () => {
    const { id, room, people } = await openRoom(2, { members: [{}, { state: "request" }] });
    const [ada, grace] = people as [Person, Person];
    await write(room, ada);
    await eventually(async () =>
      expect(await entryOf(id, grace, "request")).toMatchObject({ state: "request", unread: 1 }),
    );
    await write(room, grace);
    await eventually(async () => expect(await entryOf(id, grace)).toMatchObject({ state: "member" }));
    valueOf(await room.configure(grace.id, { muted: true }));
    expect(await entryOf(id, grace)).toMatchObject({ muted: true });
    const group = await openRoom(2, { type: "group" });
    expect(await entryOf(group.id, group.people[1]!)).toMatchObject({ role: "member" });
    valueOf(await group.room.remove(group.people[0]!.id, group.people[1]!.id));
    expect(await entryOf(group.id, group.people[1]!)).toBeUndefined();
    const left = await runInDurableObject(group.room, (_, { storage }) =>
      storage.sql.exec("SELECT count(*) AS n FROM members WHERE state = 'gone'").one(),
    );
    expect(left).toEqual({ n: 0 });
  });

  it("of a large room hear of what concerns their person alone, and not of messages", async () => {
    const { id, room, people } = await openLarge(3);
    const [owner, ada, grace] = people as [Person, Person, Person];
    await write(room, ada, `Hello @${owner.username}`);
    await eventually(async () => expect(await rowOf(id)).toMatchObject({ messageCount: 1 }));
    expect(await entryOf(id, ada)).toMatchObject({ lastMessage: null });
    await room.configure(ada.id, { muted: true });
    expect(await entryOf(id, ada)).toMatchObject({ muted: true, lastMessage: { senderId: ada.id } });
    expect(await entryOf(id, grace)).toMatchObject({ large: true, lastMessage: null });
    expect(await room.standing(grace.id)).toMatchObject({ unread: 1 });
    const client = await RoomClient.connect(room, grace);
    expect(await client.answer("welcome")).toMatchObject({ present: [], reads: {}, memberCount: 4 + largeRoomMembers });
    expect((await client.answer("welcome")).members).toHaveLength(50);
  });
});

/** Wake-ups about a room so far: their rows are gone as soon as they are done, so a trigger keeps them. */
async function noticesOf(id: string): Promise<{ seq: number; userIds: string[] }[]> {
  const { results } = await bindings.DB.prepare(
    "SELECT payload FROM notices WHERE payload ->> 'conversationId' = ? ORDER BY payload ->> 'seq'",
  )
    .bind(id)
    .all<{ payload: string }>();
  return results.map(({ payload }) => {
    const { seq, userIds } = JSON.parse(payload) as { seq: number; userIds: string[] };
    return { seq, userIds: userIds.toSorted() };
  });
}

describe("notices", () => {
  beforeAll(async () => {
    await bindings.DB.exec("CREATE TABLE notices (payload TEXT)");
    await bindings.DB.exec(
      "CREATE TRIGGER keep_notices AFTER INSERT ON outbox WHEN NEW.kind = 'message.notify' BEGIN INSERT INTO notices VALUES (NEW.payload); END",
    );
  });

  it("go to members who are not looking, have not muted the room and are not asked first", async () => {
    const { id, room, people } = await openRoom(5, { members: [{}, {}, {}, {}, { state: "request" }] });
    const [owner, ada, grace, joan] = people as [Person, Person, Person, Person];
    await RoomClient.connect(room, ada);
    valueOf(await room.configure(grace.id, { muted: true }));
    await write(room, owner);
    await eventually(async () => expect(await noticesOf(id)).toEqual([{ seq: 1, userIds: [joan.id] }]));
  });

  it("of a large room go to those only who are named", async () => {
    const { id, room, people } = await openLarge(3);
    const [owner, ada, grace] = people as [Person, Person, Person];
    await write(room, owner, "To all");
    await write(room, ada, `To @${grace.username}`);
    await eventually(async () => expect(await noticesOf(id)).toEqual([{ seq: 2, userIds: [grace.id] }]));
  });

  it("are not made for what is brought in", async () => {
    const { id, room, people } = await openRoom(2);
    const [ada, grace] = people as [Person, Person];
    const { card } = entrant(ada);
    await room.bring([{ t: "message", id: newId(), sender: card, content: "Long ago", createdAt: 1_000 }]);
    await write(room, ada, "Now");
    await eventually(async () => expect(await noticesOf(id)).toEqual([{ seq: 2, userIds: [grace.id] }]));
  });
});

it("keeps people whom D1 does not know from stopping the others", async () => {
  const { id, room, people } = await openRoom(2, { type: "group" });
  const known = await makePerson();
  const unknown = entrant({ id: newId(), username: "nobody_known" });
  valueOf(await room.add(people[0]!.id, [unknown, entrant(known)]));
  expect(await memberRow(id, known)).toMatchObject({ state: "member" });
});

describe("somebody's own list", () => {
  it("shows what they sent over HTTP once it is answered, and that they have accepted", async () => {
    const { id, room, people } = await openRoom(2, { members: [{}, { state: "request" }] });
    const [ada, grace] = people as [Person, Person];
    const first = await write(room, ada);
    expect(await entryOf(id, ada)).toMatchObject({ lastMessage: { seq: first } });
    const answer = await write(room, grace);
    expect(await entryOf(id, grace)).toMatchObject({ state: "member", lastMessage: { seq: answer } });
    expect(await entryOf(id, grace, "request")).toBeUndefined();
  });

  it("has a direct conversation again when the other one writes, and what else was put away only by hand", async () => {
    const [two, three] = [await openRoom(2), await openRoom(3)];
    for (const { room, people, id } of [two, three]) {
      const [ada, grace] = people as [Person, Person];
      const isArchived = async () => (await room.standing(grace.id))?.archived;
      valueOf(await room.configure(grace.id, { archived: true }));
      await write(room, grace);
      expect(await isArchived()).toBe(true);
      await write(room, ada);
      expect(await isArchived()).toBe(people.length === 3);
      if (people.length === 2) await eventually(async () => expect(await entryOf(id, grace)).toBeDefined());
      valueOf(await room.configure(grace.id, { archived: true, muted: true }));
      await write(room, ada);
      expect(await isArchived()).toBe(true);
    }
  });
});
