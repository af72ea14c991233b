import { describe, expect, it } from "vitest";
import type { HubEvent } from "../../contract/live/hub.ts";
import { coalesce, isWanted } from "./events.ts";

const post = "post:01JD6Z3N9Q8T4V5W6X7Y8Z9ABC" as const;
const nothing = { users: [], subjects: [], viewing: null };
const presence = (userId: string): HubEvent => ({ t: "presence", userId, state: "online", lastSeenAt: null });

describe("isWanted", () => {
  it("sends presence and counts only where they are watched", () => {
    expect(isWanted(presence("a"), nothing)).toBe(false);
    expect(isWanted(presence("a"), { ...nothing, users: ["a"] })).toBe(true);
    const count: HubEvent = { t: "count", subject: post, values: {} };
    expect(isWanted(count, nothing)).toBe(false);
    expect(isWanted(count, { ...nothing, subjects: [post] })).toBe(true);
    expect(isWanted(count, { ...nothing, viewing: post })).toBe(true);
  });

  it("sends all else everywhere", () => {
    expect(isWanted({ t: "unread", conversations: 1, notifications: 0 }, nothing)).toBe(true);
  });
});

describe("coalesce", () => {
  it("keeps the newest of what replaces itself", () => {
    const events: HubEvent[] = [
      { t: "unread", conversations: 1, notifications: 0 },
      presence("a"),
      presence("b"),
      { t: "unread", conversations: 2, notifications: 0 },
      { t: "presence", userId: "a", state: "away", lastSeenAt: null },
    ];
    expect(coalesce(events)).toEqual([events[2], events[3], events[4]]);
  });

  it("adds up the values of counts", () => {
    expect(
      coalesce([
        { t: "count", subject: post, values: { likes: 1, views: 1 } },
        { t: "count", subject: post, values: { likes: 2 } },
      ]),
    ).toEqual([{ t: "count", subject: post, values: { likes: 2, views: 1 } }]);
  });

  it("loses no notification", () => {
    const notification = { id: "n", kind: "message", subject: { type: "conversation", id: "c" }, createdAt: "" };
    const events: HubEvent[] = [
      { t: "notification", notification },
      { t: "notification", notification },
    ];
    expect(coalesce(events)).toEqual(events);
  });
});
