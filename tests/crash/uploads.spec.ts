/**
 * Uploads survive the death of the process: parts that were acknowledged are there, a look at a file that was cut off is done again, and
 * nothing half-made is ever served.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Media, partBytes } from "../../contract/media.ts";
import { Site, textOf } from "./lib/site.ts";

test.describe.configure({ timeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), "stoa-uploads-"));
const sites: Site[] = [];
test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.kill()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(name: string, faults = ""): Promise<Site> {
  const site = await Site.start(join(folder, name), faults);
  sites.push(site);
  return site;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What became of a request whose server may die: its status, or that the connection was cut. */
function outcomeOf(request: Promise<Response>): Promise<string> {
  return request.then(
    ({ status }) => `answered ${status}`,
    () => "cut",
  );
}

async function expectServed(site: Site, { urls, size }: Media, bytes: Uint8Array): Promise<void> {
  const answer = await site.fetch(urls.original);
  expect(answer.status).toBe(200);
  const served = new Uint8Array(await answer.arrayBuffer());
  expect([served.length, size, sha256(served)]).toEqual([bytes.length, bytes.length, sha256(bytes)]);
}

async function expectNothingServed(site: Site, { id, urls }: Media): Promise<void> {
  for (const address of [`/media/${id}`, urls.original]) expect((await site.fetch(address)).status).toBe(404);
}

test("an upload goes on after the process was killed in the middle of a part", async () => {
  const site = await start("parts");
  await site.signUp("ada");
  const bytes = textOf(2 * partBytes + 12_345);
  const { id, uploadUrl } = await site.declare("long.txt", bytes.length);
  expect((await site.put(`${uploadUrl}?part=1`, bytes.subarray(0, partBytes))).status).toBe(200);
  expect((await site.put(`${uploadUrl}?part=3`, bytes.subarray(2 * partBytes))).status).toBe(200);

  // Half of a part is under way when the process dies.
  const { promise: underWay, resolve: isUnderWay } = Promise.withResolvers<void>();
  const half = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.slice(partBytes, partBytes * 1.5));
    },
    pull: () => isUnderWay(),
  });
  const cut = outcomeOf(site.put(`${uploadUrl}?part=2`, half));
  await underWay;
  await site.kill();
  expect(await cut).toBe("cut");

  await site.restart();
  const waiting = await site.media(id);
  expect(waiting.upload?.received.map(({ part }) => part)).toEqual([1, 3]);
  await expectNothingServed(site, waiting);
  expect((await site.call("POST", `/v1/media/${id}/complete`)).status).toBe(409);
  expect((await site.put(`${uploadUrl}?part=2`, bytes.subarray(partBytes, 2 * partBytes))).status).toBe(200);
  expect((await site.call("POST", `/v1/media/${id}/complete`)).status).toBe(200);
  await expectServed(site, await site.settled(id), bytes);
});

/** Where the process dies before it answers, the host around it may still say so. */
const notTaken = /^(cut|answered 5\d\d)$/;
const looks = [
  { fault: "media.before-seal", size: 100_000, what: "a small file, looked at before the answer", outcome: notTaken },
  {
    fault: "media.before-ready",
    size: 2 * partBytes + 1,
    what: "a large file, looked at after it",
    outcome: /^answered 200$/,
  },
];

test("a look at a file that the process dies in is done again", async () => {
  await Promise.all(
    looks.map(async ({ fault, size, what, outcome }) => {
      const site = await start(fault, fault);
      await site.signUp("ada");
      const bytes = textOf(size);
      const { id, uploadUrl } = await site.declare("file.txt", size);
      const sent = outcomeOf(site.put(uploadUrl, bytes));
      await site.reached;
      const waiting = await site.media(id);
      expect(waiting.state, what).toBe("processing");
      await expectNothingServed(site, waiting);
      await site.kill();
      expect(await sent, what).toMatch(outcome);

      await site.restart();
      const ready = await site.settled(id);
      expect(ready.state, what).toBe("ready");
      await expectServed(site, ready, bytes);
      // Sent again by a client that heard no answer, it changes nothing.
      expect((await site.put(uploadUrl, textOf(size).toReversed())).status).toBe(200);
      await expectServed(site, await site.media(id), bytes);
    }),
  );
});
