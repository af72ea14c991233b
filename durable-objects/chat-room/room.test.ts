import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { openRoom, RoomClient, valueOf } from "../../tests/harness/room-client.ts";

describe("a message", () => {
  it("is acknowledged with its seq and comes to everybody who is here, the sender included", async () => {
    const { room, people } = await openRoom(2);
    const [ada, grace] = await Promise.all(people.map((person) => RoomClient.connect(room, person)));
    const id = newId();
    expect(await ada!.send("Hello", { id })).toBe(1);
    for (const client of [ada!, grace!]) {
      const event = await client.event("message", { seq: 1 });
      expect(event).toMatchObject({ id, senderId: ada!.person.id, content: "Hello", replyTo: null, mentions: [] });
    }
  });
});

describe("history", () => {
  it("shows it", async () => {
    const { room, people } = await openRoom(2);
    const ada = await RoomClient.connect(room, people[0]!);
    for (const word of ["one", "two", "three"]) await ada.send(word);
    const page = valueOf(await room.history(people[1]!.id, { limit: 2 }, false));
    expect(page).toMatchObject({ firstSeq: 2, lastSeq: 3, items: [{ content: "two" }, { content: "three" }] });
    expect(await room.standing(people[1]!.id)).toMatchObject({ unread: 3, lastMessage: { content: "three" } });
  });
});
