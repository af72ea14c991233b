import { runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Problem } from "../../../contract/errors.ts";
import { newId } from "../../../contract/ids.ts";
import { closeCodes, subprotocol, ticketSeconds } from "../../../contract/live/protocol.ts";
import type { RoomAnswer } from "../../../contract/live/room.ts";
import { revocations } from "../../../db/schema.ts";
import { hubAddress } from "../../../durable-objects/addresses.ts";
import { forgetRevocations } from "../../http/session.ts";
import { makeChannel, makeGroup } from "../../../tests/harness/conversations.ts";
import { api, db, env, makePerson, origin, type Person } from "../../../tests/harness/people.ts";
import { openSocket, upgrade, type UpgradeOptions } from "../../../tests/harness/sockets.ts";
import { makePost } from "../../../tests/harness/posts.ts";

let ada: Person;
let ben: Person;
let group: Conversation;
beforeEach(async () => {
  [ada, ben] = await Promise.all([makePerson(), makePerson()]);
  group = await makeGroup(ada, [ben]);
});

const socketOf = (id: string) => `/v1/conversations/${id}/socket`;
const ticketFor = async (person: Person) =>
  (await api<{ ticket: string }>("/v1/live/ticket", { as: person, method: "POST" })).body.ticket;
const codeOf = async (response: Response) => (await response.json<Problem>()).code;

/** Opens a room's socket, says hello and answers what comes first. */
async function greet(path: string, options: UpgradeOptions) {
  const socket = await openSocket<RoomAnswer>(path, options);
  socket.send({ t: "hello", since: null });
  return { socket, first: await socket.until(([answer]) => answer) };
}

describe("the socket of a room", () => {
  it("opens with the Authorization header, as native clients send it", async () => {
    const response = await upgrade(socketOf(group.id), { as: ben });
    expect(response.status).toBe(101);
    expect(response.headers.get("Sec-WebSocket-Protocol")).toBe(subprotocol);
    const { socket, first } = await greet(socketOf(group.id), { as: ben });
    expect(first).toMatchObject({ t: "welcome", role: "member", memberCount: 2 });
    socket.close();
  });

  it("opens once with a ticket, as browsers do", async () => {
    const ticket = await ticketFor(ada);
    const own = { headers: { Origin: origin } };
    const { socket, first } = await greet(`${socketOf(group.id)}?ticket=${ticket}`, own);
    expect(first).toMatchObject({ t: "welcome", role: "owner" });
    socket.close();
    const again = await upgrade(`${socketOf(group.id)}?ticket=${ticket}`, own);
    expect([again.status, await codeOf(again)]).toEqual([401, "unauthenticated"]);
  });

  it("leaves neither ticket nor token in the logs", async () => {
    const spies = (["log", "info", "warn", "error", "debug"] as const).map((level) => vi.spyOn(console, level));
    const ticket = await ticketFor(ada);
    const { socket } = await greet(`${socketOf(group.id)}?ticket=${ticket}`, {});
    await upgrade(`${socketOf(group.id)}?ticket=${ticket}`, { as: ben });
    socket.close();
    const lines = spies.flatMap(({ mock }) => mock.calls.map((call) => JSON.stringify(call)));
    vi.restoreAllMocks();
    expect(lines.some((line) => line.includes("/v1/conversations/{id}/socket"))).toBe(true);
    for (const secret of [ticket, ticket.split(".")[1] ?? "", ada.token, ben.token])
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });

  it("refuses tickets that nobody gave, and those of somebody else's making", async () => {
    const secret = (await ticketFor(ada)).split(".")[1] ?? "";
    for (const ticket of ["nonsense", `${ada.id}.`, `${ben.id}.${secret}`, `${newId()}.${secret}`]) {
      expect((await upgrade(`${socketOf(group.id)}?ticket=${ticket}`)).status, ticket).toBe(401);
    }
    expect((await upgrade(socketOf(group.id))).status).toBe(401);
  });

  it("refuses a ticket that comes too late", async () => {
    const ticket = await ticketFor(ada);
    const age = (ms: number) =>
      runInDurableObject(hubAddress(env, ada.id), (_, { storage }) => {
        storage.sql.exec("UPDATE tickets SET expires_at = expires_at - ?", ms);
      });
    await age((ticketSeconds - 10) * 1_000);
    const { socket } = await greet(`${socketOf(group.id)}?ticket=${ticket}`, {});
    socket.close();
    const late = await ticketFor(ada);
    await age(ticketSeconds * 1_000);
    const response = await upgrade(`${socketOf(group.id)}?ticket=${late}`);
    expect([response.status, await codeOf(response)]).toEqual([401, "unauthenticated"]);
  });

  it("refuses a ticket whose session has ended since", async () => {
    const ticket = await ticketFor(ada);
    await db
      .insert(revocations)
      .values({ subject: ada.sessionId, notBefore: Date.now() + 1, expiresAt: Date.now() + 60_000 });
    forgetRevocations();
    expect((await upgrade(`${socketOf(group.id)}?ticket=${ticket}`)).status).toBe(401);
  });

  it("refuses pages of other sites", async () => {
    for (const foreign of ["https://elsewhere.example", "null"]) {
      const response = await upgrade(socketOf(group.id), { as: ada, headers: { Origin: foreign } });
      expect([response.status, await codeOf(response)], foreign).toEqual([403, "forbidden"]);
    }
  });

  it("refuses what is no upgrade, and clients that do not speak its protocol", async () => {
    const plain = await upgrade(socketOf(group.id), { as: ada, headers: { Upgrade: "h2c" } });
    expect([plain.status, await codeOf(plain)]).toEqual([400, "malformed"]);
    const other = await upgrade(socketOf(group.id), { as: ada, headers: { "Sec-WebSocket-Protocol": "chat" } });
    expect(other.status).toBe(400);
  });

  it("is not there for those who may not know of the room, and for outsiders of a channel", async () => {
    const [eve, channel] = [await makePerson(), await makeChannel(ada)];
    expect((await upgrade(socketOf(group.id), { as: eve })).status).toBe(404);
    expect((await upgrade(socketOf(newId()), { as: eve })).status).toBe(404);
    expect((await upgrade(socketOf(channel.id), { as: eve })).status).toBe(403);
  });

  it("lets visitors into the room of a post", async () => {
    const post = await makePost(ada);
    const room = await api<Conversation>("/v1/conversations", {
      as: ben,
      body: { type: "subject", subject: `post:${post.id}` },
    });
    const { socket, first } = await greet(socketOf(room.body.id), { as: ben });
    expect(first).toMatchObject({ t: "welcome", memberCount: 0 });
    socket.close();
  });

  it("closes for visitors when the post is taken away, and does not open again", async () => {
    const post = await makePost(ada);
    const subject = `post:${post.id}`;
    const { body } = await api<Conversation>("/v1/conversations", { as: ben, body: { type: "subject", subject } });
    const { socket } = await greet(socketOf(body.id), { as: ben });
    expect((await api(`/v1/posts/${post.id}`, { as: ada, method: "DELETE" })).status).toBe(204);
    expect(await socket.untilClosed()).toBe(closeCodes.restart);
    expect((await upgrade(socketOf(body.id), { as: ben })).status).toBe(404);
  });

  it("closes when its session ends", async () => {
    const { socket } = await greet(socketOf(group.id), { as: ben });
    expect((await api("/v1/auth/logout", { as: ben, method: "POST" })).status).toBe(204);
    expect(await socket.untilClosed()).toBe(closeCodes.sessionEnded);
    expect((await upgrade(socketOf(group.id), { as: ben })).status).toBe(401);
  });
});
