/** Large uploads take no more memory than smaller ones: the server is watched while files arrive in parts and are looked at. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { memoryDuring } from "./lib/memory.ts";
import { Site, textOf } from "./lib/site.ts";

test.describe.configure({ timeout: 600_000, mode: "serial" });

const MB = 1_000_000;
const [small, large] = [50 * MB, 200 * MB];
/** What may be added while bytes arrive, though nothing of them is kept: collectors of garbage, and allocators, have moods. */
const allowed = 60 * MB;
/** What is added at least where they are kept: some of it lies where the smaller file left room. */
const held = large - small;
/** What may be added until a file is ready. Looking at it leaves much garbage, which is collected later. */
const whole = 180 * MB;

const folder = mkdtempSync(join(tmpdir(), "stoa-memory-"));
let site: Site | undefined;
test.afterEach(async () => {
  await site?.kill();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A site on which a small file was uploaded, so that what is loaded once is there. */
async function warmSite(name: string, faults = ""): Promise<Site> {
  site = await Site.start(join(folder, name), faults);
  await site.signUp("ada");
  const limit = { fileBytes: large, videoBytes: large, quotaBytes: 10 * large };
  expect((await site.call("PATCH", "/v1/admin/settings", { uploads: { admin: limit } })).status).toBe(200);
  await finish(site, await send(site, small), small);
  return site;
}

/** Sends a file in parts, three at a time. */
async function send(to: Site, total: number): Promise<string> {
  const { id, uploadUrl, partSize = total } = await to.declare(`${total}.txt`, total);
  const block = textOf(partSize);
  const parts = Array.from({ length: Math.ceil(total / partSize) }, (_, i) => i + 1);
  const sendSome = async () => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      const bytes = block.subarray(0, Math.min(partSize, total - (part - 1) * partSize));
      expect((await to.put(`${uploadUrl}?part=${part}`, bytes)).status).toBe(200);
    }
  };
  await Promise.all([sendSome(), sendSome(), sendSome()]);
  return id;
}

/** Says that all is there, and waits until it was looked at. */
async function finish(at: Site, id: string, size: number): Promise<void> {
  expect((await at.call("POST", `/v1/media/${id}/complete`)).status).toBe(200);
  expect(await at.settled(id)).toMatchObject({ state: "ready", size });
}

test("an upload of 200 MB stays out of memory", async () => {
  const at = await warmSite("streamed");
  let id = "";
  const sending = await memoryDuring(at.pid, async () => {
    id = await send(at, large);
  });
  expect(sending.most - sending.before).toBeLessThan(allowed);
  const finishing = await memoryDuring(at.pid, () => finish(at, id, large));
  expect(finishing.most - sending.before).toBeLessThan(whole);
});

test("and would be seen if it did not: the control", async () => {
  const at = await warmSite("held", "media.hold-bytes");
  const { before, most } = await memoryDuring(at.pid, async () => {
    await send(at, large);
  });
  expect(most - before).toBeGreaterThan(held);
});
