/** Uploads as a program sends them, honest or not: what the site takes, what it refuses, and what it serves after that. */
import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { encode } from "fast-png";
import type { Problem } from "../../contract/errors.ts";
import type { Post } from "../../contract/posts.ts";
import { partBytes, wholeBytes } from "../../contract/media.ts";
import { bytesOf, jpegWithGps, png, pngWithGps, secrets } from "../harness/media-files.ts";
import { type Bytes, Client, expectNothingServed, partOf } from "./lib/uploads.ts";

const asBytes = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

let ada: Client;
test.beforeEach(async ({ request, baseURL }) => {
  ada = await Client.signUp(request, baseURL ?? "", "Ada Sender");
});

test("a file that is too large is refused before its bytes are sent", async () => {
  const size = 60_000_000;
  const problem = await ada.call<Problem>("POST", "/v1/media", { filename: "a.png", type: "image/png", size }, 413);
  expect(problem.code).toBe("payload_too_large");
});

test("more or fewer bytes than declared are refused while they are sent", async ({ request }) => {
  const picture = asBytes(png());
  const longer = asBytes(Buffer.concat([picture, Buffer.alloc(5000)]));
  const lies: [string, Bytes, { length?: null }][] = [
    ["longer", longer, {}],
    ["longer, without saying so", longer, { length: null }],
    ["shorter", picture.subarray(0, 100), {}],
    ["shorter, without saying so", picture.subarray(0, 100), { length: null }],
  ];
  for (const [what, bytes, sending] of lies) {
    const { id, uploadUrl } = await ada.declare("lie.png", "image/png", picture.length);
    const { status } = await ada.put(uploadUrl, bytes, sending);
    expect(status === null || (status >= 400 && status < 500), `${what}: ${status}`).toBe(true);
    const media = await ada.media(id);
    expect(media.state, what).not.toBe("ready");
    await expectNothingServed(request, media);
  }
});

test("what is not what it is called is refused, and never served", async ({ request }) => {
  const page = asBytes(bytesOf(`<!doctype html><title>x</title><script>alert(1)</script>${" ".repeat(5000)}`));
  const program = asBytes(
    Buffer.concat([bytesOf("MZ\u0090\0\u0003\0\0\0\u0004\0\0\0\u00ff\u00ff\0\0"), Buffer.alloc(2000)]),
  );
  for (const [name, bytes] of [
    ["page.png", page],
    ["program.png", program],
  ] as const) {
    const { id, uploadUrl } = await ada.declare(name, "image/png", bytes.length);
    await ada.put(uploadUrl, bytes);
    const media = await ada.settled(id, "refused");
    expect(["type_mismatch", "type_not_accepted"]).toContain(media.reason);
    expect(media.detail).toBeTruthy();
    await expectNothingServed(request, media);
  }
});

test("an upload that was cut goes on where it was, and its bytes are the same", async ({ request }) => {
  const picture = largePicture();
  expect(picture.length).toBeGreaterThan(wholeBytes);
  const { id, uploadUrl, partSize = 0 } = await ada.declare("large.png", "image/png", picture.length);
  expect(partSize).toBe(partBytes);
  const part = (number: number) => partOf(picture, partSize, number);
  const address = (number: number) => `${uploadUrl}?part=${number}`;

  expect((await ada.put(address(1), part(1))).status).toBe(200);
  // Once with other bytes: sending again replaces.
  expect((await ada.put(address(3), asBytes(randomBytes(part(3).length)))).status).toBe(200);
  expect((await ada.put(address(3), part(3))).status).toBe(200);
  await ada.put(address(2), part(2).subarray(0, partSize / 2), { length: partSize, cut: true });

  const waiting = await ada.media(id);
  expect(waiting.state).toBe("uploading");
  expect(waiting.upload).toEqual({
    uploadUrl,
    partSize,
    received: [1, 3].map((number) => ({ part: number, size: part(number).length })),
  });
  await expectNothingServed(request, waiting);
  await ada.call("POST", `/v1/media/${id}/complete`, undefined, 409);

  expect((await ada.put(address(2), part(2))).status).toBe(200);
  await ada.call("POST", `/v1/media/${id}/complete`);
  const ready = await ada.settled(id, "ready");
  expect(ready).toMatchObject({ kind: "image", type: "image/png", width: side, height: side, size: picture.length });
  const served = await request.get(ready.urls.original);
  expect(sha256(await served.body())).toBe(sha256(picture));
});

test("where a picture was taken is not in anything that is served", async ({ request }) => {
  for (const [name, type, bytes] of [
    ["walk.jpg", "image/jpeg", jpegWithGps()],
    ["walk.png", "image/png", pngWithGps()],
  ] as const) {
    expect(Buffer.from(bytes).includes(secrets.place), "the test file says where").toBe(true);
    const { urls } = await ada.upload(name, type, asBytes(bytes));
    for (const address of Object.values(urls)) {
      const answer = await request.get(address, { headers: { Accept: "image/webp,*/*" } });
      expect(answer.status(), address).toBe(200);
      const body = await answer.body();
      for (const secret of Object.values(secrets)) expect(body.includes(secret), `${name}: ${secret}`).toBe(false);
    }
  }
});

test("a download keeps its name, whatever characters it has, and is no path", async ({ request }) => {
  const text = asBytes(new TextEncoder().encode("Seven quiet columns.\n"));
  const names: [string, string][] = [
    ["កំណត់ត្រា “ថ្ងៃ” 1.txt", "កំណត់ត្រា “ថ្ងៃ” 1.txt"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ['a "b"; filename=c\r\nX-Header: d.txt', 'a "b"; filename=c X-Header: d.txt'],
  ];
  for (const [given, kept] of names) {
    const media = await ada.upload(given, "text/plain", text);
    expect(media.filename).toBe(kept);
    const answer = await request.get(media.urls.original);
    expect(answer.status()).toBe(200);
    const headers = answer.headers();
    expect(headers["content-disposition"]).toMatch(/^attachment;/);
    expect(headers["content-disposition"]).toContain("filename");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-header"]).toBeUndefined();
    expect(await answer.text()).toBe("Seven quiet columns.\n");
  }
});

test("what followers alone may see opens to nobody else, and closes with the right to see it", async ({
  request,
  baseURL,
}) => {
  const [grace, eve] = await Promise.all(
    ["Grace Follower", "Eve Stranger"].map((name) => Client.signUp(request, baseURL ?? "", name)),
  );
  if (!grace || !eve) throw new Error("nobody signed up");
  const follow = `/v1/users/${ada.person.id}/follow`;
  await grace.call("POST", follow);
  const { id } = await ada.upload("herons.png", "image/png", asBytes(png({ width: 1400, height: 900 })));
  const draft = { type: "image", content: "For those who follow", audience: "followers", mediaIds: [id] };
  const post = await ada.call<Post>("POST", "/v1/posts", draft);

  const [shown] = (await grace.call<Post>("GET", `/v1/posts/${post.id}`)).media;
  if (!shown) throw new Error("the post has no picture");
  // As a picture on a page is asked for: without a token. The signature is all that there is.
  const open = (address: string, headers = {}) =>
    request.get(address, { headers: { Accept: "image/avif,image/webp,*/*", ...headers } });
  for (const address of Object.values(shown.urls)) {
    const answer = await open(address);
    expect(answer.status(), address).toBe(200);
    expect(answer.headers()["cache-control"], address).not.toContain("public");
  }

  const query = new URL(shown.urls.original, baseURL).searchParams;
  const signed = query.get("r") ?? "";
  const forged = [
    signed.replace(grace.person.id, eve.person.id),
    signed.replace(grace.person.id, ada.person.id),
    signed.slice(0, -2) + (signed.endsWith("AA") ? "BB" : "AA"),
    "",
  ];
  const closed = [
    ...["", "/original", "/feed", "/full", "/variants/feed.webp"].map((what) => `/media/${id}${what}`),
    ...forged.map((r) => `/media/${id}/feed?v=${query.get("v")}&r=${encodeURIComponent(r)}`),
    `/media/${id}/feed?v=${Number(query.get("v")) + 1}&r=${encodeURIComponent(signed)}`,
  ];
  for (const address of closed) {
    for (const headers of [{}, { Range: "bytes=0-99" }, { Authorization: `Bearer ${eve.token}` }])
      expect((await open(address, headers)).status(), address).toBe(404);
  }
  await eve.call("GET", `/v1/posts/${post.id}`, undefined, 404);
  await eve.call("GET", `/v1/media/${id}`, undefined, 404);

  await grace.call("DELETE", follow);
  for (const address of Object.values(shown.urls)) expect((await open(address)).status(), address).toBe(404);
});

/** Pixels of the large picture, each way. */
const side = 2500;

/** A PNG that is sent in three parts: noise, which nothing makes smaller. It has no metadata, so that all of its bytes are kept. */
function largePicture(): Bytes {
  return asBytes(
    encode({ width: side, height: side, channels: 3, data: new Uint8Array(randomBytes(side * side * 3)) }),
  );
}
