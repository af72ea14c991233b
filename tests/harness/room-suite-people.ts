/** The part of the suite of rooms about people: what passes between them, who may what, blocks, abuse. */
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { makePerson } from "./people.ts";
import { entrant, gathering, openRoom, readingTime, RoomClient, upgrade, valueOf } from "./room-client.ts";

export function passing(): void {
  describe("what passes", () => {
    it("is told to the others and has no seq: typing, reading, being here", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada, grace] = clients;
      await ada.send("Hello");
      await grace.say({ t: "typing" });
      expect(await ada.event("typing")).toEqual({ t: "typing", userId: grace.person.id });
      await grace.say({ t: "read", upTo: 100 });
      expect(await ada.event("read")).toEqual({ t: "read", userId: grace.person.id, upTo: 1 });
      expect(await room.standing(people[1]!.id)).toMatchObject({ readUpTo: 1, unread: 0 });
      grace.close();
      await ada.event("presence", { userId: grace.person.id, state: "offline" });
    });

    it("keeps cursors where they are when they are told to go back", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      for (const word of ["one", "two", "three"]) await ada.send(word);
      const { id } = grace.person;
      expect(valueOf(await room.read(id, 2))).toEqual({ readUpTo: 2, unread: 1, mentions: 0 });
      expect(valueOf(await room.read(id, 1))).toEqual({ readUpTo: 2, unread: 1, mentions: 0 });
      expect(valueOf(await room.read(id, 9))).toEqual({ readUpTo: 3, unread: 0, mentions: 0 });
    });

    it("says nothing of people who do not want to be seen", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada, grace] = clients;
      grace.close();
      await ada.event("presence", { userId: grace.person.id, state: "offline" });
      const hidden = await RoomClient.connect(room, people[1]!, { showsPresence: false });
      await hidden.send("I am here");
      await ada.upTo(1);
      expect((await hidden.answer("welcome")).present).toEqual([ada.person.id]);
      const states = ada.events.flatMap((event) => (event.t === "presence" ? [event.state] : []));
      expect(states.at(-1)).toBe("offline");
    });
  });
}

export function rules(): void {
  describe("who may what", () => {
    it("is not for outsiders: no socket, no history, no message", async () => {
      const { room } = await openRoom(2);
      const stranger = await makePerson();
      const connection = { ...entrant(stranger), sessionId: stranger.sessionId, visitor: false };
      const refusal = await upgrade(room, connection);
      expect([refusal.status, await refusal.json()]).toMatchObject([404, { code: "not_found" }]);
      expect(await room.history(stranger.id, { limit: 10 }, false)).toMatchObject({ code: "not_found" });
      expect(await room.post(stranger.id, { id: newId(), content: "Hi" }, null)).toMatchObject({ code: "not_found" });
    });

    it("ends for somebody who is removed: their sockets close at once with 4403", async () => {
      const { clients, room } = await gathering(3);
      const [owner, ada, grace] = clients as [RoomClient, RoomClient, RoomClient];
      valueOf(await room.remove(owner.person.id, ada.person.id));
      expect(await ada.closed()).toBe(4403);
      expect(await grace.event("left")).toMatchObject({ userId: ada.person.id, reason: "removed" });
      expect(await room.standing(ada.person.id)).toMatchObject({ state: "none", role: null });
    });

    it("keeps the muted and the read-only from writing, not from reading", async () => {
      const { clients, room } = await gathering(3);
      const [owner, ada, grace] = clients as [RoomClient, RoomClient, RoomClient];
      valueOf(await room.changeMember(owner.person.id, ada.person.id, { mutedUntil: Date.now() + 3_600_000 }));
      valueOf(await room.changeMember(owner.person.id, grace.person.id, { role: "readonly" }));
      for (const client of [ada, grace]) {
        const id = newId();
        await client.say({ t: "send", id, content: "Let me" });
        expect(await client.answer("error")).toMatchObject({ code: "forbidden", id });
      }
      const seq = await owner.send("Listen");
      await Promise.all([ada.upTo(seq), grace.upTo(seq)]);
      valueOf(await room.changeMember(owner.person.id, ada.person.id, { mutedUntil: null }));
      await ada.send("Thank you");
    });

    it("makes members wait in slow mode, and lets those who manage the room speak", async () => {
      const { clients, room } = await gathering(3);
      const [owner, ada] = clients;
      valueOf(await room.update(owner.person.id, { slowModeSeconds: 600 }));
      await ada.send("One");
      const id = newId();
      await ada.say({ t: "send", id, content: "Two" });
      expect(await ada.answer("error")).toMatchObject({ code: "rate_limited", id });
      await owner.send("One");
      await owner.send("Two");
    });

    it("lets visitors into the room of a subject, without an entry of their own", async () => {
      const { room, people } = await openRoom(1, { type: "subject" });
      const visitor = await makePerson();
      const [owner, client] = [
        await RoomClient.connect(room, people[0]!),
        await RoomClient.connect(room, visitor, { visitor: true }),
      ];
      await client.send("Nice post");
      expect(await owner.event("message")).toMatchObject({ senderId: visitor.id });
      expect(await room.standing(visitor.id)).toMatchObject({ state: "none", memberCount: 1 });
      valueOf(await room.ban(people[0]!.id, visitor.id));
      expect(await client.closed()).toBe(4403);
      const again = await upgrade(room, { ...entrant(visitor), sessionId: visitor.sessionId, visitor: true });
      expect(again.status).toBe(404);
      const other = await RoomClient.connect(room, await makePerson(), { visitor: true });
      valueOf(await room.close(null));
      expect(await other.closed()).toBe(4403);
    });

    it("closes the sockets of a session that has ended, and no others", async () => {
      const { clients, room, people } = await gathering(2);
      const [ada] = clients;
      const other = await RoomClient.connect(room, people[0]!, { sessionId: newId() });
      await room.closeSession(ada.person.id, ada.person.sessionId);
      expect(await ada.closed()).toBe(4401);
      await other.send("Still here");
      await room.closeSession(ada.person.id, null);
      expect(await other.closed()).toBe(4401);
    });
  });
}

export function blocks(): void {
  describe("a block", () => {
    it("puts `hidden` in the place of what the other makes, live, when resuming and in history", async () => {
      const { people, room } = await openRoom(3);
      const [owner, blocked, other] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
      const reader = await RoomClient.connect(room, owner, { hides: [blocked.id] });
      const maker = await RoomClient.connect(room, blocked, { hides: [owner.id] });
      const third = await RoomClient.connect(room, other);
      await maker.send("Can you see this?");
      await maker.say({ t: "typing" });
      await third.send("I can");
      await maker.say({ t: "react", messageSeq: 2, emoji: "👍", on: true });
      await third.upTo(3);
      await reader.upTo(3);
      expect(reader.events.filter(({ t }) => t !== "presence")).toMatchObject([
        { t: "hidden", seq: 1 },
        { t: "message", seq: 2 },
        { t: "hidden", seq: 3 },
      ]);
      await third.event("typing");
      const back = await RoomClient.connect(room, owner, { since: 0, hides: [blocked.id] });
      await back.upTo(3);
      expect(back.stored.map(({ t }) => t)).toEqual(["hidden", "message", "hidden"]);
      expect((await back.answer("welcome")).members.map(({ id }) => id)).not.toContain(blocked.id);
      const { items } = valueOf(await room.history(owner.id, { limit: 10 }, false));
      expect(items).toMatchObject([{ t: "hidden", seq: 1 }, { content: "I can" }]);
      expect(await room.standing(owner.id)).toMatchObject({ unread: 1, lastMessage: { seq: 2 } });
    });

    it("holds both ways, and ends writing between two", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      await grace.send("Hello?");
      await room.separate(ada.person.id, grace.person.id, true, readingTime());
      ada.connection.hides = [grace.person.id];
      grace.connection.hides = [ada.person.id];
      await Promise.all([ada.answer("reset"), grace.answer("reset")]);
      for (const client of [ada, grace]) {
        const id = newId();
        await client.say({ t: "send", id, content: "No" });
        expect(await client.answer("error")).toMatchObject({ code: "forbidden", id });
      }
      expect(await room.standing(ada.person.id)).toMatchObject({ unread: 0, lastMessage: null });
      await room.separate(grace.person.id, ada.person.id, false, readingTime());
      for (const client of [ada, grace]) client.connection.hides = [];
      expect(await room.standing(ada.person.id)).toMatchObject({ unread: 1 });
      await ada.send("Peace");
    });
  });
}

export function abuse(): void {
  describe("frames that are not of the protocol", () => {
    it("are answered with an error each, and the socket stays open", async () => {
      const { clients } = await gathering(2);
      const [ada] = clients;
      const id = newId();
      const bad: (string | object)[] = [
        "not json",
        new ArrayBuffer(3),
        { t: "dance" },
        { t: "send", id, content: "" },
        { t: "send", id, content: "x", extra: true },
        "x".repeat(70_000),
        { t: "hello", since: -1 },
        "null",
        "[]",
      ];
      for (const frame of bad) ada.sendNow(frame);
      await ada.waitFor(() => ada.all("error").length === bad.length || undefined);
      expect(ada.all("error").map(({ code }) => code)).toEqual([
        "malformed",
        "malformed",
        "validation_failed",
        "validation_failed",
        "validation_failed",
        "payload_too_large",
        "validation_failed",
        "validation_failed",
        "validation_failed",
      ]);
      expect(ada.all("error")[3]).toMatchObject({ id });
      await ada.send("Now properly");
    });

    it("that name another sender are refused, and nothing is stored", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      const id = newId();
      ada.sendNow({ t: "send", id, content: "Signed by another", senderId: grace.person.id });
      expect(await ada.answer("error")).toMatchObject({ code: "validation_failed", id });
      expect(await ada.send("Signed by myself")).toBe(1);
      expect(await grace.event("message")).toMatchObject({ senderId: ada.person.id });
      expect(await room.standing(grace.person.id)).toMatchObject({ unread: 1 });
    });

    it("that arrive after their sender was removed change nothing", async () => {
      const { clients, room } = await gathering(3);
      const [owner, ada] = clients;
      const removal = room.remove(owner.person.id, ada.person.id);
      await owner.event("left", { userId: ada.person.id });
      if (ada.closeCode === null) ada.sendNow({ t: "send", id: newId(), content: "One last word" });
      valueOf(await removal);
      expect(await ada.closed()).toBe(4403);
      expect(await owner.send("They are gone")).toBe(2);
    });

    it("that cost nothing are refused when there are too many, and then close the socket with 4429", async () => {
      const { clients } = await gathering(2);
      const [ada, grace] = clients;
      for (let frame = 0; frame < 400; frame++) ada.sendNow({ t: "typing" });
      expect(await ada.closed()).toBe(4429);
      expect(new Set(ada.all("error").map(({ code }) => code))).toEqual(new Set(["rate_limited"]));
      await grace.send("I may");
    });

    it("close the socket with 4400 when there are too many", async () => {
      const { clients } = await gathering(2);
      for (let frame = 0; frame < 30; frame++) clients[0].sendNow("{");
      expect(await clients[0].closed()).toBe(4400);
    });

    it("are taken up to the person's limit, refused beyond it, and close the socket with 4429 far beyond", async () => {
      const { clients } = await gathering(2);
      const [ada, grace] = clients;
      for (let number = 0; number < 450; number++) ada.sendNow({ t: "send", id: newId(), content: `${number}` });
      expect(await ada.closed()).toBe(4429);
      const taken = ada.all("ack").length;
      expect(taken).toBeGreaterThanOrEqual(300);
      expect(taken).toBeLessThan(320);
      expect(ada.all("error").every(({ code }) => code === "rate_limited")).toBe(true);
      await grace.upTo(taken);
      await grace.send("I may");
    });
  });
}
