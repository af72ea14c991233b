import { afterEach, describe, expect, it, vi } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import type { HubAnswer } from "../../../contract/live/hub.ts";
import { api, makePerson, origin, type Person } from "../../../tests/harness/people.ts";
import { openSocket, upgrade } from "../../../tests/harness/sockets.ts";

afterEach(() => {
  vi.useRealTimers();
});

async function ticketOf(person: Person): Promise<string> {
  const { status, body } = await api<{ ticket: string; expiresIn: number }>("/v1/live/ticket", {
    as: person,
    method: "POST",
  });
  expect([status, body.expiresIn]).toEqual([200, 30]);
  return body.ticket;
}

/** Status and code of a refused upgrade. */
async function refusal(path: string, options: Parameters<typeof upgrade>[1]): Promise<[number, string]> {
  const response = await upgrade(path, options);
  return [response.status, (await response.json<Problem>()).code];
}

describe("a ticket", () => {
  it("opens one socket in its person's name", async () => {
    const ada = await makePerson();
    const ticket = await ticketOf(ada);
    const socket = await openSocket<HubAnswer>(`/v1/live?ticket=${ticket}`, { headers: { Origin: origin } });
    expect(await socket.until(([first]) => first)).toMatchObject({ t: "welcome", userId: ada.id });
    expect(await refusal(`/v1/live?ticket=${ticket}`, {})).toEqual([401, "unauthenticated"]);
  });

  it("is worth nothing after half a minute", async () => {
    const ada = await makePerson();
    const ticket = await ticketOf(ada);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_001 });
    expect(await refusal(`/v1/live?ticket=${ticket}`, {})).toEqual([401, "unauthenticated"]);
  });

  it("is worth nothing once its session has ended", async () => {
    const ada = await makePerson();
    const ticket = await ticketOf(ada);
    await api("/v1/auth/logout", { as: ada, method: "POST" });
    expect(await refusal(`/v1/live?ticket=${ticket}`, {})).toEqual([401, "unauthenticated"]);
  });

  it.each(["nonsense", "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC.", `01JD6Z3N9Q8T4V5W6X7Y8Z9ABC.${"x".repeat(43)}`])(
    "is not made up: %s",
    async (ticket) => {
      expect(await refusal(`/v1/live?ticket=${ticket}`, {})).toEqual([401, "unauthenticated"]);
    },
  );
});

describe("an upgrade", () => {
  it("is refused to nobody, to other sites, and without the subprotocol", async () => {
    const ada = await makePerson();
    expect(await refusal("/v1/live", {})).toEqual([401, "unauthenticated"]);
    expect(await refusal("/v1/live", { as: ada, headers: { Origin: "https://elsewhere.example" } })).toEqual([
      403,
      "forbidden",
    ]);
    expect(await refusal("/v1/live", { as: ada, headers: { "Sec-WebSocket-Protocol": "chat" } })).toEqual([
      400,
      "malformed",
    ]);
  });

  it("is what the address is for", async () => {
    const { status, body, headers } = await api<Problem>("/v1/live", { as: await makePerson() });
    expect([status, body.code, headers.get("Upgrade")]).toEqual([400, "malformed", "websocket"]);
  });

  it("names the subprotocol that was chosen", async () => {
    const response = await upgrade("/v1/live", { as: await makePerson() });
    expect([response.status, response.headers.get("Sec-WebSocket-Protocol")]).toEqual([101, "stoa.v1"]);
    response.webSocket?.accept();
    response.webSocket?.close();
  });
});
