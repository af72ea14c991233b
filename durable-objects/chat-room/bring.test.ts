import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { makePerson, type Person } from "../../tests/harness/people.ts";
import { entrant, openRoom, RoomClient, valueOf } from "../../tests/harness/room-client.ts";
import type { Imported } from "./types.ts";

const said = (
  person: Person,
  content: string,
  createdAt: number,
  more: { id?: string; replyToId?: string } = {},
): Imported => ({
  t: "message",
  id: newId(createdAt),
  sender: entrant(person).card,
  content,
  createdAt,
  ...more,
});

describe("bringing in", () => {
  it("keeps order, times and replies, and is harmless to repeat", async () => {
    const { room, people } = await openRoom(2);
    const [ada, grace] = people as [Person, Person];
    const question = said(ada, "Question?", 1_000);
    const answer = said(grace, "Answer.", 2_000, { replyToId: question.id });
    expect(await room.bring([question, answer])).toEqual({ accepted: 2, repeated: 0 });
    expect(await room.bring([question, answer, said(ada, "Thanks", 3_000)])).toEqual({ accepted: 1, repeated: 2 });
    const { items } = valueOf(await room.history(ada.id, { limit: 10 }, false));
    expect(items).toMatchObject([
      { seq: 1, content: "Question?", replyTo: null, createdAt: "1970-01-01T00:00:01.000Z" },
      { seq: 2, content: "Answer.", replyTo: 1, createdAt: "1970-01-01T00:00:02.000Z" },
      { seq: 3, content: "Thanks" },
    ]);
    expect(await room.standing(grace.id)).toMatchObject({ unread: 0, readUpTo: 3, lastAt: 3_000 });
  });

  it("leaves unread what was unread, and puts nothing old before something newer in lists", async () => {
    const { room, people } = await openRoom(2);
    const [ada, grace] = people as [Person, Person];
    const client = await RoomClient.connect(room, ada);
    const before = Date.now();
    await client.send("New");
    await room.bring([said(ada, "Old", 1_000)]);
    const standing = await room.standing(grace.id);
    expect(standing).toMatchObject({ unread: 2, readUpTo: 0 });
    expect(standing?.lastAt).toBeGreaterThanOrEqual(before);
    await client.event("message", { content: "Old" });
  });

  it("records comings and goings, and leaves who is in as it is", async () => {
    const { room, people } = await openRoom(1, { type: "channel" });
    const former = await makePerson();
    const came = (t: "joined" | "left", createdAt: number): Imported => ({
      t,
      id: newId(createdAt),
      person: entrant(former).card,
      createdAt,
    });
    await room.bring([came("joined", 1_000), came("left", 3_000)]);
    expect(await room.standing(former.id)).toMatchObject({ state: "none", memberCount: 1 });
    const { items } = valueOf(await room.history(people[0]!.id, { limit: 10 }, false));
    expect(items).toMatchObject([
      { t: "joined", userId: former.id, by: former.id },
      { t: "left", reason: "left" },
    ]);
  });

  it("takes many at once, and has whoever is here page for them", async () => {
    const { room, people } = await openRoom(2);
    const items = Array.from({ length: 3_000 }, (_, index) =>
      said(people[index % 2]!, `Number ${index}`, 1_000 + index),
    );
    const client = await RoomClient.connect(room, people[0]!);
    expect(await room.bring(items)).toEqual({ accepted: 3_000, repeated: 0 });
    expect(await client.answer("reset")).toEqual({ t: "reset", seq: 3_000 });
    expect(valueOf(await room.history(people[0]!.id, { limit: 1 }, false)).items).toMatchObject([{ seq: 3_000 }]);
  });
});
