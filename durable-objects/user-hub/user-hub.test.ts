import { describe, expect, it } from "vitest";
import type { HubAnswer } from "../../contract/live/hub.ts";
import { makePerson, type Person } from "../../tests/harness/people.ts";
import { openSocket } from "../../tests/harness/sockets.ts";

const live = (as: Person) => openSocket<HubAnswer>("/v1/live", { as });

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
});
