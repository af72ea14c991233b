import { afterEach, describe, expect, it, vi } from "vitest";
import { newId } from "../../contract/ids.ts";
import { closeCodes } from "../../contract/live/protocol.ts";
import { entrant, gathering, RoomClient, type RoomStub, valueOf } from "../../tests/harness/room-client.ts";
import type { Imported } from "./types.ts";

/** Messages of the greatest length, five thousand characters each. */
function flood({ person }: RoomClient, count: number): Imported[] {
  const { card: sender } = entrant(person);
  const content = "x".repeat(5_000);
  return Array.from({ length: count }, () => ({ t: "message", id: newId(), sender, content, createdAt: 1_000 }));
}

/** A room with a client that says that it reads, and one that does not. */
async function pair() {
  const { room, clients, people } = await gathering(3);
  const silent = await RoomClient.connect(room, people[2]!, { silent: true });
  return { room, reading: clients[0], silent };
}

/** Brings in so many messages and waits until they have arrived. */
async function bring(room: RoomStub, reading: RoomClient, count: number, upTo: number): Promise<void> {
  await room.bring(flood(reading, count));
  await reading.upTo(upTo);
}

afterEach(() => vi.restoreAllMocks());

describe("a client that was sent much", () => {
  it("is closed with 4408 when it does not say that it reads; one that does stays, however fast it comes", async () => {
    const { room, reading, silent } = await pair();
    await bring(room, reading, 900, 900);
    await bring(room, reading, 900, 1_800);
    expect(await silent.closed()).toBe(closeCodes.slow);
    await bring(room, reading, 900, 2_700);
    expect(await reading.send("Still here")).toBe(2_701);
    expect(valueOf(await room.history(reading.person.id, { limit: 1 }, false)).items).toMatchObject([{ seq: 2_701 }]);
  });

  it("is closed after a mebi when nothing was heard of it for a minute, and not before", async () => {
    const { room, reading, silent } = await pair();
    const start = Date.now();
    await bring(room, reading, 250, 250);
    await silent.upTo(250);
    const clock = vi.spyOn(Date, "now").mockReturnValue(start + 50_000);
    await bring(room, reading, 1, 251);
    await silent.upTo(251);
    expect(silent.closeCode).toBeNull();
    clock.mockReturnValue(start + 120_000);
    await bring(room, reading, 1, 252);
    expect(await silent.closed()).toBe(closeCodes.slow);
    expect(reading.closeCode).toBeNull();
  });
});
