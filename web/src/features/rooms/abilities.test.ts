import { describe, expect, test } from "vitest";
import type { Conversation } from "../../../../contract/conversations.ts";
import { makeConversation, standing } from "../../../../tests/setup/conversations.ts";
import { abilitiesOf, isOutside, outranks, rolesToGive } from "./abilities.ts";

const inRoom = (type: Conversation["type"], role: Parameters<typeof standing>[0]) =>
  makeConversation({ type, viewer: standing(role) });

describe("what a role may do", () => {
  test("owners and moderators look after groups and channels, only owners end them", () => {
    for (const type of ["group", "channel"] as const) {
      expect(abilitiesOf(inRoom(type, "owner"))).toMatchObject({ manage: true, delete: true, leave: true });
      expect(abilitiesOf(inRoom(type, "moderator"))).toMatchObject({ manage: true, delete: false, pin: true });
      expect(abilitiesOf(inRoom(type, "member"))).toMatchObject({ manage: false, delete: false, pin: false });
    }
  });

  test("members add people to groups, not to channels; who only reads adds nobody", () => {
    expect(abilitiesOf(inRoom("group", "member")).addPeople).toBe(true);
    expect(abilitiesOf(inRoom("channel", "member")).addPeople).toBe(false);
    expect(abilitiesOf(inRoom("group", "readonly")).addPeople).toBe(false);
  });

  test("nobody manages or leaves a conversation of two, and both pin", () => {
    expect(abilitiesOf(inRoom("direct", "member"))).toEqual({
      manage: false,
      addPeople: false,
      pin: true,
      leave: false,
      delete: false,
    });
  });

  test("a request gives nothing until it is answered", () => {
    const request = makeConversation({ type: "direct", viewer: { ...standing("member"), state: "request" } });
    expect(abilitiesOf(request).pin).toBe(false);
  });
});

test("nobody manages their equals, and only owners make moderators and owners", () => {
  expect(outranks("moderator", "member")).toBe(true);
  expect(outranks("moderator", "moderator")).toBe(false);
  expect(outranks("owner", "owner")).toBe(false);
  expect(outranks(null, "readonly")).toBe(false);
  expect(rolesToGive("moderator")).toEqual(["member", "readonly"]);
  expect(rolesToGive("owner")).toContain("moderator");
});

test("a channel is read from outside, the room of a post from inside", () => {
  expect(isOutside(inRoom("channel", null))).toBe(true);
  expect(isOutside(inRoom("subject", null))).toBe(false);
  expect(isOutside(inRoom("channel", "member"))).toBe(false);
});
