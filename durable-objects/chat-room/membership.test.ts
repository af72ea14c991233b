import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { makePerson, type Person } from "../../tests/harness/people.ts";
import { entrant, gathering, openRoom, RoomClient, valueOf } from "../../tests/harness/room-client.ts";

type Three = [Person, Person, Person];

/** A group (or another kind of room) of an owner, somebody and another. */
async function trio(...overrides: [Parameters<typeof openRoom>[1]?]) {
  const { room, id, people } = await openRoom(3, { type: "group", ...overrides[0] });
  return { room, id, people: people as Three };
}

describe("coming in", () => {
  it("adds people at once, tells the others, and does not show them what was said before as unread", async () => {
    const { room, clients } = await gathering(3);
    await clients[0].send("Before");
    const newcomer = await makePerson();
    const added = valueOf(await room.add(clients[1].person.id, [entrant(newcomer)]));
    expect(added).toEqual({ added: [newcomer.id], banned: [] });
    expect(await clients[0].event("joined")).toMatchObject({ seq: 2, userId: newcomer.id, by: clients[1].person.id });
    expect(await room.standing(newcomer.id)).toMatchObject({
      state: "member",
      role: "member",
      unread: 0,
      memberCount: 4,
    });
    await clients[0].send("After");
    expect(await room.standing(newcomer.id)).toMatchObject({ unread: 1 });
  });

  it("changes nothing for people who are in already", async () => {
    const { room, people } = await trio();
    valueOf(await room.add(people[0].id, [entrant(people[1])]));
    expect(valueOf(await room.history(people[0].id, { limit: 10 }, false)).items).toEqual([]);
    expect(await room.standing(people[0].id)).toMatchObject({ memberCount: 3 });
  });

  it("is closed in conversations of two, and for channels opened to all by themselves", async () => {
    const direct = await openRoom(2);
    const newcomer = entrant(await makePerson());
    expect(await direct.room.add(direct.people[0]!.id, [newcomer])).toMatchObject({ code: "conflict" });
    expect(await direct.room.join(newcomer, null)).toMatchObject({ code: "forbidden" });
    const { room, people } = await trio({ type: "channel" });
    expect(await room.add(people[1].id, [newcomer])).toMatchObject({ code: "forbidden" });
    expect(valueOf(await room.join(newcomer, null))).toMatchObject({ state: "member", role: "member" });
    expect(valueOf(await room.join(newcomer, null))).toMatchObject({ memberCount: 4 });
  });

  it("makes whoever comes first into an empty channel its owner", async () => {
    const { room, people } = await openRoom(1, { type: "channel" });
    valueOf(await room.leave(people[0]!.id));
    const newcomer = await makePerson();
    expect(valueOf(await room.join(entrant(newcomer), null))).toMatchObject({ role: "owner", memberCount: 1 });
  });
});

describe("going", () => {
  it("hands the room over when its last owner leaves: to the oldest moderator, else to the oldest member", async () => {
    const { room, people } = await trio();
    const [owner, ada, grace] = people;
    valueOf(await room.changeMember(owner.id, grace.id, { role: "moderator" }));
    valueOf(await room.leave(owner.id));
    expect(await room.standing(grace.id)).toMatchObject({ role: "owner" });
    valueOf(await room.leave(grace.id));
    expect(await room.standing(ada.id)).toMatchObject({ role: "owner", memberCount: 1 });
    const { items } = valueOf(await room.history(ada.id, { limit: 10 }, false));
    expect(items.map((item) => ("t" in item ? item.t : "message"))).toEqual(["role", "left", "role", "left", "role"]);
  });

  it("ends a group with its last member", async () => {
    const { room, people } = await openRoom(1, { type: "group" });
    valueOf(await room.leave(people[0]!.id));
    expect(await room.standing(people[0]!.id)).toBeNull();
  });

  it("is not possible in a conversation of two", async () => {
    const { room, people } = await openRoom(2);
    expect(await room.leave(people[0]!.id)).toMatchObject({ code: "conflict" });
  });

  it("by a ban lasts until it is lifted", async () => {
    const { room, people } = await trio({ type: "channel" });
    const [owner, ada] = people;
    const client = await RoomClient.connect(room, ada);
    valueOf(await room.ban(owner.id, ada.id));
    expect(await client.closed()).toBe(4403);
    expect(await room.standing(ada.id)).toMatchObject({ state: "banned" });
    expect(await room.join(entrant(ada), null)).toMatchObject({ code: "forbidden" });
    expect(valueOf(await room.add(owner.id, [entrant(ada)]))).toEqual({ added: [], banned: [ada.id] });
    expect(valueOf(await room.bans(owner.id))).toMatchObject([{ userId: ada.id, by: owner.id }]);
    valueOf(await room.unban(owner.id, ada.id));
    expect(valueOf(await room.join(entrant(ada), null))).toMatchObject({ state: "member" });
  });
});

describe("roles", () => {
  it("decide who manages whom: nobody an equal, or somebody above", async () => {
    const { room, people } = await trio();
    const [owner, ada, grace] = people;
    expect(await room.remove(ada.id, grace.id)).toMatchObject({ code: "forbidden" });
    valueOf(await room.changeMember(owner.id, ada.id, { role: "moderator" }));
    expect(await room.remove(ada.id, owner.id)).toMatchObject({ code: "forbidden" });
    expect(await room.changeMember(ada.id, grace.id, { role: "moderator" })).toMatchObject({ code: "forbidden" });
    expect(valueOf(await room.changeMember(ada.id, grace.id, { role: "readonly" }))).toMatchObject({
      role: "readonly",
    });
    valueOf(await room.remove(ada.id, grace.id));
    expect(await room.bans(grace.id)).toMatchObject({ code: "not_found" });
  });

  it("are given away by an owner, who is a moderator then", async () => {
    const { room, people } = await trio();
    const [owner, ada] = people;
    expect(await room.changeMember(owner.id, owner.id, { role: "member" })).toMatchObject({ code: "conflict" });
    valueOf(await room.changeMember(owner.id, ada.id, { role: "owner" }));
    expect(await room.standing(ada.id)).toMatchObject({ role: "owner" });
    expect(await room.standing(owner.id)).toMatchObject({ role: "moderator" });
  });

  it("tell of strangers as little as of members, to those who manage nobody", async () => {
    const { room, people } = await trio();
    const nobody = newId();
    expect(await room.remove(people[1].id, nobody)).toMatchObject({ code: "forbidden" });
    expect(await room.remove(people[0].id, nobody)).toMatchObject({ code: "not_found" });
  });
});

describe("settings", () => {
  it("of the room are changed by those who manage it, and the name is told", async () => {
    const { room, people } = await trio();
    const [owner, ada] = people;
    const client = await RoomClient.connect(room, ada);
    expect(await room.update(ada.id, { name: "Mine" })).toMatchObject({ code: "forbidden" });
    valueOf(await room.update(owner.id, { name: "Ours", topic: "Everything" }));
    expect(await client.event("renamed")).toMatchObject({ name: "Ours", topic: "Everything", by: owner.id });
    valueOf(await room.update(owner.id, { slowModeSeconds: 5, retentionDays: 30 }));
    expect(await room.standing(ada.id)).toMatchObject({ slowModeSeconds: 5, retentionDays: 30 });
    valueOf(await room.changeMember(owner.id, ada.id, { role: "moderator" }));
    expect(await room.update(ada.id, { retentionDays: null })).toMatchObject({ code: "forbidden" });
  });

  it("of a member are their own", async () => {
    const { room, people } = await trio();
    expect(valueOf(await room.configure(people[1].id, { muted: true }))).toMatchObject({
      muted: true,
      archived: false,
    });
    expect(valueOf(await room.configure(people[1].id, { archived: true }))).toMatchObject({
      muted: true,
      archived: true,
    });
    expect(await room.standing(people[2].id)).toMatchObject({ muted: false, archived: false });
  });
});

describe("a request", () => {
  it("becomes a conversation when it is answered, and shows nobody that it was read", async () => {
    const { room, people } = await openRoom(2, { members: [{}, { state: "request" }] });
    const [ada, grace] = await Promise.all(people.map((person) => RoomClient.connect(room, person)));
    await ada!.send("May I?");
    await grace!.say({ t: "typing" });
    await grace!.say({ t: "read", upTo: 1 });
    expect(await room.standing(people[1]!.id)).toMatchObject({ state: "request" });
    await grace!.send("You may");
    expect(await room.standing(people[1]!.id)).toMatchObject({ state: "member", readUpTo: 1 });
    await ada!.upTo(2);
    expect(ada!.events.map(({ t }) => t)).toEqual(["message", "message"]);
  });
});

describe("an end", () => {
  it("is made by the owner: sockets close and nothing is left", async () => {
    const { room, people } = await trio();
    const [owner, ada] = people;
    const client = await RoomClient.connect(room, ada);
    await client.send("Last words");
    expect(await room.close(ada.id)).toMatchObject({ code: "forbidden" });
    valueOf(await room.close(owner.id));
    expect(await client.closed()).toBe(4403);
    expect(await room.standing(owner.id)).toBeNull();
    expect(await room.history(owner.id, { limit: 10 }, [])).toMatchObject({ code: "not_found" });
    expect(await room.post(ada.id, { id: newId(), content: "Hello?" }, null)).toMatchObject({ code: "not_found" });
    expect(await room.close(owner.id)).toMatchObject({ code: "not_found" });
  });

  it("of an account takes what the person wrote and takes them out", async () => {
    const { room, people } = await trio();
    const [owner, ada, grace] = people;
    const client = await RoomClient.connect(room, ada);
    const watcher = await RoomClient.connect(room, grace);
    const seq = await client.send("Remember me");
    await room.forget(ada.id);
    expect(await client.closed()).toBe(4403);
    expect(await watcher.event("deleted")).toMatchObject({ messageSeq: seq });
    expect(await watcher.event("left")).toMatchObject({ userId: ada.id });
    const { items } = valueOf(await room.history(owner.id, { limit: 10 }, false));
    expect(JSON.stringify(items)).not.toContain("Remember");
  });
});
