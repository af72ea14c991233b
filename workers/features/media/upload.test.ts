import { env as bindings } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import { type Media, type MediaUsage, partBytes, type UploadTarget } from "../../../contract/media.ts";
import { media, mediaParts, outbox } from "../../../db/schema.ts";
import { originalKey, stagingKey } from "../../../r2/keys.ts";
import { declare, onePixel, put, type TestFile, upload } from "../../../tests/harness/media.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { hexOf } from "./seal.ts";

let ada: Person;
let other: Person;
beforeAll(async () => {
  [ada, other] = await Promise.all([makePerson(), makePerson()]);
});

const MiB = 1024 * 1024;
const pixel: TestFile = { name: "pixel.png", type: "image/png", bytes: onePixel };
const words = (text: string): TestFile => ({
  name: "words.txt",
  type: "text/plain",
  bytes: new TextEncoder().encode(text),
});
/** A text that is sent in three parts, each of its own letters. */
const long: TestFile = {
  name: "long.txt",
  type: "text/plain",
  bytes: new Uint8Array(2 * partBytes + 1000).map((_, i) => 97 + Math.floor(i / partBytes)),
};
const partOf = (file: TestFile, part: number) => file.bytes.subarray((part - 1) * partBytes, part * partBytes);

const get = async (id: string, as: Person | null = ada) => (await api<Media>(`/v1/media/${id}`, { as })).body;
const complete = (id: string, as = ada) => api<Media & Problem>(`/v1/media/${id}/complete`, { as, method: "POST" });
const rowOf = async (id: string) => (await db.select().from(media).where(eq(media.id, id)))[0];
const stored = async (key: string) => {
  const object = await env.MEDIA.get(key);
  return object && new Uint8Array(await object.arrayBuffer());
};
const sha256 = async (bytes: Uint8Array) => hexOf(await crypto.subtle.digest("SHA-256", bytes));
const settled = (id: string) => expect.poll(async () => (await get(id)).state);

describe("announcing a file", () => {
  const announce = (fields: Record<string, unknown>, as = ada, headers: Record<string, string> = {}) =>
    api<UploadTarget & Problem>("/v1/media", {
      as,
      headers,
      body: { filename: "a.png", type: "image/png", size: 10, ...fields },
    });

  it("says where the bytes go, and in which parts when they are many", async () => {
    const small = await announce({ size: 16 * MiB });
    expect(small.status).toBe(201);
    expect(small.body).toEqual({ id: small.body.id, uploadUrl: `/v1/media/${small.body.id}/bytes` });
    const large = await announce({ size: 16 * MiB + 1 });
    expect(large.body.partSize).toBe(8 * MiB);
    expect(await get(large.body.id)).toMatchObject({
      state: "uploading",
      kind: "image",
      upload: { uploadUrl: large.body.uploadUrl, partSize: 8 * MiB, received: [] },
    });
  });

  it("keeps the name that people see, and what the picture shows", async () => {
    const { body } = await announce({ filename: "..\\secret/\u202Ephoto\u0000.png", alt: "A boat" });
    expect(await get(body.id)).toMatchObject({ filename: "photo.png", alt: "A boat" });
  });

  it.each([
    ["setup.exe", "application/octet-stream"],
    ["harmless.png", "application/x-msdownload"],
  ])("refuses programs (%s as %s)", async (filename, type) => {
    const { status, body } = await announce({ filename, type });
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
  });

  it("refuses what is larger than the role may send; videos may be larger", async () => {
    const teacher = await makePerson({ role: "teacher" });
    const video = { filename: "a.mp4", type: "video/mp4" };
    expect((await announce({ size: 50 * MiB })).status).toBe(201);
    const { status, body } = await announce({ size: 50 * MiB + 1 });
    expect([status, body.code]).toEqual([413, "payload_too_large"]);
    expect(body.detail).toContain("50 MiB");
    expect((await announce({ ...video, size: 500 * MiB })).status).toBe(201);
    expect((await announce({ ...video, size: 500 * MiB + 1 })).status).toBe(413);
    expect((await announce({ ...video, size: 500 * MiB + 1 }, teacher)).status).toBe(201);
    expect((await announce({ size: 50 * MiB + 1 }, teacher)).status).toBe(413);
  });

  it("gives the last of a quota to one of two at once, and gives it back when it is free", async () => {
    const person = await makePerson();
    await db.run(sql`INSERT INTO media_usage (user_id, bytes) VALUES (${person.id}, ${5 * 1024 * MiB - 60 * MiB})`);
    const both = await Promise.all([announce({ size: 40 * MiB }, person), announce({ size: 40 * MiB }, person)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 413]);
    expect(both.find(({ status }) => status === 413)?.body).toMatchObject({
      code: "payload_too_large",
      detail: expect.stringContaining("5 GiB") as string,
    });
    expect((await announce({ size: 21 * MiB }, person)).status).toBe(413);
    expect((await announce({ size: 20 * MiB }, person)).status).toBe(201);
    const first = both.find(({ status }) => status === 201)?.body.id ?? "";
    expect((await api(`/v1/media/${first}`, { as: person, method: "DELETE" })).status).toBe(204);
    expect((await announce({ size: 40 * MiB }, person)).status).toBe(201);
  });

  it("is done once for an idempotency key", async () => {
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const [first, second] = [await announce({ size: 7 }, ada, headers), await announce({ size: 7 }, ada, headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await announce({ size: 8 }, ada, headers)).body.code).toBe("idempotency_mismatch");
  });

  it("counts what somebody keeps", async () => {
    const person = await makePerson();
    await upload(person, pixel);
    const { body } = await api<MediaUsage>("/v1/media/usage", { as: person });
    expect(body).toMatchObject({ usedBytes: onePixel.length, fileBytes: 50 * MiB, quotaBytes: 5 * 1024 * MiB });
  });
});

describe("sending a file whole", () => {
  it("makes a small one ready before the answer, with nothing left behind", async () => {
    const { id, uploadUrl } = await declare(ada, { ...pixel, alt: "A pixel" });
    const { status, body } = await put(uploadUrl, pixel.bytes, { as: ada, type: "text/html" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: "ready",
      kind: "image",
      type: "image/png",
      size: onePixel.length,
      width: 1,
      height: 1,
      alt: "A pixel",
    });
    expect(body.upload).toBeUndefined();
    expect(await stored(originalKey(id))).toEqual(onePixel);
    expect(await stored(stagingKey(id))).toBeNull();
    expect(await rowOf(id)).toMatchObject({ sha256: await sha256(onePixel), stagedEtag: null });
    expect((await rowOf(id))?.unreferencedAt).toBeGreaterThan(0);
    const waiting = await db.select().from(outbox).where(eq(outbox.kind, "media.process"));
    expect(waiting.filter(({ payload }) => JSON.stringify(payload).includes(id))).toEqual([]);
  });

  it("answers the media as it is when it is sent again, and changes nothing", async () => {
    const { id, uploadUrl } = await declare(ada, words("once"));
    expect((await put(uploadUrl, words("once").bytes, { as: ada })).body.state).toBe("ready");
    const again = await put(uploadUrl, words("else").bytes, { as: ada });
    expect([again.status, again.body.state]).toEqual([200, "ready"]);
    expect(await stored(originalKey(id))).toEqual(words("once").bytes);
    expect(await stored(stagingKey(id))).toBeNull();
  });

  it("lets the bytes of a repetition go by: who is answered before may take it for a cut connection", async () => {
    const file = words("o".repeat(2 * MiB));
    const { uploadUrl } = await declare(ada, file);
    await put(uploadUrl, file.bytes, { as: ada });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= file.bytes.length) return controller.close();
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect((await put(uploadUrl, body, { as: ada })).status).toBe(200);
    expect(sent).toBeGreaterThanOrEqual(file.bytes.length);
  });

  it("is nobody else's to send", async () => {
    const { id, uploadUrl } = await declare(ada, pixel);
    expect((await put(uploadUrl, pixel.bytes, { as: other })).status).toBe(404);
    expect((await put(uploadUrl, pixel.bytes)).status).toBe(401);
    expect((await complete(id, other)).status).toBe(404);
    expect((await api(`/v1/media/${id}`, { as: other })).status).toBe(404);
    expect((await get(id)).state).toBe("uploading");
  });

  it.each([
    ["fewer", (bytes: Uint8Array) => bytes.subarray(1)],
    ["more", (bytes: Uint8Array) => Uint8Array.of(...bytes, 0)],
  ])("refuses %s bytes than declared, said so or not, and can be repeated", async (_, changed) => {
    const file = words("some words");
    const { id, uploadUrl } = await declare(ada, file);
    const bytes = changed(file.bytes);
    const said = await put(uploadUrl, bytes, { as: ada });
    expect([said.status, said.body.errors?.[0]?.path]).toEqual([422, "Content-Length"]);
    const unsaid = await put(uploadUrl, new Blob([bytes]).stream().pipeThrough(new TransformStream()), {
      as: ada,
    });
    expect(unsaid.status).toBe(422);
    expect(await stored(stagingKey(id))).toBeNull();
    expect((await put(uploadUrl, file.bytes, { as: ada })).body.state).toBe("ready");
  });

  it("refuses a certain lie while it is sent, and keeps nothing of it", async () => {
    const program = new Uint8Array(2 * MiB);
    program.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
    const { id, uploadUrl } = await declare(ada, { name: "p.png", type: "image/png", bytes: program });
    const answer = await put(uploadUrl, program, { as: ada });
    expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"]);
    expect(await get(id)).toMatchObject({ state: "refused", reason: "type_not_accepted", detail: answer.body.detail });
    expect(await stored(stagingKey(id))).toBeNull();
    expect(await stored(originalKey(id))).toBeNull();
    expect((await put(uploadUrl, program, { as: ada })).body.state).toBe("refused");
  });

  it("refuses what does not hold on a closer look, and takes it off the quota", async () => {
    const person = await makePerson();
    const broken = { ...pixel, bytes: onePixel.subarray(0, 40) };
    const body = await upload(person, broken);
    expect(body).toMatchObject({ state: "refused", reason: "damaged" });
    expect(await stored(originalKey(body.id))).toBeNull();
    expect(await stored(stagingKey(body.id))).toBeNull();
    expect((await api<MediaUsage>("/v1/media/usage", { as: person })).body.usedBytes).toBe(0);
  });

  it("wants more than nothing", async () => {
    const { uploadUrl } = await declare(ada, pixel);
    const answer = await api<Problem>(uploadUrl, { as: ada, method: "PUT" });
    expect(answer.status).toBe(422);
  });
});

describe("sending a file in parts", () => {
  const send = (uploadUrl: string, part: number, bytes = partOf(long, part), as = ada) =>
    put(`${uploadUrl}?part=${part}`, bytes, { as });

  it("takes them in any order and more than once, goes on after a cut, and puts them together", async () => {
    const { id, uploadUrl, partSize } = await declare(ada, long);
    expect(partSize).toBe(partBytes);
    expect((await send(uploadUrl, 3)).body).toEqual({ part: 3, size: 1000 });
    expect((await send(uploadUrl, 1, partOf(long, 2))).body).toEqual({ part: 1, size: partBytes });
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(partOf(long, 2).subarray(0, 1000));
        controller.close();
      },
    });
    expect((await put(`${uploadUrl}?part=2`, cut, { as: ada })).status).toBe(422);

    expect((await get(id)).upload).toEqual({
      uploadUrl,
      partSize,
      received: [
        { part: 1, size: partBytes },
        { part: 3, size: 1000 },
      ],
    });
    const early = await complete(id);
    expect([early.status, early.body.detail]).toEqual([409, "Parts are missing: 2."]);

    await send(uploadUrl, 1);
    await send(uploadUrl, 2);
    const { status, body } = await complete(id);
    expect(status).toBe(200);
    expect(["processing", "ready"]).toContain(body.state);
    await settled(id).toBe("ready");
    expect(await sha256((await stored(originalKey(id))) ?? new Uint8Array())).toBe(await sha256(long.bytes));
    expect((await rowOf(id))?.sha256).toBe(await sha256(long.bytes));
    expect((await complete(id)).body.state).toBe("ready");
    expect((await send(uploadUrl, 1)).body.state).toBe("ready");
    await expect.poll(() => stored(stagingKey(id))).toBeNull();
    expect(await db.select().from(mediaParts).where(eq(mediaParts.mediaId, id))).toEqual([]);
  });

  it("refuses parts of another size, and parts that there are none of", async () => {
    const { uploadUrl } = await declare(ada, long);
    for (const [part, bytes] of [
      [1, partOf(long, 1).subarray(1)],
      [3, partOf(long, 1)],
      [3, partOf(long, 3).subarray(1)],
      [4, partOf(long, 3)],
      [0, partOf(long, 3)],
      [10_001, partOf(long, 3)],
    ] as const)
      expect((await send(uploadUrl, part, bytes)).status, `part ${part}`).toBe(422);
    const whole = await declare(ada, pixel);
    expect((await send(whole.uploadUrl, 1, pixel.bytes)).status).toBe(422);
    expect((await complete(whole.id)).status).toBe(409);
  });

  it("takes all bytes at once as well, and forgets the parts", async () => {
    const { id, uploadUrl } = await declare(ada, long);
    await send(uploadUrl, 1, partOf(long, 2));
    expect((await put(uploadUrl, long.bytes, { as: ada })).status).toBe(200);
    await settled(id).toBe("ready");
    expect((await rowOf(id))?.sha256).toBe(await sha256(long.bytes));
    expect(await db.select().from(mediaParts).where(eq(mediaParts.mediaId, id))).toEqual([]);
  });

  it("refuses a lie in the first part, and keeps none of the others", async () => {
    const { id, uploadUrl } = await declare(ada, { ...long, name: "a.mp4", type: "video/mp4" });
    await send(uploadUrl, 2);
    const answer = await send(uploadUrl, 1);
    expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"]);
    expect(await get(id)).toMatchObject({ state: "refused", reason: "type_mismatch" });
    expect(await db.select().from(mediaParts).where(eq(mediaParts.mediaId, id))).toEqual([]);
  });

  it("begins anew when the parts are gone from the bucket", async () => {
    const { id, uploadUrl } = await declare(ada, long);
    for (const part of [1, 2, 3]) await send(uploadUrl, part);
    const { uploadId } = (await rowOf(id)) ?? {};
    await bindings.MEDIA.resumeMultipartUpload(stagingKey(id), uploadId ?? "").abort();
    expect((await complete(id)).status).toBe(409);
    expect((await get(id)).upload?.received).toEqual([]);
    for (const part of [1, 2, 3]) expect((await send(uploadUrl, part)).status).toBe(200);
    expect((await complete(id)).status).toBe(200);
    await settled(id).toBe("ready");
  });

  it("notices that while a part is sent, too", async () => {
    const { id, uploadUrl } = await declare(ada, long);
    const { uploadId } = (await rowOf(id)) ?? {};
    await bindings.MEDIA.resumeMultipartUpload(stagingKey(id), uploadId ?? "").abort();
    expect((await send(uploadUrl, 1)).status).toBe(409);
    expect((await send(uploadUrl, 1)).status).toBe(200);
  });
});
