/** What becomes of media when their messages go, when a room ends, and when a room is cut off while it takes them. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { Message } from "../../contract/messages.ts";
import type { MediaRow } from "../../db/schema.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { attach } from "../../workers/features/media/actions.ts";
import { makeMedia } from "../../tests/harness/media.ts";
import { db } from "../../tests/harness/people.ts";
import { cutOff, gathering, type RoomClient, type RoomStub, valueOf } from "../../tests/harness/room-client.ts";
import { holdDatabase, inOrder, looseReferences, mediaRow, referencesOf } from "../../tests/harness/room-media.ts";

/** Whether the effect that frees a media was ever asked for: its row is gone as soon as it is done, so a trigger keeps it. */
async function isErasureAsked({ id }: Pick<MediaRow, "id">): Promise<boolean> {
  const asked = "SELECT 1 FROM erasures, json_each(payload, '$.mediaIds') WHERE json_each.value = ?";
  return (await bindings.DB.prepare(asked).bind(id).first()) !== null;
}

beforeAll(async () => {
  await bindings.DB.exec("CREATE TABLE erasures (payload TEXT)");
  await bindings.DB.exec(
    "CREATE TRIGGER keep_erasures AFTER INSERT ON outbox WHEN NEW.kind = 'media.erase' BEGIN INSERT INTO erasures VALUES (NEW.payload); END",
  );
});

/** Sends a picture; answers it with where its message is. */
async function sendPicture(client: RoomClient): Promise<{ picture: MediaRow; seq: number; messageId: string }> {
  const picture = await makeMedia(client.person);
  const messageId = newId();
  return { picture, messageId, seq: await client.send("Look", { id: messageId, mediaIds: [picture.id] }) };
}

/** Lets an hour pass for a room's timers and for what it has noted of references. */
async function hourLater(room: RoomStub): Promise<void> {
  await runInDurableObject(room, (_, { storage }) => {
    storage.sql.exec("UPDATE loose_references SET due_at = 1");
    storage.sql.exec("UPDATE timers SET due_at = 1");
  });
  await runDurableObjectAlarm(room);
}

describe("media of a message that is deleted", () => {
  it("are let go of and freed, by their sender and by a moderator", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner, ada] = clients;
    const [first, second] = [await sendPicture(ada), await sendPicture(ada)];
    await ada.say({ t: "delete", messageSeq: first.seq });
    await eventually(async () => expect(await referencesOf(id)).toEqual([[second.messageId, second.picture.id]]));
    await owner.say({ t: "delete", messageSeq: second.seq });
    await eventually(async () => expect(await referencesOf(id)).toEqual([]));
    for (const { picture } of [first, second]) {
      expect(await isErasureAsked(picture)).toBe(true);
      await eventually(async () => expect(await mediaRow(picture)).toBeUndefined());
    }
    expect(await looseReferences(room)).toEqual([]);
    const { items } = valueOf(await room.history(ada.person.id, { limit: 2, before: 3 }, false));
    expect(items).toMatchObject([
      { deleted: true, content: "", media: [] },
      { deleted: true, content: "", media: [] },
    ]);
    expect((await room.standing(ada.person.id))?.lastMessage).not.toHaveProperty("attachments");
  });

  it("stay where something else shows them", async () => {
    const { id, clients } = await gathering(2);
    const [ada] = clients;
    const { picture, messageId, seq } = await sendPicture(ada);
    const again = newId();
    await ada.send("Again", { id: again, mediaIds: [picture.id] });
    expect(await referencesOf(id)).toHaveLength(2);
    await ada.say({ t: "delete", messageSeq: seq });
    await eventually(async () => expect(await referencesOf(id)).toEqual([[again, picture.id]]));
    expect(messageId).not.toBe(again);
    expect(await mediaRow(picture)).toMatchObject({ deletedAt: null, unreferencedAt: null });
  });

  it("are let go of once D1 can be reached, also by a room that slept in between", async () => {
    const { id, room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const { picture, messageId, seq } = await sendPicture(ada);
    const log = vi.spyOn(console, "error").mockReturnValue();
    await bindings.DB.exec("ALTER TABLE media_refs RENAME TO away");
    try {
      await ada.say({ t: "delete", messageSeq: seq });
      await grace.event("deleted", { messageSeq: seq });
      await eventually(async () => expect(log).toHaveBeenCalled());
      expect(await looseReferences(room)).toEqual([{ messageId, erases: 1 }]);
      await evictDurableObject(room);
    } finally {
      await bindings.DB.exec("ALTER TABLE away RENAME TO media_refs");
    }
    await eventually(async () => expect(await referencesOf(id)).toEqual([]));
    await eventually(async () => expect(await mediaRow(picture)).toBeUndefined());
    log.mockRestore();
  });
});

describe("media of messages that go in another way", () => {
  it("are let go of with what is older than the room keeps", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner] = clients;
    const [old, recent] = [await sendPicture(owner), await sendPicture(owner)];
    await runInDurableObject(room, (_, { storage }) => {
      storage.sql.exec("UPDATE entries SET created_at = 1 WHERE seq = ?", old.seq);
    });
    valueOf(await room.update(owner.person.id, { retentionDays: 1 }));
    await eventually(async () => expect(await referencesOf(id)).toEqual([[recent.messageId, recent.picture.id]]));
    expect(await isErasureAsked(old.picture)).toBe(true);
    expect(await isErasureAsked(recent.picture)).toBe(false);
  });

  it("are gone by the answer when their sender is forgotten", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner, ada] = clients;
    const [own, other] = [await sendPicture(ada), await sendPicture(owner)];
    await room.forget(ada.person.id);
    expect(await referencesOf(id)).toEqual([[other.messageId, other.picture.id]]);
    expect(await isErasureAsked(own.picture)).toBe(true);
  });

  it("are gone by the answer when the room ends, and so is its picture", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner, ada] = clients;
    const sent = [await sendPicture(ada), await sendPicture(owner)];
    for (let number = 0; number < 60; number++) {
      const { picture } = sent[number % 2]!;
      valueOf(await room.post(picture.ownerId, { id: newId(), content: "", mediaIds: [picture.id] }, null));
    }
    const sign = await makeMedia(owner.person);
    await db.batch(attach(db, { kind: "conversation", subjectId: id }, [sign.id]) as [never]);
    expect(await referencesOf(id)).toHaveLength(63);
    valueOf(await room.close(owner.person.id));
    expect(await referencesOf(id)).toEqual([]);
    for (const picture of [...sent.map((one) => one.picture), sign]) expect(await isErasureAsked(picture)).toBe(true);
    expect(await looseReferences(room)).toEqual([]);
  });

  it("are let go of when they were only claimed by the end of the room", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner, ada] = clients;
    const picture = await makeMedia(ada.person);
    const hold = await holdDatabase(room);
    const sent = room.post(ada.person.id, { id: newId(), content: "", mediaIds: [picture.id] }, null);
    await hold.begun();
    const closed = room.close(owner.person.id);
    await owner.closed();
    await hold.release();
    valueOf(await closed);
    expect(await sent).toMatchObject({ code: "not_found" });
    await eventually(async () => expect(await looseReferences(room)).toEqual([]));
    expect(await referencesOf(id)).toEqual([]);
    expect(await mediaRow(picture)).toMatchObject({ deletedAt: null, unreferencedAt: expect.any(Number) });
  });
});

describe("a room that is cut off between claiming media and storing their message", () => {
  async function cutOffBetween() {
    const opened = await gathering(2);
    const [ada] = opened.clients;
    const picture = await makeMedia(ada.person);
    const message = { id: newId(), mediaIds: [picture.id] };
    const hold = await holdDatabase(opened.room, "answer");
    ada.sendNow({ t: "send", content: "", ...message });
    await hold.begun();
    hold.lift();
    await cutOff(opened.room);
    expect(await referencesOf(opened.id)).toEqual([[message.id, picture.id]]);
    expect(await looseReferences(opened.room)).toEqual([{ messageId: message.id, erases: 0 }]);
    return { ...opened, ada, picture, message };
  }

  it("keeps the references when the message is sent again", async () => {
    const { id, room, ada, picture, message } = await cutOffBetween();
    expect(await ada.send("", message)).toBe(1);
    await hourLater(room);
    expect(await referencesOf(id)).toEqual([[message.id, picture.id]]);
    expect(await looseReferences(room)).toEqual([]);
  });

  it("takes others instead when the message comes with others", async () => {
    const { id, ada, message } = await cutOffBetween();
    const other = await makeMedia(ada.person);
    expect(await ada.send("", { ...message, mediaIds: [other.id] })).toBe(1);
    expect(await referencesOf(id)).toEqual([[message.id, other.id]]);
  });

  it("lets go of them when it is not, without freeing what may still be sent", async () => {
    const { id, room, ada, picture, message } = await cutOffBetween();
    await hourLater(room);
    await eventually(async () => expect(await referencesOf(id)).toEqual([]));
    expect(await looseReferences(room)).toEqual([]);
    expect(await isErasureAsked(picture)).toBe(false);
    expect(await mediaRow(picture)).toMatchObject({ deletedAt: null, unreferencedAt: expect.any(Number) });
    expect(await ada.send("", message)).toBe(1);
    expect(await referencesOf(id)).toEqual([[message.id, picture.id]]);
  });
});

describe("whatever happens to a room", () => {
  type Step = "picture" | "text" | "repeat" | "delete" | "cut off" | "later";
  const steps: Step[] = ["picture", "picture", "text", "repeat", "delete", "cut off", "later"];

  /** Does these things one upon the other, without waiting for what comes of them; answers what is left. */
  async function ordeal(course: readonly Step[]) {
    const { id, room, clients } = await gathering(2);
    const [ada] = clients;
    const pictures = await Promise.all(course.map(() => makeMedia(ada.person)));
    const sent: { t: "send"; id: string; content: string; mediaIds?: string[] }[] = [];
    const send = (frame: (typeof sent)[number]) => {
      sent.push(frame);
      ada.sendNow(frame);
    };
    for (const [index, step] of course.entries()) {
      const newest = sent.at(-1);
      if (step === "picture") send({ t: "send", id: newId(), content: "", mediaIds: [pictures[index]!.id] });
      if (step === "text") send({ t: "send", id: newId(), content: `Number ${index}` });
      if (step === "repeat" && newest) ada.sendNow(newest);
      if (step === "delete") ada.sendNow({ t: "delete", messageSeq: 1 + (index % 3) });
      if (step === "cut off") await cutOff(room);
      if (step === "later") await hourLater(room);
    }
    await ada.send("The last one");
    await hourLater(room);
    await eventually(async () => expect(await looseReferences(room)).toEqual([]));
    const { items } = valueOf(await room.history(ada.person.id, { limit: 100 }, false));
    const messages = items.filter((item): item is Message => !("t" in item));
    const shown = messages.flatMap((message) => message.media.map((media) => [message.id, media.id]));
    return { references: await referencesOf(id), shown: inOrder(shown), messages, sent };
  }

  it("D1 refers to the media of its messages and no others, and messages keep their order", async () => {
    const course = fc.array(fc.constantFrom(...steps), { minLength: 6, maxLength: 14, size: "max" });
    const holds = fc.asyncProperty(course, async (some) => {
      const { references, shown, messages, sent } = await ordeal(some);
      expect(references).toEqual(shown);
      const order = messages.map((message) => sent.findIndex(({ id }) => id === message.id)).filter((at) => at >= 0);
      // A repeat of what was lost comes later than what followed it the first time.
      if (!some.includes("repeat")) expect(order).toEqual(order.toSorted((a, b) => a - b));
    });
    await expect(fc.assert(holds, { numRuns: 8, endOnFailure: true })).resolves.toBeUndefined();
  });
});
