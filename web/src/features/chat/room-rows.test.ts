import { expect, test } from "vitest";
import { maxMessageLength as contracted, type Message } from "../../../../contract/messages.ts";
import { makeMessage } from "../../../../tests/setup/conversations.ts";
import { emptyRoom, type Entry } from "../../live/room-state.ts";
import { maxMessageLength } from "./limits.ts";
import { isEmojiOnly, piecesOf } from "./message-text.ts";
import { roomRows } from "./room-rows.ts";

const place = { locale: "en", timeZone: "UTC" };

function message(seq: number, senderId: string, time: string, part: Partial<Message> = {}): Message {
  return makeMessage(seq, senderId, `${seq}`, { id: `m${seq}`, createdAt: `2026-03-${time}:00.000Z`, ...part });
}

function kinds(items: Entry[], newAfter: number | null = null, firstSeq = 1) {
  const room = { ...emptyRoom("me"), items, firstSeq };
  return roomRows(room, { place, newAfter }).map((row) =>
    row.kind === "message" ? `${row.first ? "first " : ""}${row.message.seq}` : row.kind,
  );
}

test("messages of one person within five minutes stand together, days apart", () => {
  expect(
    kinds([
      message(1, "ann", "04T09:00"),
      message(2, "ann", "04T09:04"),
      message(3, "ann", "04T09:10"),
      message(4, "bo", "04T09:11"),
      message(5, "bo", "05T00:00"),
    ]),
  ).toEqual(["day", "first 1", "2", "first 3", "first 4", "day", "first 5"]);
});

test("what happens in between begins a new group", () => {
  const joined: Entry = { seq: 2, t: "joined", userId: "cy", by: "cy", createdAt: "2026-03-04T09:00:30.000Z" };
  expect(kinds([message(1, "ann", "04T09:00"), joined, message(3, "ann", "04T09:01")])).toEqual([
    "day",
    "first 1",
    "system",
    "first 3",
  ]);
});

test("the line stands above the first new message of somebody else, once that is loaded", () => {
  const items = [message(4, "ann", "04T09:00"), message(5, "me", "04T09:01"), message(6, "ann", "04T09:02")];
  expect(kinds(items, 4, 4)).toEqual(["day", "first 4", "first 5", "new", "first 6"]);
  expect(kinds(items, 1, 4)).not.toContain("new");
  expect(kinds(items, 3, 4).slice(0, 2)).toEqual(["day", "new"]);
});

test("the days are those of the reader", () => {
  const items = [message(1, "ann", "04T16:30"), message(2, "ann", "04T17:30")];
  const rows = roomRows(
    { ...emptyRoom("me"), items },
    { place: { ...place, timeZone: "Asia/Phnom_Penh" }, newAfter: null },
  );
  expect(rows.filter(({ kind }) => kind === "day")).toHaveLength(2);
});

test("addresses end where the sentence goes on; names are not found inside of words", () => {
  const found = (text: string) =>
    piecesOf(text)
      .filter(({ t }) => t !== "text")
      .map((piece) => piece.text);
  expect(found("See https://example.org/a_(b), or (https://example.org/c).")).toEqual([
    "https://example.org/a_(b)",
    "https://example.org/c",
  ]);
  expect(found("Ask @rosa. or mail a@example.org")).toEqual(["@rosa"]);
  expect(piecesOf("one\ntwo")).toEqual([{ t: "text", text: "one\ntwo" }]);
  expect(isEmojiOnly("👍 🎉")).toBe(true);
  expect(isEmojiOnly("7")).toBe(false);
});

test("the longest message is as long as the contract says", () => {
  expect(maxMessageLength).toBe(contracted);
});
