import { describe, expect, test } from "vitest";
import { answer, at, events, me, messageEvent, pageOf, run, seqs, welcome } from "../../../tests/setup/rooms.ts";
import type { StoredEvent } from "../../../contract/live/room.ts";
import { emptyRoom, type Input, type RoomState } from "./room-state.ts";
import { shownStretch, stretchAround } from "./stretch.ts";

describe("a stretch further back", () => {
  const far = (from: number, to: number): Input => {
    const page = pageOf(from, to);
    return { i: "past", past: stretchAround(from - 1, { items: [], firstSeq: from, lastSeq: null }, page) };
  };
  const shown = (state: RoomState) => shownStretch(state).items.map(({ seq }) => seq);
  const opened = () => run(emptyRoom(me), { i: "newest", page: pageOf(901, 903) }, welcome({ seq: 903 })).state;

  test("is shown apart from the newest, which goes on living", () => {
    const state = run(opened(), far(11, 13), events(messageEvent(904))).state;
    expect(shown(state)).toEqual([11, 12, 13]);
    expect(seqs(state)).toEqual([901, 902, 903, 904]);
    const edited: StoredEvent = { t: "edited", seq: 905, messageSeq: 12, content: "new", mentions: [], editedAt: at };
    const after = run(state, events(edited)).state;
    expect(shownStretch(after).items[1]).toMatchObject({ content: "new" });
    expect(shown(run(after, { i: "past", past: null }).state)).toEqual([901, 902, 903, 904]);
  });

  test("grows both ways, and becomes one with the newest where they meet", () => {
    const state = run(opened(), far(896, 897), { i: "older", page: pageOf(894, 895) }).state;
    expect(shown(state)).toEqual([894, 895, 896, 897]);
    const met = run(state, { i: "newer", page: pageOf(898, 902) }).state;
    expect(met).toMatchObject({ past: null, firstSeq: 894, lastSeq: 903 });
    expect(seqs(met)).toEqual([894, 895, 896, 897, 898, 899, 900, 901, 902, 903]);
    expect(seqs(run(met, events(messageEvent(904))).state).at(-1)).toBe(904);
  });

  test("that reaches the newest from the start needs no place of its own", () => {
    const { state } = run(opened(), far(899, 903));
    expect(state).toMatchObject({ past: null, firstSeq: 899 });
    expect(seqs(state)).toEqual([899, 900, 901, 902, 903]);
  });

  test("is left when the newest page is read again: what changed in between was not told", () => {
    const { state } = run(opened(), far(11, 13), answer({ t: "reset", seq: 5000 }), {
      i: "newest",
      page: pageOf(4990, 5000),
    });
    expect(state.past).toBeNull();
  });
});
