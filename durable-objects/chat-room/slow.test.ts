import { expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { closeCodes } from "../../contract/live/protocol.ts";
import { entrant, gathering, type RoomClient, valueOf } from "../../tests/harness/room-client.ts";
import type { Imported } from "./types.ts";

/** Four and a half million characters, in messages of the greatest length. */
function flood({ person }: RoomClient): Imported[] {
  const { card: sender } = entrant(person);
  const content = "x".repeat(5_000);
  return Array.from({ length: 900 }, () => ({ t: "message" as const, id: newId(), sender, content, createdAt: 1_000 }));
}

it("a socket is closed with 4408 when far too much went to it and its client was not heard of; one that pings stays", async () => {
  const { clients, room, people } = await gathering(2);
  const [silent, alive] = clients;
  await room.bring(flood(alive));
  await alive.upTo(900);
  alive.sendNow("ping");
  await alive.waitFor(() => alive.raw.find((text) => text === "pong"));
  await room.bring(flood(alive));
  expect(await silent.closed()).toBe(closeCodes.slow);
  await alive.upTo(1_800);
  expect(await alive.send("Still here")).toBe(1_801);
  expect(valueOf(await room.history(people[0]!.id, { limit: 1 }, false)).items).toMatchObject([{ seq: 1_801 }]);
});
