/** Uploads over a network that breaks, against a server that the test plays. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "../../../tests/harness/eventually.ts";
import { playUploads, type Sent } from "../../../tests/setup/uploads.ts";
import { later, leaveApp, playServer, Refusal } from "../../../tests/setup/web-app.tsx";
import { http } from "../api/http.ts";
import type { SignedIn } from "../../../contract/auth.ts";
import { Upload, uploadFile, type UploadStep } from "./upload.ts";

const MiB = 1024 * 1024;

// Waits before another try are drawn by lot; here they are the shortest.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => {
  leaveApp();
  vi.restoreAllMocks();
});

function begin(partSize?: number) {
  const { answers, calls } = playServer();
  const server = playUploads(answers, partSize === undefined ? {} : { partSize });
  return { answers, calls, server };
}

const makeFile = (size: number, name = "notes.pdf", type = "application/pdf") =>
  new File([new Uint8Array(size)], name, { type });
const partsOf = (sent: readonly Sent[]) => sent.map(({ part }) => part);
const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

test("a small file goes in one piece, and is answered once it is ready", async () => {
  const { server } = begin();
  const steps: UploadStep[] = [];
  const media = await uploadFile(makeFile(1000), { alt: "Notes", onProgress: (step) => steps.push(step) });
  expect(media).toMatchObject({ state: "ready", filename: "notes.pdf", alt: "Notes", size: 1000 });
  expect(server.sent).toMatchObject([{ part: null, size: 1000, type: "application/pdf" }]);
  expect(steps.map(({ state, progress }) => `${state} ${progress}`)).toEqual([
    "preparing 0",
    "uploading 0",
    "uploading 0.5",
    "uploading 1",
    "processing 0",
  ]);
});

test("a large file goes in parts, at most three at once", async () => {
  const { server } = begin(MiB);
  server.outcome = () => Promise.resolve("arrives");
  const media = await uploadFile(makeFile(4.5 * MiB));
  expect(media.state).toBe("ready");
  expect(new Set(partsOf(server.sent))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(server.sent.find(({ part }) => part === 5)?.size).toBe(MiB / 2);
  expect(server.mostAtOnce).toBe(3);
});

test("a part that is cut is sent again, one whose answer alone was lost is not", async () => {
  const { server } = begin(MiB);
  const tries = new Map<number | null, number>();
  server.outcome = ({ part }) => {
    const before = tries.get(part) ?? 0;
    tries.set(part, before + 1);
    if (before > 0) return "arrives";
    return part === 2 ? "cut" : part === 3 ? "answer lost" : "arrives";
  };
  await uploadFile(makeFile(4 * MiB));
  expect(Object.fromEntries(tries)).toEqual({ 1: 1, 2: 2, 3: 1, 4: 1 });
});

test("whole bytes whose answer was lost are not sent twice", async () => {
  const { server } = begin();
  server.outcome = () => "answer lost";
  expect((await uploadFile(makeFile(1000))).state).toBe("ready");
  expect(server.sent).toHaveLength(1);
});

test("without a network it waits, and goes on as soon as there is one", async () => {
  const { server } = begin(MiB);
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  server.outcome = ({ part }) => (part === 2 && !navigator.onLine ? "cut" : "arrives");
  const uploading = uploadFile(makeFile(2 * MiB));
  await eventually(() => expect(server.sent).toHaveLength(2));
  online.mockReturnValue(true);
  dispatchEvent(new Event("online"));
  expect((await uploading).state).toBe("ready");
  expect(partsOf(server.sent)).toEqual([1, 2, 2]);
});

test("an upload that failed goes on with the parts that are missing", async () => {
  const { server } = begin(MiB);
  const upload = new Upload(makeFile(5 * MiB));
  server.outcome = ({ part }) => (part === 4 ? new Refusal(403, "forbidden", "Not now.") : "arrives");
  const signal = new AbortController().signal;
  expect(await failure(upload.run(signal))).toMatchObject({ code: "forbidden" });
  const before = server.sent.length;
  server.outcome = () => "arrives";
  expect((await upload.run(signal)).state).toBe("ready");
  const arrived = new Set(partsOf(server.sent.slice(0, before)));
  arrived.delete(4);
  for (const part of partsOf(server.sent.slice(before))) expect(arrived.has(part)).toBe(false);
});

test("an upload that was swept meanwhile begins anew", async () => {
  const { server } = begin();
  const upload = new Upload(makeFile(1000));
  server.outcome = () => new Refusal(403, "forbidden");
  const signal = new AbortController().signal;
  await failure(upload.run(signal));
  server.media.clear();
  server.outcome = () => "arrives";
  expect((await upload.run(signal)).state).toBe("ready");
});

test("a refusal when it is declared sends no bytes", async () => {
  const { answers, server } = begin();
  answers.set("POST /v1/media", () => {
    throw new Refusal(413, "payload_too_large", "At most 50 MiB.");
  });
  expect(await failure(uploadFile(makeFile(1000)))).toMatchObject({ code: "payload_too_large" });
  expect(server.sent).toHaveLength(0);
});

test("what the server refuses after a look is refused with its words", async () => {
  const { server } = begin();
  server.look = () => ({ state: "refused", reason: "damaged", detail: "The file breaks off." });
  expect(await failure(uploadFile(makeFile(1000)))).toMatchObject({
    name: "FileRefused",
    message: "The file breaks off.",
  });
});

test("giving up ends what is under way and deletes what is there", async () => {
  const { server } = begin(MiB);
  const stop = new AbortController();
  server.outcome = () => later<"arrives">().promise;
  const uploading = failure(uploadFile(makeFile(5 * MiB), { signal: stop.signal }));
  await eventually(() => expect(server.sent).toHaveLength(3));
  stop.abort();
  expect(await uploading).toMatchObject({ name: "AbortError" });
  await eventually(() => expect(server.deleted).toHaveLength(1));
  expect(server.sent).toHaveLength(3);
});

test("two files are under way at once, the third waits for its turn", async () => {
  const { server } = begin();
  const answers = [later<"arrives">(), later<"arrives">(), later<"arrives">()];
  server.outcome = () => answers[server.sent.length - 1]?.promise ?? "arrives";
  const uploads = [1, 2, 3].map((size) => uploadFile(makeFile(size)));
  await eventually(() => expect(server.sent).toHaveLength(2));
  expect(server.media.size).toBe(2);
  answers[0]?.resolve("arrives");
  await eventually(() => expect(server.sent).toHaveLength(3));
  answers[1]?.resolve("arrives");
  answers[2]?.resolve("arrives");
  await Promise.all(uploads);
});

test("a token that ends on the way is renewed, and the bytes are sent again", async () => {
  const { answers, server } = begin();
  http.begin({ accessToken: "old", expiresIn: 900 } as SignedIn);
  answers.set("POST /v1/auth/refresh", () => ({ accessToken: "new", expiresIn: 900 }));
  server.outcome = ({ authorization }) =>
    authorization === "Bearer new" ? "arrives" : new Refusal(401, "unauthenticated");
  expect((await uploadFile(makeFile(1000))).state).toBe("ready");
  expect(server.sent.map(({ authorization }) => authorization)).toEqual(["Bearer old", "Bearer new"]);
});
