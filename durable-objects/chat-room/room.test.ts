import { evictDurableObject } from "cloudflare:test";
import { roomSuite } from "../../tests/harness/room-suite.ts";

let sent = 0;

roomSuite("a room", null);

roomSuite("a room that is put to sleep before every tenth frame", async ({ room }) => {
  sent += 1;
  if (sent % 10 === 0) await evictDurableObject(room);
});
