/** Bytes as they are served: ranges, conditions, types, names, and what is hostile in them. */
import { beforeAll, describe, expect, it } from "vitest";
import type { MediaRow } from "../../../../db/schema.ts";
import { captionsKey } from "../../../../r2/keys.ts";
import { makeMedia } from "../../../../tests/harness/media.ts";
import { bytesOf, svgWithScript } from "../../../../tests/harness/media-files.ts";
import { api, env, makePerson, type Person } from "../../../../tests/harness/people.ts";
import { read, refer, type Served } from "../../../../tests/harness/serving.ts";

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const part = (from: number, to: number) => bytes.slice(from, to);

let owner: Person;
let video: MediaRow;
let path: string;
let whole: Served;
beforeAll(async () => {
  owner = await makePerson();
  video = await makeMedia(owner, { kind: "video", type: "video/mp4", filename: "talk.mp4", bytes, captions: ["en"] });
  await refer(video.id, "avatar", owner.id);
  await env.MEDIA.put(captionsKey(video.id, "en"), "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n");
  path = `/media/${video.id}`;
  whole = await read(path);
});

const get = (headers: Record<string, string>) => read(path, { headers });

describe("the whole", () => {
  it("comes with what caches and players need", () => {
    expect(whole.status).toBe(200);
    expect(whole.bytes).toEqual(bytes);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "content-length": "1000",
      "content-type": "video/mp4",
      "content-disposition": "inline; filename=talk.mp4",
      etag: expect.stringMatching(/^"[^"]+"$/),
      "last-modified": expect.stringMatching(/ GMT$/),
    });
  });

  it("is described by HEAD alike, without bytes", async () => {
    const head = await read(path, { method: "HEAD", headers: { Range: "bytes=0-5" } });
    expect(head.status).toBe(200);
    expect(head.bytes).toHaveLength(0);
    for (const name of ["content-length", "content-type", "etag", "last-modified", "accept-ranges", "cache-control"])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });
});

describe("a range", () => {
  it.each([
    ["bytes=0-99", "bytes 0-99/1000", part(0, 100)],
    ["bytes=0-0", "bytes 0-0/1000", part(0, 1)],
    ["bytes=999-", "bytes 999-999/1000", part(999, 1000)],
    ["bytes=500-", "bytes 500-999/1000", part(500, 1000)],
    ["bytes=900-5000", "bytes 900-999/1000", part(900, 1000)],
    ["bytes=-100", "bytes 900-999/1000", part(900, 1000)],
    ["bytes=-5000", "bytes 0-999/1000", bytes],
    ["bytes=0-999", "bytes 0-999/1000", bytes],
  ])("%s", async (range, contentRange, expected) => {
    const answer = await get({ Range: range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("Content-Range")).toBe(contentRange);
    expect(answer.headers.get("Content-Length")).toBe(String(expected.length));
    expect(answer.headers.get("ETag")).toBe(whole.headers.get("ETag"));
    expect(answer.bytes).toEqual(expected);
  });

  it.each(["bytes=1000-", "bytes=1000-1009", "bytes=5000-6000", "bytes=-0", "bytes=99999999999999999999-"])(
    "%s has no bytes",
    async (range) => {
      const answer = await get({ Range: range });
      expect(answer.status).toBe(416);
      expect(answer.headers.get("Content-Range")).toBe("bytes */1000");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    },
  );

  it.each(["bytes=0-1,5-6", "bytes=9-5", "lines=0-1", "bytes=a-", "nonsense"])("%s gets the whole", async (range) => {
    const answer = await get({ Range: range });
    expect(answer.status).toBe(200);
    expect(answer.bytes).toEqual(bytes);
    expect(answer.headers.get("Content-Range")).toBeNull();
  });

  it("of another version gets the whole", async () => {
    const etag = whole.headers.get("ETag") ?? "";
    const modified = whole.headers.get("Last-Modified") ?? "";
    const statusIf = async (condition: string) => (await get({ Range: "bytes=0-9", "If-Range": condition })).status;
    expect(await statusIf(etag)).toBe(206);
    expect(await statusIf(modified)).toBe(206);
    for (const condition of ['"other"', `W/${etag}`, new Date(0).toUTCString(), "nonsense"]) {
      const answer = await get({ Range: "bytes=0-9", "If-Range": condition });
      expect({ condition, status: answer.status }).toEqual({ condition, status: 200 });
      expect(answer.bytes).toEqual(bytes);
    }
  });
});

describe("what a client has", () => {
  it("is not sent again", async () => {
    const etag = whole.headers.get("ETag") ?? "";
    const modified = whole.headers.get("Last-Modified") ?? "";
    const later = new Date(Date.now() + 60_000).toUTCString();
    for (const headers of [
      { "If-None-Match": etag },
      { "If-None-Match": `"a", W/${etag} , "b"` },
      { "If-None-Match": "*" },
      { "If-None-Match": etag, Range: "bytes=0-5" },
      { "If-Modified-Since": modified },
      { "If-Modified-Since": later },
    ] as Record<string, string>[]) {
      const answer = await get(headers);
      expect({ headers, status: answer.status, length: answer.bytes.length }).toEqual({
        headers,
        status: 304,
        length: 0,
      });
      expect(answer.headers.get("ETag")).toBe(etag);
      expect(answer.headers.get("Cache-Control")).toBe(whole.headers.get("Cache-Control"));
    }
  });

  it("is sent where it is another version", async () => {
    for (const headers of [
      { "If-None-Match": '"other"' },
      { "If-None-Match": '"other"', "If-Modified-Since": new Date(Date.now() + 60_000).toUTCString() },
      { "If-Modified-Since": new Date(0).toUTCString() },
      { "If-Modified-Since": "nonsense" },
    ] as Record<string, string>[])
      expect({ headers, status: (await get(headers)).status }).toEqual({ headers, status: 200 });
  });
});

describe("what a browser may do with it", () => {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
  const serve = async (fields: Parameters<typeof makeMedia>[1], query = "") => {
    const row = await makeMedia(owner, fields);
    return read(`/media/${row.id}${query}`, { as: owner });
  };

  it.each([
    { type: "image/svg+xml", bytes: svgWithScript(), served: "image/svg+xml", how: "inline" },
    {
      type: "text/html",
      bytes: bytesOf("<script>alert(1)</script>"),
      served: "text/plain; charset=utf-8",
      how: "attachment",
    },
    {
      type: "application/xhtml+xml",
      bytes: bytesOf("<html/>"),
      served: "text/plain; charset=utf-8",
      how: "attachment",
    },
    { type: "text/javascript", bytes: bytesOf("alert(1)"), served: "text/plain; charset=utf-8", how: "attachment" },
    {
      type: "text/plain",
      bytes: bytesOf("<script>alert(1)</script>"),
      served: "text/plain; charset=utf-8",
      how: "attachment",
    },
    { type: "application/pdf", bytes: bytesOf("%PDF-1.7"), served: "application/pdf", how: "attachment" },
    { type: "application/zip", bytes: bytesOf("PK"), served: "application/zip", how: "attachment" },
    { type: "image/png", bytes: bytesOf("<html><script>alert(1)</script>"), served: "image/png", how: "inline" },
    { type: "audio/mpeg", bytes: bytesOf("ID3"), served: "audio/mpeg", how: "inline" },
  ])("with $type is $how, and nothing in it runs", async ({ served, how, ...file }) => {
    const { status, headers } = await serve({ ...file, filename: "file" });
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe(served);
    expect(headers.get("Content-Disposition")).toMatch(new RegExp(`^${how};`));
    expect(headers.get("Content-Security-Policy")).toBe(policy);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-site");
    expect(headers.get("X-Frame-Options")).toBe("DENY");
  });

  it("keeps to the same policy in parts, for HEAD and where there is nothing to send", async () => {
    const row = await makeMedia(owner, { type: "image/svg+xml", bytes: svgWithScript(), filename: "a.svg" });
    for (const [how, status] of [
      [{ headers: { Range: "bytes=0-9" } }, 206],
      [{ headers: { Range: "bytes=99999-" } }, 416],
      [{ headers: { "If-None-Match": "*" } }, 304],
      [{ method: "HEAD" }, 200],
    ] as const) {
      const answer = await read(`/media/${row.id}`, { as: owner, ...how });
      expect(answer.status).toBe(status);
      expect(answer.headers.get("Content-Security-Policy")).toBe(policy);
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  it("is to keep it under its name where that is asked for", async () => {
    const name = 'Ünïcode "quoted"; 猫\u202Egnp.exe';
    const { headers } = await serve({ type: "image/png", filename: name }, "?download");
    expect(headers.get("Content-Disposition")).toBe(
      `attachment; filename="?n?code _quoted_; ?gnp.exe.png"; filename*=UTF-8''%C3%9Cn%C3%AFcode%20_quoted_%3B%20%E7%8C%ABgnp.exe.png`,
    );
  });

  it("on sites that may use the API is to show it", async () => {
    const admin = await makePerson({ role: "admin" });
    const allow = (corsOrigins: string[]) =>
      api("/v1/admin/settings", { as: admin, method: "PATCH", body: { corsOrigins } });
    expect((await allow(["https://app.example.org"])).status).toBe(200);
    expect((await read(path)).headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    await allow([]);
  });
});

describe("captions", () => {
  it("are served as WebVTT, and asked for again each time", async () => {
    const { status, headers, text } = await read(`${path}/captions/en`);
    expect(status).toBe(200);
    expect(text).toMatch(/^WEBVTT/);
    expect(headers.get("Content-Type")).toBe("text/vtt; charset=utf-8");
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
    const known = { "If-None-Match": headers.get("ETag") ?? "" };
    expect((await read(`${path}/captions/en`, { headers: known })).status).toBe(304);
  });

  it("that the media has not are not there, even where bytes are", async () => {
    await env.MEDIA.put(captionsKey(video.id, "km"), "WEBVTT\n");
    expect((await read(`${path}/captions/km`)).status).toBe(404);
  });
});

describe("bytes that are gone", () => {
  it("are not found, and that is no fault to those who ask", async () => {
    const row = await makeMedia(owner);
    await env.MEDIA.delete(`media/${row.id}/original`);
    for (const rest of ["", "/thumb"]) {
      const { status, headers } = await read(`/media/${row.id}${rest}`, { as: owner });
      expect(status).toBe(404);
      expect(headers.get("Content-Type")).toBe("application/problem+json");
    }
  });
});
