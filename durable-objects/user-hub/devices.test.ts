import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { HubAnswer } from "../../contract/live/hub.ts";
import { closeCodes } from "../../contract/live/protocol.ts";
import { env, makePerson, type Person } from "../../tests/harness/people.ts";
import { openSocket } from "../../tests/harness/sockets.ts";
import { hubAddress } from "../addresses.ts";

const live = (as: Person) => openSocket<HubAnswer>("/v1/live", { as });
const notification = { id: newId(), kind: "message", subject: { type: "conversation", id: newId() }, createdAt: "" };

describe("a live socket", () => {
  it("begins with what is unread, and answers a ping and a close", async () => {
    const ada = await makePerson();
    const socket = await live(ada);
    expect(await socket.until(([first]) => first)).toEqual({
      t: "welcome",
      userId: ada.id,
      unread: { conversations: 0, notifications: 0 },
    });
    socket.send("ping");
    expect(await socket.until((received) => received[1])).toBe("pong");
    socket.close();
    expect(await socket.untilClosed()).toBe(1000);
  });

  it("answers bad frames with errors and goes on", async () => {
    const socket = await live(await makePerson());
    socket.send("{");
    socket.send({ t: "fly" });
    socket.send("x".repeat(70_000));
    const codes = await socket.until((received) => {
      const errors = received.flatMap((answer) => (answer.t === "error" ? [answer.code] : []));
      return errors.length === 3 ? errors : undefined;
    });
    expect(codes).toEqual(["malformed", "validation_failed", "payload_too_large"]);
    socket.send({ t: "state", state: "away" });
    expect(socket.closed).toBeNull();
  });

  it("is closed when bad frames flood it", async () => {
    const socket = await live(await makePerson());
    for (let sent = 0; sent < 30; sent++) socket.send("{");
    expect(await socket.untilClosed()).toBe(closeCodes.badFrames);
  });

  it("is closed when good frames flood it", async () => {
    const socket = await live(await makePerson());
    for (let sent = 0; sent < 80; sent++) socket.send({ t: "state", state: "online" });
    expect(await socket.untilClosed()).toBe(closeCodes.flooding);
  });

  it("outlives the eviction of its object", async () => {
    const ada = await makePerson();
    const socket = await live(ada);
    await socket.until(([first]) => first);
    const hub = hubAddress(env, ada.id);
    await evictDurableObject(hub);
    await hub.notify(notification);
    expect(await socket.until((received) => received[1])).toEqual({
      t: "events",
      events: [{ t: "notification", notification }],
    });
  });

  it("is told apart from other people's", async () => {
    const [ada, grace] = [await makePerson(), await makePerson()];
    const [hers, other] = [await live(ada), await live(grace)];
    await hubAddress(env, ada.id).notify(notification);
    await hers.until((received) => received[1]);
    expect(other.received.map(({ t }) => t)).toEqual(["welcome"]);
  });
});
