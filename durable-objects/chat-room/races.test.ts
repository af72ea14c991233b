/** What overlaps in a room: sessions that end while messages wait, archives that are written while clients are away. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { closeCodes } from "../../contract/live/protocol.ts";
import { makePerson } from "../../tests/harness/people.ts";
import {
  entrant,
  gathering,
  openRoom,
  readingTime,
  RoomClient,
  upgrade,
  valueOf,
} from "../../tests/harness/room-client.ts";
import { Sockets } from "./sockets.ts";

it("does not store what a session sent once it has ended, even when its token comes later", async () => {
  const { room, people } = await openRoom(2);
  const [ada] = people;
  const ended = newId();
  const first = await RoomClient.connect(room, ada!, { sessionId: ended });
  const other = await RoomClient.connect(room, ada!);
  await runInDurableObject(room, async (object, state) => {
    const [socket] = state.getWebSockets(ended);
    object.webSocketMessage(socket!, JSON.stringify({ t: "send", id: newId(), content: "Too late" }));
    await object.closeSession(ada!.id, ended);
  });
  expect(await first.closed()).toBe(closeCodes.sessionEnded);
  expect(await other.send("Still here")).toBe(1);
});

it("has a client page anew rather than showing an edit empty whose text has gone to the archive", async () => {
  const { room, clients } = await gathering(2);
  const [ada, grace] = clients;
  for (const content of ["One", "Two", "Three"]) await ada.send(content);
  await ada.say({ t: "edit", messageSeq: 1, content: "Uno" });
  await grace.upTo(4);
  await runInDurableObject(room, (_, { storage }) => {
    storage.sql.exec("UPDATE entries SET content = '' WHERE seq = 1");
    storage.sql.exec("INSERT INTO archive (first_seq, last_seq, texts, version, stale) VALUES (1, 1, 1, 1, 0)");
  });
  const back = await RoomClient.connect(room, grace.person, { since: 3 });
  expect(await back.answer("reset")).toMatchObject({ seq: 4 });
  expect(back.stored).toEqual([]);
});

it("lets somebody go who is erased while they only visit", async () => {
  const { room } = await openRoom(1, { type: "subject" });
  const visitor = await makePerson();
  const client = await RoomClient.connect(room, visitor, { visitor: true });
  await client.send("Hello");
  await room.forget(visitor.id);
  expect(await client.closed()).toBe(closeCodes.removed);
});

it("forgets invitations when it ends, and counts right however many leave at once", async () => {
  const { room, people } = await openRoom(4, { type: "group" });
  const [owner, ada, grace] = people;
  valueOf(await room.invite(owner!.id, { expiresAt: Date.now() + 60_000, maxUses: null }));
  await Promise.all([room.leave(ada!.id), room.remove(owner!.id, grace!.id)]);
  expect(await room.standing(owner!.id)).toMatchObject({ memberCount: 2 });
  valueOf(await room.close(owner!.id));
  const left = await runInDurableObject(room, (_, { storage }) =>
    storage.sql
      .exec("SELECT (SELECT count(*) FROM invites) AS invites, (SELECT member_count FROM room) AS members")
      .one(),
  );
  expect(left).toEqual({ invites: 0, members: 0 });
});

it("keeps a block that somebody's older list does not know of, and lets go of one that it still knows", async () => {
  const { room, clients } = await gathering(3, { type: "group" });
  const [ada, grace] = clients;
  await ada.send("Hello");
  const shows = async () => {
    const { items } = valueOf(await room.history(grace.person.id, { before: 2, limit: 1 }, false));
    return items.some((item) => !("t" in item));
  };
  const times = [readingTime(), readingTime(), readingTime(), readingTime()] as const;
  await room.separate(ada.person.id, grace.person.id, true, times[1]);
  await RoomClient.connect(room, grace.person, { hides: [], hidesAt: times[0] });
  expect(await shows()).toBe(false);
  await room.separate(ada.person.id, grace.person.id, false, times[3]);
  await RoomClient.connect(room, ada.person, { hides: [grace.person.id], hidesAt: times[2] });
  expect(await shows()).toBe(true);
  await evictDurableObject(room);
  await room.separate(ada.person.id, grace.person.id, true, times[2]);
  expect(await shows()).toBe(true);
});

it("has screens page anew when somebody brings a block that the room did not know of", async () => {
  const { room, clients } = await gathering(2, { type: "group" });
  const [ada, grace] = clients;
  await ada.send("Hello");
  await RoomClient.connect(room, grace.person, { hides: [ada.person.id] });
  for (const client of [ada, grace]) expect(await client.answer("reset")).toEqual({ t: "reset", seq: 1 });
});

it("keeps a visitor's block with a member when the visitor has gone", async () => {
  const { room, people } = await openRoom(2, { type: "subject" });
  const [ada] = people;
  const visitor = await makePerson();
  const reader = await RoomClient.connect(room, ada!);
  const sent = await room.post(visitor.id, { id: newId(), content: "Hello" }, entrant(visitor, { hides: [ada!.id] }));
  expect(await reader.event("hidden")).toEqual({ t: "hidden", seq: valueOf(sent).seq });
  expect(valueOf(await room.history(ada!.id, { limit: 5 }, false)).items).toMatchObject([{ t: "hidden" }]);
});

it("tells everybody here which settings are in force from now on", async () => {
  const { room, clients } = await gathering(2, { type: "group" });
  const [owner, ada] = clients;
  valueOf(await room.update(owner.person.id, { slowModeSeconds: 30 }));
  expect(await ada.event("settings")).toEqual({ t: "settings", slowModeSeconds: 30, retentionDays: null });
  valueOf(await room.update(owner.person.id, { retentionDays: 7 }));
  await ada.event("settings", { slowModeSeconds: 30, retentionDays: 7 });
});

it("opens no socket for a session that has ended on the way", async () => {
  const { room, people } = await openRoom(2);
  const [ada] = people;
  const connection = { ...entrant(ada!), sessionId: newId(), visitor: false };
  await room.closeSession(ada!.id, connection.sessionId);
  const answer = await upgrade(room, connection);
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ code: "unauthenticated" });
  expect((await upgrade(room, { ...connection, sessionId: newId() })).status).toBe(101);
});

it("does not take up a socket again that it has closed, when it wakes up before the other end has", async () => {
  const { room, people } = await openRoom(2);
  const [ada] = people;
  const client = await RoomClient.connect(room, ada!);
  const found = await runInDurableObject(room, async (object, state) => {
    const before = new Sockets(state).count;
    await object.closeSession(ada!.id, null);
    return [before, new Sockets(state).count];
  });
  expect(found).toEqual([1, 0]);
  expect(await client.closed()).toBe(closeCodes.sessionEnded);
});

it("shows outsiders of an open room nothing of those whom blocks keep from them", async () => {
  const { room, clients } = await gathering(2, { type: "subject" });
  const [ada, grace] = clients;
  const [first, second] = [await ada.send("Hello"), await grace.send("Hello there")];
  valueOf(await room.pin(ada.person.id, first, true));
  const outsider = await makePerson();
  const page = valueOf(await room.history(outsider.id, { limit: 10 }, [ada.person.id]));
  expect(page.items.slice(0, 2)).toMatchObject([
    { t: "hidden", seq: first },
    { seq: second, senderId: grace.person.id },
  ]);
  expect(valueOf(await room.pins(outsider.id, [ada.person.id]))).toEqual([]);
  const hits = valueOf(await room.search(outsider.id, { q: "hello", limit: 10 }, [ada.person.id]));
  expect(hits.items.map(({ seq }) => seq)).toEqual([second]);
  expect(valueOf(await room.search(outsider.id, { q: "hello", limit: 10 }, [])).items).toHaveLength(2);
});
