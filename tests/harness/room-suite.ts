/** How a room behaves towards its sockets. Written so that it holds whatever happens to the room between two frames. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { resumeCap, type StoredEvent } from "../../contract/live/room.ts";
import { type BeforeSend, entrant, gathering, RoomClient, setBeforeSend, valueOf } from "./room-client.ts";
import { abuse, blocks, passing, rules } from "./room-suite-people.ts";

const seqsOf = (events: readonly StoredEvent[]) => events.map(({ seq }) => seq);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Registers the suite; `hook` runs before every frame that a client sends. */
export function roomSuite(title: string, hook: BeforeSend | null): void {
  describe(`${title}:`, () => {
    beforeAll(() => setBeforeSend(hook));
    afterAll(() => setBeforeSend(null));
    messages();
    resuming();
    changes();
    passing();
    rules();
    blocks();
    abuse();
  });
}

function messages(): void {
  describe("messages", () => {
    it("are acknowledged with their seq and come to everybody, the sender included", async () => {
      const { clients } = await gathering(2);
      const [ada, grace] = clients;
      const id = newId();
      expect(await ada.send("Hello", { id })).toBe(1);
      for (const client of [ada, grace]) {
        const event = await client.event("message", { seq: 1 });
        expect(event).toMatchObject({ id, senderId: ada.person.id, content: "Hello", replyTo: null, mentions: [] });
      }
    });

    it("are numbered without gaps, whoever sends them, in the same order for all", async () => {
      const { clients } = await gathering(3);
      for (let round = 0; round < 10; round++) {
        await Promise.all(clients.map((client, index) => client.send(`${round} from ${index}`)));
      }
      for (const client of clients) {
        await client.upTo(30);
        expect(seqsOf(client.stored)).toEqual(upTo(30));
        expect(client.stored).toEqual(clients[0].stored);
      }
    });

    it("sent in one moment keep their order", async () => {
      const { clients } = await gathering(2);
      const [ada, grace] = clients;
      const ids = Array.from({ length: 40 }, () => newId());
      for (const id of ids) ada.sendNow({ t: "send", id, content: id });
      await grace.upTo(40);
      expect(grace.stored.map((event) => event.t === "message" && event.id)).toEqual(ids);
      expect((await Promise.all(ids.map((id) => ada.ackOf(id)))).map(({ seq }) => seq)).toEqual(upTo(40));
    });

    it("that are repeated are stored once, and acknowledged with the same seq again", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      const id = newId();
      expect([await ada.send("Once", { id }), await ada.send("Once", { id })]).toEqual([1, 1]);
      expect(valueOf(await room.post(ada.person.id, { id, content: "Once" }, null))).toEqual({ id, seq: 1 });
      expect(await ada.send("Twice")).toBe(2);
      await grace.upTo(2);
      expect(seqsOf(grace.stored)).toEqual([1, 2]);
    });

    it("with the id of somebody else's are refused", async () => {
      const { clients } = await gathering(2);
      const [ada, grace] = clients;
      const id = newId();
      await ada.send("Mine", { id });
      await grace.say({ t: "send", id, content: "Mine, too" });
      expect(await grace.answer("error")).toMatchObject({ code: "conflict", id });
    });

    it("answer others that exist, and only those", async () => {
      const { clients } = await gathering(2);
      const [ada, grace] = clients;
      const first = await ada.send("Question?");
      await grace.send("Answer.", { replyTo: first });
      expect(await ada.event("message", { seq: 2 })).toMatchObject({ replyTo: first });
      const id = newId();
      await grace.say({ t: "send", id, content: "To nothing", replyTo: 99 });
      expect(await grace.answer("error")).toMatchObject({ code: "validation_failed", id });
    });

    it("mention members by their usernames", async () => {
      const { clients, room } = await gathering(3);
      const [ada, grace, joan] = clients as [RoomClient, RoomClient, RoomClient];
      const names = `@${grace.person.username.toUpperCase()}, @${ada.person.username} and @nobody_of_us`;
      await ada.send(`Hello ${names}`);
      expect(await joan.event("message", { seq: 1 })).toMatchObject({ mentions: [grace.person.id] });
      expect(await room.standing(grace.person.id)).toMatchObject({ unread: 1, mentions: 1 });
      expect(await room.standing(joan.person.id)).toMatchObject({ unread: 1, mentions: 0 });
    });

    it("posted over HTTP come to the sockets", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      const sent = await room.post(ada.person.id, { id: newId(), content: "By post" }, null);
      expect(await grace.event("message")).toMatchObject({ seq: valueOf(sent).seq, content: "By post" });
    });
  });
}

function resuming(): void {
  describe("a client that says hello", () => {
    it("is welcomed with who is in and how far everybody has read", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada] = clients;
      await ada.send("Hello");
      await ada.say({ t: "read", upTo: 1 });
      await clients[1].event("read", { userId: ada.person.id, upTo: 1 });
      const grace = await RoomClient.connect(room, people[1]!);
      const welcome = await grace.answer("welcome");
      expect(welcome).toMatchObject({ seq: 1, role: "member", memberCount: 2, readUpTo: 0, mutedUntil: null });
      expect(new Set(welcome.members.map(({ id }) => id))).toEqual(new Set(people.map(({ id }) => id)));
      expect(welcome.reads).toEqual({ [ada.person.id]: 1 });
      expect(welcome.present.toSorted()).toEqual(people.map(({ id }) => id).sort());
    });

    it("gets everything after its `since` in order, and goes on live without a gap or a repeat", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada] = clients;
      for (const seq of upTo(5)) await ada.send(`Number ${seq}`);
      const back = await RoomClient.connect(room, people[1]!, { since: 2 });
      await ada.send("Number 6");
      await back.upTo(6);
      expect(seqsOf(back.stored)).toEqual(upTo(6, 3));
    });

    it("while others write misses nothing", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada] = clients;
      const writing = (async () => {
        for (const seq of upTo(30)) await ada.send(`Number ${seq}`);
      })();
      const backs = [];
      for (let visit = 0; visit < 5; visit++) backs.push(await RoomClient.connect(room, people[1]!, { since: 0 }));
      await writing;
      for (const back of backs) {
        await back.upTo(30);
        expect(seqsOf(back.stored)).toEqual(upTo(30));
      }
    });

    it("sees messages as they are now: what was edited is new, what was deleted does not come back", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada] = clients;
      const [kept, gone] = [await ada.send("First words"), await ada.send("A secret")];
      await ada.say({ t: "edit", messageSeq: kept, content: "Second words" });
      await ada.say({ t: "edit", messageSeq: gone, content: "A greater secret" });
      await ada.say({ t: "delete", messageSeq: gone });
      await ada.event("deleted");
      const back = await RoomClient.connect(room, people[1]!, { since: 0 });
      await back.upTo(5);
      expect(back.stored.map(({ t }) => t)).toEqual(["message", "message", "edited", "edited", "deleted"]);
      expect(back.stored[0]).toMatchObject({ content: "Second words" });
      expect(back.stored[1]).toMatchObject({ content: "", deleted: true });
      expect(back.raw.join()).not.toContain("secret");
    });

    it("after too much is told to page, and goes on live", async () => {
      const { clients, people, room } = await gathering(2);
      const [ada] = clients;
      const sender = { id: ada.person.id, username: ada.person.username };
      const { card } = entrant(sender);
      const items = upTo(resumeCap + 1).map((number) => ({
        t: "message" as const,
        id: newId(),
        sender: card,
        content: `Number ${number}`,
        createdAt: number,
      }));
      await room.bring(items);
      const back = await RoomClient.connect(room, people[1]!, { since: 0 });
      expect(await back.answer("reset")).toEqual({ t: "reset", seq: resumeCap + 1 });
      expect(await ada.send("On we go")).toBe(resumeCap + 2);
      await back.upTo(resumeCap + 2);
      expect(seqsOf(back.stored)).toEqual([resumeCap + 2]);
    });

    it("from the future is told to page, too", async () => {
      const { people, room } = await gathering(2);
      const back = await RoomClient.connect(room, people[1]!, { since: 7 });
      expect(await back.answer("reset")).toEqual({ t: "reset", seq: 0 });
    });

    it("gets `pong` for `ping`", async () => {
      const { clients } = await gathering(2);
      clients[0].sendNow("ping");
      expect(await clients[0].waitFor(() => clients[0].raw.find((text) => text === "pong"))).toBe("pong");
    });
  });
}

function changes(): void {
  describe("a message that is there", () => {
    it("is edited by its sender only", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      const messageSeq = await ada.send("Frist");
      await ada.say({ t: "edit", messageSeq, content: "First" });
      expect(await grace.event("edited")).toMatchObject({ seq: 2, messageSeq, content: "First" });
      await grace.say({ t: "edit", messageSeq, content: "Mine" });
      expect(await grace.answer("error")).toMatchObject({ code: "forbidden", messageSeq });
      const { items } = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
      expect(items).toMatchObject([{ content: "First", editedAt: expect.any(String), deleted: false }]);
    });

    it("is deleted by its sender and by those who manage the room", async () => {
      const { clients, room } = await gathering(3);
      const [owner, ada, grace] = clients as [RoomClient, RoomClient, RoomClient];
      const [first, second] = [await ada.send("One"), await ada.send("Two")];
      await grace.say({ t: "delete", messageSeq: first });
      expect(await grace.answer("error")).toMatchObject({ code: "forbidden" });
      await ada.say({ t: "delete", messageSeq: first });
      await owner.say({ t: "delete", messageSeq: second });
      expect(await grace.event("deleted", { messageSeq: second })).toMatchObject({ by: owner.person.id });
      const { items } = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
      expect(items).toMatchObject([
        { seq: first, content: "", deleted: true },
        { seq: second, content: "", deleted: true },
      ]);
      expect(await room.standing(grace.person.id)).toMatchObject({ unread: 0, lastMessage: { deleted: true } });
    });

    it("gets reactions, each person's once, which can be taken back", async () => {
      const { clients, room } = await gathering(2);
      const [ada, grace] = clients;
      const messageSeq = await ada.send("News!");
      const react = (on: boolean) => ({ t: "react", messageSeq, emoji: "🎉", on });
      await grace.say(react(true));
      await grace.say(react(true));
      await ada.event("reaction");
      await ada.say(react(true));
      expect(await ada.event("reaction", { userId: ada.person.id })).toMatchObject({ seq: 3, count: 2, on: true });
      await ada.say(react(false));
      expect(await grace.event("reaction", { on: false })).toMatchObject({ seq: 4, count: 1 });
      const { items } = valueOf(await room.history(grace.person.id, { limit: 10 }, false));
      expect(items).toMatchObject([{ reactions: [{ emoji: "🎉", count: 1, mine: true }] }]);
    });

    it("is pinned and shown among the pins", async () => {
      const { clients, room, people } = await gathering(3);
      const [owner, ada] = clients;
      const seq = await ada.send("Rules");
      expect(await room.pin(ada.person.id, seq, true)).toMatchObject({ ok: false, code: "forbidden" });
      valueOf(await room.pin(owner.person.id, seq, true));
      expect(await ada.event("pinned")).toMatchObject({ messageSeq: seq, on: true, by: owner.person.id });
      expect(valueOf(await room.pins(people[2]!.id, false))).toMatchObject([{ seq, content: "Rules", pinned: true }]);
      valueOf(await room.pin(owner.person.id, seq, false));
      expect(valueOf(await room.pins(people[2]!.id, false))).toEqual([]);
    });
  });
}
