import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { without } from "../../tests/harness/faults.ts";
import { cutOff, gathering, RoomClient } from "../../tests/harness/room-client.ts";
import { roomSuite } from "../../tests/harness/room-suite.ts";

let sent = 0;

roomSuite("a room that is cut off before every tenth frame", async ({ room }) => {
  sent += 1;
  if (sent % 10 === 0) await cutOff(room);
});

/**
 * Messages to a room that is cut off before every tenth, which is sent once more, as by a client whose ack was lost. At the end
 * everybody has all of them once and in order, also somebody who comes late.
 */
async function ordeal(): Promise<void> {
  const { clients, people, room } = await gathering(3);
  const ids: string[] = [];
  for (let number = 1; number <= 30; number++) {
    const client = clients[number % clients.length] ?? clients[0];
    const id = newId();
    ids.push(id);
    await client.send(`Number ${number}`, { id });
    if (number % 10 > 0) continue;
    await cutOff(room);
    await client.send(`Number ${number}`, { id });
  }
  const late = await RoomClient.connect(room, people[0] ?? clients[0].person, { since: 0 });
  ids.push(newId());
  const last = await clients[0].send("The last one", { id: ids.at(-1) ?? "" });
  for (const client of [...clients, late]) {
    await client.upTo(last);
    expect(client.stored.map((event) => event.t === "message" && event.id)).toEqual(ids);
    expect(client.stored.map(({ seq }) => seq)).toEqual(ids.map((_, index) => index + 1));
  }
}

describe("whatever is cut off", () => {
  it("all messages arrive, once and in order", () => expect(ordeal()).resolves.toBeUndefined());

  it("they would not without resuming", () =>
    without("room.omit-resume", () => expect(ordeal()).rejects.toThrow("to deeply equal")));

  it("they would not without the check of their ids", () =>
    without("room.omit-id-check", () => expect(ordeal()).rejects.toThrow("to deeply equal")));
});
