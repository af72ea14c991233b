import { describe, expect, it } from "vitest";
import { offlineAfter, presenceOf, settle } from "./presence.ts";

const offline = { state: "offline", lastSeenAt: 5 } as const;
const online = { state: "online", lastSeenAt: null } as const;

describe("settle", () => {
  it("is online while any device is, and away while all are", () => {
    expect(settle(offline, ["away", "online"], 9)).toEqual(online);
    expect(settle(online, ["away", "away"], 9)).toEqual({ state: "away", lastSeenAt: null });
  });

  it("waits before it says that somebody went", () => {
    const leaving = settle(online, [], 100);
    expect(leaving).toEqual({ state: "online", lastSeenAt: 100 });
    expect(settle(leaving, [], 100 + offlineAfter - 1)).toEqual(leaving);
    expect(settle(leaving, [], 100 + offlineAfter)).toEqual({ state: "offline", lastSeenAt: 100 });
  });

  it("forgets the going when a device comes back in time", () => {
    expect(settle(settle(online, [], 100), ["online"], 101)).toEqual(online);
  });
});

it("says when somebody was seen once they are gone", () => {
  expect(presenceOf("a", { state: "online", lastSeenAt: 100 }).lastSeenAt).toBeNull();
  expect(presenceOf("a", { state: "offline", lastSeenAt: 100 }).lastSeenAt).toBe(100);
});
