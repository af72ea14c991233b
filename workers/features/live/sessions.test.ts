import { createExecutionContext } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import type { HubAnswer } from "../../../contract/live/hub.ts";
import type { RoomAnswer } from "../../../contract/live/room.ts";
import { bcryptHash, password, signIn } from "../../../tests/harness/accounts.ts";
import { makeGroup } from "../../../tests/harness/conversations.ts";
import { api, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { openSocket, upgrade } from "../../../tests/harness/sockets.ts";
import { systemScope } from "../../effects/consumer.ts";
import { parseConfig } from "../../env.ts";
import { signAccess } from "../../http/tokens.ts";
import { closeSockets } from "../../live.ts";

let ada: Person;
let other: Person;
let roomId: string;
beforeEach(async () => {
  ada = await makePerson({ passwordHash: bcryptHash });
  const sessionId = newId();
  // The same person, signed in on another device.
  other = { ...ada, sessionId, token: await signAccess(parseConfig(env), { id: ada.id, role: ada.role, sessionId }) };
  roomId = (await makeGroup(ada, [await makePerson()])).id;
});

/** The live socket of a session, and the one of a room. */
async function sockets(session: Person) {
  const live = await openSocket<HubAnswer>("/v1/live", { as: session });
  const room = await openSocket<RoomAnswer>(`/v1/conversations/${roomId}/socket`, { as: session });
  return {
    live,
    room,
    closed: () => Promise.all([live.untilClosed(), room.untilClosed()]),
    areOpen: async () => {
      room.send({ t: "hello", since: null });
      await room.until((received) => received.find(({ t }) => t === "welcome"));
      return live.closed === null && room.closed === null;
    },
  };
}

describe("the sockets of a session", () => {
  it("close when somebody signs out, those of other sessions do not", async () => {
    const [mine, others] = [await sockets(ada), await sockets(other)];
    await api("/v1/auth/logout", { as: ada, method: "POST" });
    expect(await mine.closed()).toEqual([4401, 4401]);
    expect(mine.live.received.at(-1)).toEqual({ t: "events", events: [{ t: "session", ended: true }] });
    expect(await others.areOpen()).toBe(true);
  });

  it("close when another session changes the password", async () => {
    const [mine, others] = [await sockets(ada), await sockets(other)];
    const body = { currentPassword: password, password: "another long passphrase" };
    expect((await api("/v1/auth/change-password", { as: ada, body })).status).toBe(204);
    expect(await others.closed()).toEqual([4401, 4401]);
    expect(await mine.areOpen()).toBe(true);
  });

  it("close when the account is suspended, or deleted", async () => {
    const admin = await makePerson({ role: "admin" });
    const mine = await sockets(ada);
    await api(`/v1/admin/users/${ada.id}`, { as: admin, method: "PATCH", body: { status: "suspended" } });
    expect(await mine.closed()).toEqual([4401, 4401]);

    const eve = await makePerson({ passwordHash: bcryptHash });
    const live = await openSocket<HubAnswer>("/v1/live", { as: eve });
    await api("/v1/users/me", { as: eve, method: "DELETE", body: { password } });
    expect(await live.untilClosed()).toBe(4401);
  });

  it("cannot be opened any more, by whoever still has the token", async () => {
    const ended = { userId: ada.id, sessionIds: [ada.sessionId], except: null, at: Date.now() };
    await closeSockets(await systemScope(env, createExecutionContext(), "test"), ended);
    expect((await upgrade("/v1/live", { as: ada })).status).toBe(401);
    expect((await upgrade(`/v1/conversations/${roomId}/socket`, { as: ada })).status).toBe(401);
    expect((await openSocket<HubAnswer>("/v1/live", { as: other })).closed).toBeNull();
  });

  it("are left alone when an ending is told again that was before them", async () => {
    const ended = { userId: ada.id, sessionIds: null, except: null, at: Date.now() };
    const scope = await systemScope(env, createExecutionContext(), "test");
    const before = await sockets(ada);
    await closeSockets(scope, ended);
    expect(await before.closed()).toEqual([4401, 4401]);
    const { body } = await signIn(ada.username);
    const after = await openSocket<HubAnswer>("/v1/live", { as: { token: body.accessToken } });
    await closeSockets(scope, ended);
    after.send({ t: "fly" });
    await after.until((received) => received.find(({ t }) => t === "error"));
    expect(after.closed).toBeNull();
  });
});
