/** The room as one reader sees it: whatever is lost, doubled or late on the way, the lines come out once and in order. */
import fc from "fast-check";
import { makePicture } from "../../../tests/setup/media.ts";
import { describe, expect, test } from "vitest";
import { typingMillis } from "../../../contract/live/room.ts";
import { asWanted, isMessage } from "./room-events.ts";
import { emptyRoom, type Input, step } from "./room-state.ts";
import {
  answer,
  asMessage,
  at,
  events,
  frames,
  me,
  messageEvent,
  now,
  open,
  pageOf,
  pending,
  run,
  seqs,
  welcome,
} from "../../../tests/setup/rooms.ts";

describe("history", () => {
  test("says hello once the newest page is there, from its last event", () => {
    const early = run(emptyRoom(me), { i: "opened" });
    expect(early.commands).toEqual([]);
    const { commands } = run(early.state, { i: "newest", page: pageOf(1, 3) });
    expect(frames(commands)).toEqual([{ t: "hello", since: 3 }]);
  });

  test("an empty room begins at nothing", () => {
    const { state, commands } = run(emptyRoom(me), { i: "newest", page: pageOf(1, 0) });
    expect(state).toMatchObject({ loaded: true, atStart: true, lastSeq: 0 });
    expect(frames(commands)).toEqual([{ t: "hello", since: 0 }]);
    expect(seqs(run(state, welcome(), events(messageEvent(1))).state)).toEqual([1]);
  });

  test("older pages go before what is there, without doubling where they overlap", () => {
    const state = run(emptyRoom(me), { i: "newest", page: pageOf(11, 15) }).state;
    const older = run(state, { i: "older", page: pageOf(6, 12) }).state;
    expect(seqs(older)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(older.atStart).toBe(false);
    expect(run(older, { i: "older", page: pageOf(1, 5) }).state).toMatchObject({ atStart: true, firstSeq: 1 });
    expect(run(older, { i: "older", page: pageOf(1, 0) }).state.atStart).toBe(true);
  });

  test("a reset reads the newest page and goes on from there", () => {
    const { state, commands } = run(open(3), answer({ t: "reset", seq: 2000 }));
    expect(commands).toEqual([{ c: "page" }]);
    // What comes before the page does not fit and is not needed.
    expect(run(state, events(messageEvent(2001))).state.lastSeq).toBe(3);
    const after = run(state, { i: "newest", page: pageOf(1990, 2005) });
    expect(frames(after.commands)).toEqual([{ t: "hello", since: 2005 }]);
    expect(seqs(after.state)[0]).toBe(1990);
  });
});

describe("events", () => {
  test("are applied once, in order, and skipped when they are known", () => {
    const state = run(
      open(2),
      events(messageEvent(3), messageEvent(4)),
      events(messageEvent(3), messageEvent(5)),
    ).state;
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
  });

  test("a gap asks again from the last event before it, once", () => {
    const gap = run(open(2), events(messageEvent(3), messageEvent(5)));
    expect(seqs(gap.state)).toEqual([1, 2, 3]);
    expect(frames(gap.commands)).toEqual([{ t: "hello", since: 3 }]);
    const more = run(gap.state, events(messageEvent(6)));
    expect(more.commands).toEqual([]);
    const healed = run(more.state, welcome({ seq: 6 }), events(messageEvent(4), messageEvent(5), messageEvent(6)));
    expect(seqs(healed.state)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("a gap that stays after it was asked for is healed by reading the page", () => {
    const gap = run(open(2), events(messageEvent(4)), welcome({ seq: 4 }));
    expect(run(gap.state, events(messageEvent(4))).commands).toEqual([{ c: "page" }]);
  });

  test("edits, deletions, pins and reactions change what is loaded", () => {
    const { state } = run(
      open(3),
      events(
        { t: "edited", seq: 4, messageSeq: 1, content: "better", mentions: ["ME"], editedAt: at },
        { t: "reaction", seq: 5, messageSeq: 1, userId: "ann", emoji: "👍", on: true, count: 1 },
        { t: "reaction", seq: 6, messageSeq: 1, userId: me, emoji: "👍", on: true, count: 2 },
        { t: "deleted", seq: 7, messageSeq: 2, by: "ann" },
        { t: "edited", seq: 8, messageSeq: 2, content: "too late", mentions: [], editedAt: at },
        { t: "pinned", seq: 9, messageSeq: 3, on: true, by: "ann", createdAt: at },
      ),
    );
    const [first, second, third] = state.items.filter(isMessage);
    expect(first).toMatchObject({
      content: "better",
      editedAt: at,
      reactions: [{ emoji: "👍", count: 2, mine: true }],
    });
    expect(second).toMatchObject({ deleted: true, content: "" });
    expect(third?.pinned).toBe(true);
    expect(state.lastSeq).toBe(9);
    const off = run(
      state,
      events({ t: "reaction", seq: 10, messageSeq: 1, userId: me, emoji: "👍", on: false, count: 1 }),
      events({ t: "reaction", seq: 11, messageSeq: 1, userId: "ann", emoji: "👍", on: false, count: 0 }),
    ).state;
    expect(off.items.find(({ seq }) => seq === 1)).toMatchObject({ reactions: [] });
  });

  test("what changes messages that are not loaded only moves the numbers on", () => {
    const state = run(emptyRoom(me), { i: "newest", page: pageOf(8, 9) }, { i: "opened" }, welcome()).state;
    const after = run(
      state,
      events({ t: "deleted", seq: 10, messageSeq: 2, by: "ann" }, { t: "hidden", seq: 11 }),
    ).state;
    expect(seqs(after)).toEqual([8, 9]);
    expect(after.lastSeq).toBe(11);
  });

  test("coming, going and roles stand in the room and change its members", () => {
    const state = run(
      open(1),
      welcome({ memberCount: 2, reads: { bo: 1 }, present: ["bo"] }),
      events(
        { t: "joined", seq: 2, userId: "cy", by: "ann", createdAt: at },
        { t: "left", seq: 3, userId: "bo", by: "bo", reason: "left", createdAt: at },
        { t: "role", seq: 4, userId: me, role: "readonly", by: "ann", createdAt: at },
      ),
    ).state;
    expect(state).toMatchObject({ memberCount: 2, role: "readonly", lastSeq: 4 });
    expect(state.reads.has("bo") || state.present.has("bo")).toBe(false);
    expect(seqs(state)).toEqual([1, 2, 3, 4]);
  });

  test("typing passes after a while, and with the message", () => {
    const typing = run(open(1), events({ t: "typing", userId: "ann" }, { t: "typing", userId: me })).state;
    expect([...typing.typing.keys()]).toEqual(["ann"]);
    expect(run(typing, { i: "tick", now: now + typingMillis - 1 }).state.typing.size).toBe(1);
    expect(run(typing, { i: "tick", now: now + typingMillis }).state.typing.size).toBe(0);
    expect(run(typing, events(messageEvent(2))).state.typing.size).toBe(0);
  });

  test("read cursors only go forward; one's own comes from other windows too", () => {
    const state = run(
      open(3),
      events(
        { t: "read", userId: "ann", upTo: 3 },
        { t: "read", userId: "ann", upTo: 2 },
        { t: "read", userId: me, upTo: 2 },
      ),
    ).state;
    expect(state.reads.get("ann")).toBe(3);
    expect(state.readUpTo).toBe(2);
    expect(run(state, { i: "read", upTo: 1 }).commands).toEqual([]);
    expect(frames(run(state, { i: "read", upTo: 3 }).commands)).toEqual([{ t: "read", upTo: 3 }]);
  });
});

describe("sending", () => {
  test("shows at once, goes out when the room is live, and gives way to its event", () => {
    const sent = run(open(1), { i: "write", message: pending("a") });
    expect(frames(sent.commands)).toEqual([{ t: "send", id: "a", content: "words of a" }]);
    const acknowledged = run(sent.state, answer({ t: "ack", id: "a", seq: 2 })).state;
    expect(acknowledged.pending).toMatchObject([{ id: "a", state: "stored", seq: 2 }]);
    const there = run(acknowledged, events(messageEvent(2, { id: "a", senderId: me }))).state;
    expect(there.pending).toEqual([]);
    expect(seqs(there)).toEqual([1, 2]);
  });

  test("an acknowledgement after the event changes nothing any more", () => {
    const state = run(
      open(1),
      { i: "write", message: pending("a") },
      events(messageEvent(2, { id: "a", senderId: me })),
      answer({ t: "ack", id: "a", seq: 2 }),
    ).state;
    expect(state.pending).toEqual([]);
    expect(seqs(state)).toEqual([1, 2]);
  });

  test("what was not acknowledged is sent again after a loss, in order; what was stored or refused is not", () => {
    const before = run(
      open(1),
      ...["a", "b", "c", "d"].map((id): Input => ({ i: "write", message: pending(id) })),
      answer({ t: "ack", id: "a", seq: 2 }),
      answer({ t: "error", code: "rate_limited", detail: "Slowly.", id: "c" }),
      { i: "link", link: "lost" },
      { i: "write", message: pending("e", { replyTo: 1 }) },
    );
    const again = run(before.state, { i: "opened" }, welcome());
    expect(frames(again.commands)).toEqual([
      { t: "hello", since: 1 },
      { t: "send", id: "b", content: "words of b" },
      { t: "send", id: "d", content: "words of d" },
      { t: "send", id: "e", content: "words of e", replyTo: 1 },
    ]);
    expect(before.state.pending.find(({ id }) => id === "c")).toMatchObject({ state: "failed", reason: "Slowly." });
  });

  test("a refused one is tried again at the end, or thrown away", () => {
    const refused = run(
      open(1),
      { i: "write", message: pending("a") },
      { i: "write", message: pending("b") },
      answer({ t: "error", code: "forbidden", detail: "No.", id: "a" }),
    ).state;
    const retried = run(refused, { i: "retry", id: "a" });
    expect(retried.state.pending.map(({ id, state }) => [id, state])).toEqual([
      ["b", "waiting"],
      ["a", "waiting"],
    ]);
    expect(frames(retried.commands)).toHaveLength(1);
    expect(run(refused, { i: "discard", id: "a" }).state.pending.map(({ id }) => id)).toEqual(["b"]);
  });

  test("what a message brings goes out with it, after every loss again", () => {
    const kept = pending("a", { content: "", media: [makePicture({ id: "m1" }), makePicture({ id: "m2" })] });
    const wanted = { t: "send", id: "a", content: "", mediaIds: ["m1", "m2"] };
    const written = run(open(1), { i: "write", message: kept });
    expect(frames(written.commands)).toEqual([wanted]);
    expect(frames(run(written.state, { i: "opened" }, welcome({ seq: 1 })).commands)).toContainEqual(wanted);
  });

  test("what this device kept and the room has by now is not shown twice", () => {
    const kept = [pending("id2"), pending("x")];
    expect(open(3, kept).pending.map(({ id }) => id)).toEqual(["x"]);
  });

  test("a stored message that a reset left behind the page is gone from what waits", () => {
    const state = run(
      open(1),
      { i: "write", message: pending("a") },
      answer({ t: "ack", id: "a", seq: 2 }),
      answer({ t: "reset", seq: 900 }),
      { i: "newest", page: pageOf(850, 900) },
    ).state;
    expect(state.pending).toEqual([]);
  });
});

describe("changes", () => {
  const react = { t: "react", messageSeq: 1, emoji: "👍", on: true } as const;

  test("show at once and give way to what the room tells", () => {
    const wanted = run(open(1), { i: "change", change: react });
    expect(frames(wanted.commands)).toEqual([react]);
    const shown = asWanted(asMessage(messageEvent(1)), wanted.state.changes);
    expect(shown.reactions).toEqual([{ emoji: "👍", count: 1, mine: true }]);
    const told = run(
      wanted.state,
      events({ t: "reaction", seq: 2, messageSeq: 1, userId: me, emoji: "👍", on: true, count: 4 }),
    ).state;
    expect(told.changes).toEqual([]);
    expect(told.items[0]).toMatchObject({ reactions: [{ emoji: "👍", count: 4, mine: true }] });
  });

  test("are sent again after a loss, the last word for each thing", () => {
    const lost = run(
      open(1),
      { i: "change", change: react },
      { i: "change", change: { ...react, on: false } },
      {
        i: "link",
        link: "offline",
      },
    ).state;
    const edit = { t: "edit", messageSeq: 1, content: "mended" } as const;
    const back = run(lost, { i: "change", change: edit }, { i: "opened" }, welcome());
    expect(frames(back.commands).slice(1)).toEqual([{ ...react, on: false }, edit]);
  });

  test("fall back when they are refused, with words for the person", () => {
    const refused = run(
      open(1),
      { i: "change", change: { t: "delete", messageSeq: 1 } },
      { i: "change", change: { ...react, messageSeq: 2 } },
      answer({ t: "error", code: "forbidden", detail: "Not yours.", messageSeq: 1 }),
    );
    expect(refused.state.changes).toEqual([{ ...react, messageSeq: 2 }]);
    expect(refused.commands).toContainEqual({ c: "notice", detail: "Not yours." });
  });
});

test("the pace of slow mode follows the room's settings", () => {
  const { state } = run(open(1), welcome(), events({ t: "settings", slowModeSeconds: 30, retentionDays: null }));
  expect(state.slowModeSeconds).toBe(30);
});

test("however frames are cut, doubled and dropped, the reader ends with the room's own sequence", () => {
  const delivery = fc.record({
    from: fc.integer({ min: 1, max: 30 }),
    length: fc.integer({ min: 1, max: 6 }),
    loss: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.array(delivery, { maxLength: 40 }), (known, deliveries) => {
      const log = Array.from({ length: 30 }, (_, n) => messageEvent(n + 1));
      let state = run(emptyRoom(me), { i: "newest", page: pageOf(1, known) }, { i: "opened" }, welcome()).state;
      /** Plays the room: a hello is answered by everything after `since`. */
      const give = (input: Input): void => {
        const next = step(state, input);
        state = next.state;
        for (const command of next.commands) {
          if (command.c === "page") give({ i: "newest", page: pageOf(1, 30) });
          else if (command.c === "frame" && command.frame.t === "hello") {
            const since = command.frame.since ?? 30;
            give(welcome({ seq: 30 }));
            if (since < 30) give(events(...log.slice(since)));
          }
        }
      };
      for (const { from, length, loss } of deliveries) {
        if (loss) {
          give({ i: "link", link: "lost" });
          give({ i: "opened" });
        } else give(events(...log.slice(from - 1, from - 1 + length)));
        expect(seqs(state)).toEqual(Array.from({ length: state.lastSeq }, (_, n) => n + 1));
      }
      give({ i: "link", link: "lost" });
      give({ i: "opened" });
      expect(seqs(state)).toEqual(log.map(({ seq }) => seq));
    }),
  );
});
