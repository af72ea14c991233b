import { describe, expect, it } from "vitest";
import { roomRoles, type RoomRole } from "../../contract/messages.ts";
import {
  addRefusal,
  manageRefusal,
  moderates,
  overRefusal,
  type Party,
  pinRefusal,
  roleRefusal,
  slowModeWait,
  writeRefusal,
} from "./permissions.ts";

const party = (role: RoomRole, more: Partial<Party> = {}): Party => ({
  userId: role,
  role,
  state: "member",
  mutedUntil: null,
  ...more,
});
const room = (type: "direct" | "group" | "channel" | "subject", slowModeSeconds = 0) => ({ type, slowModeSeconds });

describe("who may", () => {
  it("manage: owners and moderators, in rooms that are managed", () => {
    const managing = (type: Parameters<typeof room>[0]) =>
      roomRoles.filter((role) => moderates(room(type), party(role)));
    expect(managing("group")).toEqual(["owner", "moderator"]);
    expect(managing("direct")).toEqual([]);
    expect(manageRefusal(room("direct"), party("owner"))).not.toBeNull();
  });

  it("act upon others: those above them only", () => {
    for (const [upper, role] of roomRoles.entries()) {
      for (const [lower, other] of roomRoles.entries()) {
        const may = overRefusal(room("group"), party(role), other) === null;
        expect(may).toBe(upper < lower && (role === "owner" || role === "moderator"));
      }
    }
  });

  it("make moderators: owners only", () => {
    expect(roleRefusal(room("group"), party("moderator"), "member", "moderator")).not.toBeNull();
    expect(roleRefusal(room("group"), party("moderator"), "member", "readonly")).toBeNull();
    expect(roleRefusal(room("group"), party("owner"), "member", "owner")).toBeNull();
  });

  it("write: all but the read-only and the muted", () => {
    const refused = (who: Party) => writeRefusal(who, 1_000) !== null;
    expect(roomRoles.filter((role) => refused(party(role)))).toEqual(["readonly"]);
    expect([refused(party("member", { mutedUntil: 1_001 })), refused(party("member", { mutedUntil: 1_000 }))]).toEqual([
      true,
      false,
    ]);
  });

  it("add: members of a group, who manages a channel, nobody elsewhere", () => {
    const adding = (type: Parameters<typeof room>[0]) =>
      roomRoles.filter((role) => addRefusal(room(type), party(role)) === null);
    expect(adding("group")).toEqual(["owner", "moderator", "member"]);
    expect(adding("channel")).toEqual(["owner", "moderator"]);
    expect([...adding("direct"), ...adding("subject")]).toEqual([]);
  });

  it("pin: both of two, else who manages", () => {
    expect(pinRefusal(room("direct"), party("member"))).toBeNull();
    expect(pinRefusal(room("group"), party("member"))).not.toBeNull();
  });
});

it("slow mode waits for members, not for those who manage", () => {
  expect(slowModeWait(room("group", 10), party("member"), 5_000, 8_000)).toBe(7_000);
  expect(slowModeWait(room("group", 10), party("member"), 5_000, 15_000)).toBe(0);
  expect(slowModeWait(room("group", 10), party("moderator"), 5_000, 8_000)).toBe(0);
  expect(slowModeWait(room("group"), party("member"), 5_000, 5_000)).toBe(0);
});
