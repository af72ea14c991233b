import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Media } from "../../../contract/media.ts";
import { media, outbox } from "../../../db/schema.ts";
import { originalKey, stagingKey } from "../../../r2/keys.ts";
import { declare, onePixel, put, type TestFile, upload } from "../../../tests/harness/media.ts";
import { observeWork } from "../../../tests/harness/observed.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { leaseMillis } from "../../effects/commit.ts";
import { armFault, type FaultPoint } from "../../effects/faults.ts";
import { consume } from "../../effects/outbox.ts";
import { eraseMedia } from "./erase.ts";
import { processMedia } from "./process.ts";
import { hexOf } from "./seal.ts";

let ada: Person;
beforeAll(async () => {
  ada = await makePerson();
});
let disarm: (() => void) | undefined;
afterEach(() => {
  disarm?.();
  disarm = undefined;
});

const pixel: TestFile = { name: "pixel.png", type: "image/png", bytes: onePixel };
const rowOf = async (id: string) => (await db.select().from(media).where(eq(media.id, id)))[0];
const effectsOf = async (id: string) =>
  (await db.select().from(outbox).where(eq(outbox.kind, "media.process"))).filter(
    ({ payload }) => (payload as { mediaId: string }).mediaId === id,
  );
const keysOf = async (id: string) =>
  (
    await Promise.all([env.MEDIA.list({ prefix: `media/${id}/` }), env.MEDIA.list({ prefix: `uploads/${id}` })])
  ).flatMap(({ objects }) => objects.map(({ key }) => key));
const process = (mediaId: string) => observeWork((scope) => processMedia(scope, { mediaId }));
const erase = (mediaIds: string[]) => observeWork((scope) => eraseMedia(scope, { mediaIds }));
const get = async (id: string) => (await api<Media>(`/v1/media/${id}`, { as: ada })).body;

/** A media whose bytes have arrived, but whose look at them failed at `point`. */
async function interrupted(point: FaultPoint, file = pixel): Promise<string> {
  disarm = armFault(point);
  const { id, uploadUrl } = await declare(ada, file);
  const answer = await put(uploadUrl, file.bytes, { as: ada });
  expect([answer.status, answer.body.state]).toEqual([200, "processing"]);
  disarm();
  return id;
}

/** Gives the row of an effect back, as if it had been left long ago. */
async function doOverdue(id: string): Promise<void> {
  const ids = (await effectsOf(id)).map((row) => row.id);
  await db.update(outbox).set({ leaseUntil: null, dueAt: 0 }).where(eq(outbox.kind, "media.process"));
  await observeWork((scope) => consume(scope, ids));
}

describe("looking at a file", () => {
  it("holds its effect while it is done before the answer, and finishes it with the result", async () => {
    const { id, uploadUrl } = await declare(ada, pixel);
    const before = Date.now();
    disarm = armFault("media.before-ready");
    await put(uploadUrl, onePixel, { as: ada });
    const [row] = await effectsOf(id);
    // Failed, so that it was given to the consumer, which failed as well or has not come yet.
    expect(row).toBeDefined();
    expect(row?.createdAt).toBeGreaterThanOrEqual(before);
    expect(row?.leaseUntil ?? 0).toBeLessThanOrEqual(Date.now() + leaseMillis);
    disarm();
    await doOverdue(id);
    expect(await effectsOf(id)).toEqual([]);
    expect((await get(id)).state).toBe("ready");
  });

  it.each(["media.before-seal", "media.before-ready"] as const)(
    "that was cut off at %s serves nothing until it is done again",
    async (point) => {
      const id = await interrupted(point);
      expect((await api(`/media/${id}`, { as: ada })).status).toBe(404);
      await doOverdue(id);
      expect(await rowOf(id)).toMatchObject({
        state: "ready",
        sha256: hexOf(await crypto.subtle.digest("SHA-256", onePixel)),
      });
      expect(await keysOf(id)).toEqual([originalKey(id)]);
    },
  );

  it("can be done twice at once, and again", async () => {
    const id = await interrupted("media.before-seal");
    await Promise.all([process(id), process(id)]);
    await process(id);
    expect((await get(id)).state).toBe("ready");
    expect(await keysOf(id)).toEqual([originalKey(id)]);
  });

  it("looks at the bytes that were taken, never at others that came after them", async () => {
    const id = await interrupted("media.before-seal");
    await env.MEDIA.put(stagingKey(id), "<script>alert(1)</script>");
    await process(id);
    expect(await get(id)).toMatchObject({ state: "refused", reason: "damaged" });
    expect(await keysOf(id)).toEqual([]);
  });

  it("refuses what has gone", async () => {
    const id = await interrupted("media.before-seal");
    await env.MEDIA.delete(stagingKey(id));
    await process(id);
    expect(await get(id)).toMatchObject({ state: "refused", reason: "damaged" });
  });

  it("leaves nothing of what was erased meanwhile", async () => {
    const id = await interrupted("media.before-seal");
    // Erased just before the original is written.
    const bucket = new Proxy(env.MEDIA, {
      get(target, property) {
        if (property === "put")
          return async (...args: Parameters<R2Bucket["put"]>) => {
            await erase([id]);
            return target.put(...args);
          };
        const value = Reflect.get(target, property, target) as unknown;
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });
    await observeWork((scope) => processMedia({ ...scope, env: { ...scope.env, MEDIA: bucket } }, { mediaId: id }));
    expect(await rowOf(id)).toBeUndefined();
    expect(await keysOf(id)).toEqual([]);
  });

  it("gives pictures a placeholder", async () => {
    expect((await upload(ada, pixel)).placeholder).toMatch(/^[\w+/]+=*$/);
  });
});

describe("erasing", () => {
  it("frees what nothing refers to: bytes, row, quota", async () => {
    const { id, size } = await upload(ada, pixel);
    const used = async () => (await api<{ usedBytes: number }>("/v1/media/usage", { as: ada })).body.usedBytes;
    const before = await used();
    await erase([id]);
    await erase([id]);
    expect(await keysOf(id)).toEqual([]);
    expect(await rowOf(id)).toBeUndefined();
    expect(await used()).toBe(before - size);
    expect((await api(`/v1/media/${id}`, { as: ada })).status).toBe(404);
  });

  it("leaves what something shows", async () => {
    const { id } = await upload(ada, pixel);
    await api("/v1/users/me", { as: ada, method: "PATCH", body: { avatarMediaId: id } });
    await erase([id]);
    expect((await get(id)).state).toBe("ready");
    expect(await keysOf(id)).toEqual([originalKey(id)]);
    expect((await api(`/v1/media/${id}`, { as: ada, method: "DELETE" })).status).toBe(409);
  });

  it("ends what is still being collected", async () => {
    const { id, uploadUrl } = await declare(ada, {
      name: "a.txt",
      type: "text/plain",
      bytes: new Uint8Array(17 << 20),
    });
    const part = new Uint8Array(8 << 20).fill(97);
    expect((await put(`${uploadUrl}?part=1`, part, { as: ada })).status).toBe(200);
    const { uploadId } = (await rowOf(id)) ?? {};
    expect((await api(`/v1/media/${id}`, { as: ada, method: "DELETE" })).status).toBe(204);
    await expect.poll(() => rowOf(id)).toBeUndefined();
    await expect(env.MEDIA.resumeMultipartUpload(stagingKey(id), uploadId ?? "").uploadPart(2, part)).rejects.toThrow(
      /upload/,
    );
    expect((await put(`${uploadUrl}?part=2`, part, { as: ada })).status).toBe(404);
  });
});
