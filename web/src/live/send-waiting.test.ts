/** What was written offline, sent from wherever in the app one comes back. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { makePicture } from "../../../tests/setup/media.ts";
import { leaveApp, makeId, playServer, Refusal } from "../../../tests/setup/web-app.tsx";
import { conversationsWaiting, outboxOf } from "./outbox.ts";
import { roomsOpenHere } from "./room.ts";
import type { Pending } from "./room-pending.ts";
import { sendWaiting } from "./send-waiting.ts";

const me = makeId();
const room = makeId();
const at = "2026-03-04T09:12:00.000Z";

let server: ReturnType<typeof playServer>;
let sent: unknown[];

beforeEach(() => {
  server = playServer();
  sent = [];
  server.answers.set(`POST /v1/conversations/${room}/messages`, ({ body }) => {
    sent.push(body["content"]);
    return { seq: sent.length, id: body["id"] };
  });
});
afterEach(() => {
  roomsOpenHere.clear();
  leaveApp();
});

function keep(content: string, part: Partial<Pending> = {}): Pending {
  const message: Pending = {
    id: makeId(),
    content,
    replyTo: null,
    media: [],
    createdAt: at,
    state: "waiting",
    reason: null,
    seq: null,
    ...part,
  };
  outboxOf(me, room).keep(message);
  return message;
}

const left = () =>
  outboxOf(me, room)
    .load()
    .map(({ content, state }) => `${content}: ${state}`);

test("goes out in the order in which it was written, and is kept no longer", async () => {
  keep("one");
  keep("two");
  expect(conversationsWaiting(me)).toEqual([room]);
  expect(conversationsWaiting(makeId())).toEqual([]);
  await sendWaiting(me);
  expect(sent).toEqual(["one", "two"]);
  expect(left()).toEqual([]);
});

test("takes along what it brings, and what an earlier version of the page kept brings nothing", async () => {
  const bodies: unknown[] = [];
  server.answers.set(`POST /v1/conversations/${room}/messages`, ({ body }) => {
    bodies.push(body);
    return { seq: bodies.length, id: body["id"] };
  });
  const picture = makePicture();
  const sentPicture = keep("", { media: [picture] });
  const { media: _, ...old } = keep("old");
  localStorage.setItem(`stoa.outbox.${me}.${room}.${old.id}`, JSON.stringify(old));
  await sendWaiting(me);
  expect(bodies).toEqual([
    { id: sentPicture.id, content: "", mediaIds: [picture.id] },
    { id: old.id, content: "old" },
  ]);
});

test("is left to the room that is open, and to its writer once it was refused", async () => {
  roomsOpenHere.add(room);
  keep("one");
  keep("refused", { state: "failed", reason: "No." });
  await sendWaiting(me);
  expect(sent).toEqual([]);
  roomsOpenHere.delete(room);
  await sendWaiting(me);
  expect(sent).toEqual(["one"]);
  expect(left()).toEqual(["refused: failed"]);
});

test("waits on when the server cannot take it now, and is marked when it will not", async () => {
  keep("one");
  keep("two");
  server.answers.set(`POST /v1/conversations/${room}/messages`, () => {
    throw new Refusal(503, "overloaded");
  });
  await sendWaiting(me);
  expect(left()).toEqual(["one: waiting", "two: waiting"]);
  server.answers.set(`POST /v1/conversations/${room}/messages`, () => {
    throw new Refusal(403, "forbidden", "You were removed.");
  });
  await sendWaiting(me);
  expect(outboxOf(me, room).load()).toMatchObject([
    { state: "failed", reason: "You were removed." },
    { state: "failed", reason: "You were removed." },
  ]);
});

test("what cannot be read back is passed over", () => {
  keep("one");
  localStorage.setItem(`stoa.outbox.${me}.${room}.zzz`, "{");
  localStorage.setItem(`stoa.outbox.${me}.${room}.zzzz`, "7");
  expect(left()).toEqual(["one: waiting"]);
});
