/** Lists of uploads: order, descriptions, what comes back and what is given up. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "../../../tests/harness/eventually.ts";
import { makeMedia, playUploads } from "../../../tests/setup/uploads.ts";
import { later, leaveApp, playServer, Refusal } from "../../../tests/setup/web-app.tsx";
import { sendBytes } from "../api/send-bytes.ts";
import { UploadList } from "./upload-list.ts";

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => {
  leaveApp();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function begin() {
  const { answers } = playServer();
  return { answers, server: playUploads(answers), list: new UploadList(), rules: { max: 10 } };
}

const file = (name: string) => new File([new Uint8Array(10)], name, { type: "image/webp" });
const never = new AbortController().signal;
const leaving = () => {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
};

test("a description that is written on the way is saved; changed while it is saved, it is saved again", async () => {
  const { answers, server, list, rules } = begin();
  const arrival = later<"arrives">();
  server.outcome = () => arrival.promise;
  list.add([file("a.webp")], rules);
  const [{ key } = { key: "" }] = list.getItems();
  await eventually(() => expect(server.sent).toHaveLength(1));
  list.setAlt(key, "First");
  const id = server.sent[0]!.mediaId;
  const said: unknown[] = [];
  const save = answers.get(`PATCH /v1/media/${id}`)!;
  answers.set(`PATCH /v1/media/${id}`, (call) => {
    said.push(call.body["alt"]);
    if (said.length === 1) list.setAlt(key, "Second");
    return save(call);
  });
  arrival.resolve("arrives");
  expect(await list.settled(never)).toBe(true);
  expect(said).toEqual(["First", "Second"]);
  expect(server.media.get(id)?.media.alt).toBe("Second");
});

test("a description that is refused is told, and can be saved again", async () => {
  const { answers, server, list, rules } = begin();
  list.add([file("a.webp")], rules);
  await list.settled(never);
  const [{ key } = { key: "" }] = list.getItems();
  const id = server.sent[0]!.mediaId;
  const save = answers.get(`PATCH /v1/media/${id}`)!;
  answers.set(`PATCH /v1/media/${id}`, () => {
    throw new Refusal(422, "validation_failed", "Too long.");
  });
  list.setAlt(key, "Words");
  expect(await list.settled(never)).toBe(false);
  expect(list.getItems()[0]).toMatchObject({ state: "ready", error: { title: "The description was not saved" } });
  answers.set(`PATCH /v1/media/${id}`, save);
  list.retry(key);
  expect(await list.settled(never)).toBe(true);
});

test("words that the server writes in another form are saved once", async () => {
  const { answers, server, list, rules } = begin();
  list.add([file("a.webp")], rules);
  await list.settled(never);
  const id = server.sent[0]!.mediaId;
  const save = answers.get(`PATCH /v1/media/${id}`)!;
  answers.set(`PATCH /v1/media/${id}`, (call) => save({ ...call, body: { alt: "Café" } }));
  list.setAlt(list.getItems()[0]!.key, "Cafe\u0301");
  expect(await list.settled(never)).toBe(true);
  expect(list.getItems()[0]).toMatchObject({ alt: "Café" });
});

test("the page is held as long as something is on its way", async () => {
  const { server, list, rules } = begin();
  const arrival = later<"arrives">();
  server.outcome = () => arrival.promise;
  expect(leaving()).toBe(false);
  list.add([file("a.webp")], rules);
  expect(leaving()).toBe(true);
  arrival.resolve("arrives");
  await list.settled(never);
  expect(leaving()).toBe(false);
});

test("what is taken is not deleted, and comes back in front of what came since", async () => {
  const { server, list, rules } = begin();
  list.add([file("a.webp"), file("b.webp")], rules);
  await list.settled(never);
  const taken = list.take();
  expect(list.getItems()).toEqual([]);
  list.add([file("c.webp")], rules);
  await list.settled(never);
  list.putBack(taken);
  expect(list.getItems().map(({ name }) => name)).toEqual(["a.webp", "b.webp", "c.webp"]);
  expect(list.ids).toHaveLength(3);
  list.dispose();
  await eventually(() => expect(server.deleted).toHaveLength(3));
});

test("media that something shows already are not deleted with the list", async () => {
  const { server, list, rules } = begin();
  const shown = server.hold(makeMedia());
  list.adopt([shown]);
  list.add([file("new.webp")], rules);
  await list.settled(never);
  list.move(list.getItems()[1]!.key, 0);
  expect(list.getItems().map(({ name }) => name)).toEqual(["new.webp", "picture.png"]);
  list.remove(list.getItems()[1]!.key);
  list.dispose();
  await eventually(() => expect(server.deleted).toHaveLength(1));
  expect(server.media.has(shown.id)).toBe(true);
});

test("what may not be added is refused in words", () => {
  const { list } = begin();
  const files = [
    new File([], "empty.png", { type: "image/png" }),
    new File(["x"], "a.pdf", { type: "application/pdf" }),
  ];
  expect(list.add(files, { max: 1, accept: "image/*" })).toEqual([
    "“empty.png” is empty.",
    "“a.pdf” is not of a kind that can be added here.",
  ]);
  expect(list.getItems()).toEqual([]);
});

test("a connection over which nothing moves any more counts as cut", async () => {
  const { server } = begin();
  vi.useFakeTimers();
  server.outcome = () => later<"arrives">().promise;
  const sending = sendBytes("/v1/media/x/bytes", new Blob(["bytes"]), null).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await sending).toMatchObject({ code: "network" });
});
