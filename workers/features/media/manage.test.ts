import { beforeAll, describe, expect, it } from "vitest";
import { maxCaptionLanguages, maxPosterBytes, type Media } from "../../../contract/media.ts";
import { eq } from "drizzle-orm";
import { media } from "../../../db/schema.ts";
import { captionsKey, posterKey, variantKey } from "../../../r2/keys.ts";
import { jpegWithGps, secrets } from "../../../tests/harness/media-files.ts";
import { makeMedia, onePixel, put } from "../../../tests/harness/media.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";

let ada: Person;
let other: Person;
beforeAll(async () => {
  [ada, other] = await Promise.all([makePerson(), makePerson()]);
});

const get = (id: string, as: Person | null) => api<Media>(`/v1/media/${id}`, { as });
const makeVideo = () => makeMedia(ada, { kind: "video", type: "video/mp4", width: 640, height: 360, duration: 3 });
const shown = async (id: string, audience = "public") =>
  makePost(ada, { type: "image", content: "", mediaIds: [id], audience });

describe("a media", () => {
  it("is its owner's alone until something shows it, and then for whoever may see that", async () => {
    const { id } = await makeMedia(ada);
    for (const as of [other, null]) expect((await get(id, as)).status).toBe(404);
    const own = await get(id, ada);
    expect(own.body.urls.original).toContain("?v=1&r=");
    expect(own.headers.get("ETag")).toBeTruthy();

    await shown(id);
    for (const as of [other, null, ada]) expect((await get(id, as)).body.urls.original).toBe(`/media/${id}`);

    const quiet = await makeMedia(ada);
    await shown(quiet.id, "private");
    expect((await get(quiet.id, other)).status).toBe(404);
    expect((await get(quiet.id, ada)).status).toBe(200);
  });

  it("is described by its owner", async () => {
    const { id } = await makeMedia(ada);
    for (const method of ["PATCH", "PUT"]) {
      const { status, body } = await api<Media>(`/v1/media/${id}`, { as: ada, method, body: { alt: `By ${method}` } });
      expect([status, body.alt]).toEqual([200, `By ${method}`]);
    }
    expect((await api(`/v1/media/${id}`, { as: ada, method: "PATCH", body: { alt: "x".repeat(1501) } })).status).toBe(
      422,
    );
    await shown(id);
    const { status } = await api(`/v1/media/${id}`, { as: other, method: "PATCH", body: { alt: "mine" } });
    expect(status).toBe(403);
  });

  it("is deleted by its owner where nothing shows it", async () => {
    const { id } = await makeMedia(ada);
    const remove = (as: Person) => api(`/v1/media/${id}`, { as, method: "DELETE" });
    expect((await remove(other)).status).toBe(404);
    const post = await shown(id);
    expect((await remove(other)).status).toBe(403);
    expect((await remove(ada)).status).toBe(409);
    await api(`/v1/posts/${post.id}`, { as: ada, method: "DELETE" });
    const after = await remove(ada);
    // The post has taken it along already, or it goes now.
    expect([204, 404]).toContain(after.status);
    expect((await get(id, ada)).status).toBe(404);
    await expect.poll(() => db.select().from(media).where(eq(media.id, id))).toEqual([]);
  });
});

describe("a poster", () => {
  const send = (id: string, bytes: Uint8Array, type = "image/jpeg", as = ada) =>
    put(`/v1/media/${id}/poster`, bytes, { as, type });

  it("stands for a video, without what its metadata tells, and replaces the one before", async () => {
    const { id } = await makeVideo();
    const first = await send(id, jpegWithGps());
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ placeholder: expect.any(String) as string });
    expect(first.body.urls).toHaveProperty("poster");
    const kept = new TextDecoder("latin1").decode(await (await env.MEDIA.get(posterKey(id)))?.arrayBuffer());
    for (const secret of Object.values(secrets)) expect(kept).not.toContain(secret);
    expect((await db.select().from(media).where(eq(media.id, id)))[0]).toMatchObject({ hasPoster: true, epoch: 1 });

    await env.MEDIA.put(variantKey(id, "poster", "webp"), "made of the first");
    expect((await send(id, onePixel, "image/png")).status).toBe(200);
    expect(await env.MEDIA.head(variantKey(id, "poster", "webp"))).toBeNull();
    expect((await db.select().from(media).where(eq(media.id, id)))[0]).toMatchObject({ hasPoster: true, epoch: 2 });
  });

  it("is a picture, of a video of one's own", async () => {
    const { id } = await makeVideo();
    expect((await send(id, onePixel, "image/png", other)).status).toBe(404);
    expect(
      (await send(id, new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/svg+xml")).status,
    ).toBe(415);
    expect((await send(id, onePixel.subarray(0, 50), "image/png")).status).toBe(415);
    expect((await send(id, onePixel, "text/plain")).status).toBe(415);
    expect((await send(id, new Uint8Array(maxPosterBytes + 1))).status).toBe(413);
    expect((await send((await makeMedia(ada)).id, onePixel, "image/png")).status).toBe(409);
    expect(await env.MEDIA.head(posterKey(id))).toBeNull();
  });
});

describe("captions", () => {
  const vtt = "WEBVTT\n\n00:01.000 --> 00:04.000\nNever drink liquid nitrogen.\n";
  const send = (id: string, language: string, text: string | Uint8Array, as = ada, type = "text/vtt; charset=utf-8") =>
    put(`/v1/media/${id}/captions/${language}`, typeof text === "string" ? new TextEncoder().encode(text) : text, {
      as,
      type,
    });
  const languages = (body: Media) => body.captions?.map(({ language }) => language);

  it("are kept by language, replaced and taken away", async () => {
    const { id } = await makeVideo();
    expect(languages((await send(id, "km", vtt)).body)).toEqual(["km"]);
    const two = (await send(id, "EN-us", `\uFEFF${vtt.replaceAll("\n", "\r\n")}`)).body;
    expect(languages(two)).toEqual(["en-US", "km"]);
    expect(two.captions?.[0]?.url).toMatch(new RegExp(`^/media/${id}/captions/en-US\\?v=1&r=`));
    expect(await (await env.MEDIA.get(captionsKey(id, "en-US")))?.text()).toBe(vtt);

    const again = (await send(id, "en-US", vtt.replace("Never", "Always"))).body;
    expect(languages(again)).toEqual(["en-US", "km"]);
    expect(again.captions?.[0]?.url).toContain("?v=2&");
    const less = await api<Media>(`/v1/media/${id}/captions/en-us`, { as: ada, method: "DELETE" });
    expect([less.status, languages(less.body)]).toEqual([200, ["km"]]);
    expect(await env.MEDIA.head(captionsKey(id, "en-US"))).toBeNull();
    expect((await api(`/v1/media/${id}/captions/fr`, { as: ada, method: "DELETE" })).status).toBe(200);
  });

  it("are WebVTT in UTF-8, of a video of one's own", async () => {
    const { id } = await makeVideo();
    expect((await send(id, "en", "1\n00:01,000 --> 00:04,000\nSubRip")).status).toBe(422);
    expect((await send(id, "en", Uint8Array.of(...new TextEncoder().encode(vtt), 0xff))).status).toBe(422);
    expect((await send(id, "en", vtt, ada, "text/plain")).status).toBe(415);
    expect((await send(id, "en", new Uint8Array(512 * 1024 + 1))).status).toBe(413);
    expect((await send(id, "no language", vtt)).status).toBe(422);
    expect((await send(id, "en", vtt, other)).status).toBe(404);
    expect((await send((await makeMedia(ada)).id, "en", vtt)).status).toBe(409);
    expect((await get(id, ada)).body.captions).toBeUndefined();
  });

  it("come in a limited number of languages", async () => {
    const captions = Array.from({ length: maxCaptionLanguages }, (_, i) => `en-x-${i}`);
    const { id } = await makeMedia(ada, { kind: "video", type: "video/mp4", captions });
    expect((await send(id, "km", vtt)).status).toBe(409);
    expect((await send(id, "en-x-1", vtt)).status).toBe(200);
  });
});
