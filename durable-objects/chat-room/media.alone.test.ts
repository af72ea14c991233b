/** Media in messages: sent, shown, refused. What becomes of their references is in media-removal.test.ts. */
import { evictDurableObject } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { Media } from "../../contract/media.ts";
import type { Message } from "../../contract/messages.ts";
import { conversations } from "../../db/schema.ts";
import { eq } from "drizzle-orm";
import { addressKeys, verifyQuery } from "../../r2/addresses.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { makeMedia } from "../../tests/harness/media.ts";
import { db, makePerson } from "../../tests/harness/people.ts";
import { cutOff, gathering, openRoom, readingTime, RoomClient, valueOf } from "../../tests/harness/room-client.ts";
import { holdDatabase, inOrder, looseReferences, referencesOf } from "../../tests/harness/room-media.ts";

/** For whom the addresses of a media were made. */
function readerOf({ urls }: Media): unknown {
  const { searchParams, pathname } = new URL(urls.original, "https://site.test");
  const keys = addressKeys(bindings.TOKEN_KEYS);
  const id = pathname.split("/")[2] ?? "";
  return verifyQuery(keys, id, Number(searchParams.get("v")), searchParams.get("r") ?? "", Date.now())?.reader;
}

describe("a message with media", () => {
  it("shows them to everybody, wherever it stands, with addresses for the conversation", async () => {
    const { id, room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const picture = await makeMedia(ada.person, { alt: "A dot", placeholder: "AQID" });
    const film = await makeMedia(ada.person, { kind: "video", type: "video/mp4", duration: 2.5, hasPoster: true });
    const messageId = newId();
    const seq = await ada.send("Look", { id: messageId, mediaIds: [film.id, picture.id] });
    const shown = [
      { id: film.id, kind: "video", duration: 2.5, urls: { poster: expect.any(String) } },
      {
        id: picture.id,
        kind: "image",
        alt: "A dot",
        placeholder: "AQID",
        width: 1,
        urls: { feed: expect.any(String) },
      },
    ];
    const event = await grace.event("message", { seq });
    expect(event).toMatchObject({ content: "Look", media: shown });
    for (const media of event.media) expect(readerOf(media)).toEqual({ kind: "conversation", id });
    expect(await referencesOf(id)).toEqual(
      inOrder([
        [messageId, picture.id],
        [messageId, film.id],
      ]),
    );

    valueOf(await room.pin(ada.person.id, seq, true));
    const page = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
    const pins = valueOf(await room.pins(grace.person.id, false));
    const hits = valueOf(await room.search(grace.person.id, { q: "look", limit: 10 }, false));
    for (const { items } of [page, { items: pins }, hits]) expect(items[0]).toMatchObject({ seq, media: shown });
    const late = await RoomClient.connect(room, grace.person, { since: 0 });
    expect(await late.event("message", { seq })).toMatchObject({ media: shown });
    expect(await looseReferences(room)).toEqual([]);
  });

  it("need not have a text, and lists say what it brings", async () => {
    const { id, room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const media = await Promise.all([1, 2].map(() => makeMedia(ada.person)));
    const seq = await ada.send("  ", { mediaIds: media.map((one) => one.id) });
    expect(await grace.event("message", { seq })).toMatchObject({ content: "" });
    const newest = { seq, content: "", attachments: { kind: "image", count: 2 }, deleted: false };
    expect(await room.standing(grace.person.id)).toMatchObject({ unread: 1, lastMessage: newest });
    await eventually(async () => {
      const [row] = await db.select().from(conversations).where(eq(conversations.id, id));
      expect(row?.lastMessage).toMatchObject(newest);
    });
    const sound = await makeMedia(ada.person, { kind: "audio", type: "audio/mpeg" });
    await ada.send("Both", { mediaIds: [sound.id, media[0]!.id] });
    expect(await room.standing(grace.person.id)).toMatchObject({
      lastMessage: { attachments: { kind: null, count: 2 } },
    });
    await ada.send("Neither");
    expect((await room.standing(grace.person.id))?.lastMessage).not.toHaveProperty("attachments");
  });

  it("keeps them when its text is changed, and gets a text if it had none", async () => {
    const { room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const picture = await makeMedia(ada.person);
    const seq = await ada.send("", { mediaIds: [picture.id] });
    await ada.say({ t: "edit", messageSeq: seq, content: "A dot" });
    await grace.event("edited", { messageSeq: seq });
    const { items } = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
    expect(items).toMatchObject([{ content: "A dot", media: [{ id: picture.id }] }]);
  });

  it("is stored once, however often it is sent", async () => {
    const { id, room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const picture = await makeMedia(ada.person);
    const message = { id: newId(), content: "", mediaIds: [picture.id] };
    ada.sendNow({ t: "send", ...message });
    ada.sendNow({ t: "send", ...message });
    const posted = valueOf(await room.post(ada.person.id, message, null));
    await cutOff(room);
    expect(await ada.send("", message)).toBe(posted.seq);
    const next = await grace.send("Next");
    await grace.upTo(next);
    expect(next).toBe(posted.seq + 1);
    expect(await referencesOf(id)).toEqual([[message.id, picture.id]]);
    expect(await looseReferences(room)).toEqual([]);
  });

  it("is hidden from who has a block with its sender, and so are its media", async () => {
    const { room, clients } = await gathering(3);
    const [ada, grace] = clients;
    await room.separate(ada.person.id, grace.person.id, true, readingTime());
    const seq = await ada.send("Look", { mediaIds: [(await makeMedia(ada.person)).id] });
    expect(await grace.event("hidden", { seq })).toEqual({ t: "hidden", seq });
    const { items } = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
    expect(items).toEqual([{ t: "hidden", seq }]);
    expect(await room.standing(grace.person.id)).toMatchObject({ unread: 0, lastMessage: null });
  });
});

describe("media that cannot be had", () => {
  it("are named, and nothing is stored, while what follows is", async () => {
    const { id, room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const own = await makeMedia(ada.person);
    const others = [
      await makeMedia(grace.person),
      await makeMedia(ada.person, { state: "uploading", readyAt: null }),
      await makeMedia(ada.person, { state: "refused", readyAt: null }),
      await makeMedia(ada.person, { deletedAt: Date.now() }),
      { id: newId() },
    ];
    for (const other of others) {
      const message = { id: newId(), content: "Look", mediaIds: [own.id, other.id] };
      await ada.say({ t: "send", ...message });
      expect(await ada.waitFor(() => ada.all("error").find((error) => error.id === message.id))).toMatchObject({
        code: "validation_failed",
      });
      expect(await room.post(ada.person.id, message, null)).toMatchObject({
        code: "validation_failed",
        fields: [{ path: "mediaIds.1" }],
      });
    }
    expect(await ada.send("Never mind")).toBe(1);
    expect(await referencesOf(id)).toEqual([]);
    await eventually(async () => expect(await looseReferences(room)).toEqual([]));
  });

  it("are not asked for on behalf of who may not write", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner, ada] = clients;
    const picture = await makeMedia(ada.person);
    valueOf(await room.changeMember(owner.person.id, ada.person.id, { role: "readonly" }));
    const hold = await holdDatabase(room);
    const sent = await room.post(ada.person.id, { id: newId(), content: "", mediaIds: [picture.id] }, null);
    expect(sent).toMatchObject({ code: "forbidden" });
    await hold.release();
    expect(await referencesOf(id)).toEqual([]);
    expect(await looseReferences(room)).toEqual([]);
  });

  it("are tried again by the client when D1 does not answer", async () => {
    const { room, clients } = await gathering(2);
    const [ada] = clients;
    const message = { id: newId(), content: "", mediaIds: [(await makeMedia(ada.person)).id] };
    await bindings.DB.exec("ALTER TABLE media_refs RENAME TO away");
    try {
      expect(await room.post(ada.person.id, message, null)).toMatchObject({ code: "overloaded" });
    } finally {
      await bindings.DB.exec("ALTER TABLE away RENAME TO media_refs");
    }
    expect(valueOf(await room.post(ada.person.id, message, null))).toMatchObject({ seq: 1 });
  });
});

describe("what is sent while media are claimed", () => {
  it("keeps its order for its sender, whatever socket or request it comes by, and holds nobody else", async () => {
    const { room, people, clients } = await gathering(2);
    const [ada, grace] = clients;
    const again = await RoomClient.connect(room, people[0]!);
    const pictures = await Promise.all([1, 2].map(() => makeMedia(ada.person)));
    const hold = await holdDatabase(room);
    const sent = [
      ada.send("", { mediaIds: [pictures[0]!.id] }),
      ada.send("first"),
      ada.send("second", { mediaIds: [pictures[1]!.id] }),
    ];
    await hold.begun();
    expect(await grace.send("meanwhile")).toBe(1);
    const posted = room.post(ada.person.id, { id: newId(), content: "third" }, null);
    await grace.send("still");
    sent.push(again.send("fourth"));
    await grace.send("waiting");
    await hold.release();
    expect(await Promise.all(sent)).toEqual([4, 5, 6, 8]);
    expect(valueOf(await posted)).toMatchObject({ seq: 7 });
    const { items } = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
    expect(items.map((item) => (item as Message).content)).toEqual([
      "meanwhile",
      "still",
      "waiting",
      "",
      "first",
      "second",
      "third",
      "fourth",
    ]);
  });

  it("is not stored when its sender may not write any more by then, and its media stay for another try", async () => {
    const { id, room, clients } = await gathering(3);
    const [owner, ada] = clients;
    const picture = await makeMedia(ada.person);
    const message = { id: newId(), content: "", mediaIds: [picture.id] };
    const hold = await holdDatabase(room);
    await ada.say({ t: "send", ...message });
    await hold.begun();
    valueOf(await room.changeMember(owner.person.id, ada.person.id, { mutedUntil: Date.now() + 60_000 }));
    await owner.send("Be quiet");
    await hold.release();
    expect(await ada.answer("error")).toMatchObject({ code: "forbidden", id: message.id });
    await eventually(async () => expect(await referencesOf(id)).toEqual([]));
    await eventually(async () => expect(await looseReferences(room)).toEqual([]));
    valueOf(await room.changeMember(owner.person.id, ada.person.id, { mutedUntil: null }));
    expect(await ada.send("", message)).toBe(2);
    expect(await referencesOf(id)).toEqual([[message.id, picture.id]]);
  });

  it("is not stored when its session ends, and is when its socket only closes", async () => {
    const { id, room, people, clients } = await gathering(2);
    const [ada, grace] = clients;
    const leaving = await RoomClient.connect(room, people[1]!);
    const ended = newId();
    const stolen = await RoomClient.connect(room, people[0]!, { sessionId: ended });
    const [first, second] = [await makeMedia(ada.person), await makeMedia(grace.person)];
    const kept = newId();
    const hold = await holdDatabase(room);
    stolen.sendNow({ t: "send", id: newId(), content: "", mediaIds: [first.id] });
    leaving.sendNow({ t: "send", id: kept, content: "", mediaIds: [second.id] });
    await hold.begun();
    await room.closeSession(people[0]!.id, ended);
    leaving.close();
    await hold.release();
    expect(await ada.event("message")).toMatchObject({ id: kept, seq: 1 });
    await eventually(async () => expect(await looseReferences(room)).toEqual([]));
    expect(await referencesOf(id)).toEqual([[kept, second.id]]);
  });

  it("is refused to somebody else who uses the id of what is under way", async () => {
    const { id, room, clients } = await gathering(2);
    const [ada, grace] = clients;
    const message = { id: newId(), content: "" };
    const [own, other] = [await makeMedia(ada.person), await makeMedia(grace.person)];
    const hold = await holdDatabase(room);
    const sent = ada.send("", { id: message.id, mediaIds: [own.id] });
    await hold.begun();
    const stolen = await room.post(grace.person.id, { ...message, mediaIds: [other.id] }, null);
    expect(stolen).toMatchObject({ code: "conflict" });
    await hold.release();
    expect(await sent).toBe(1);
    expect(await referencesOf(id)).toEqual([[message.id, own.id]]);
  });

  it("reaches a room beside a post from its visitors, too", async () => {
    const { id, room } = await openRoom(1, { type: "subject" });
    const visitor = await makePerson();
    const client = await RoomClient.connect(room, visitor, { visitor: true });
    const picture = await makeMedia(visitor);
    const messageId = newId();
    expect(await client.send("", { id: messageId, mediaIds: [picture.id] })).toBe(1);
    expect(await referencesOf(id)).toEqual([[messageId, picture.id]]);
    await evictDurableObject(room);
    const { items } = valueOf(await room.history(newId(), { limit: 5 }, []));
    expect(items).toMatchObject([{ media: [{ id: picture.id }] }]);
  });
});
