/**
 * Large uploads take no more memory than smaller ones: the process's resident memory is watched while 50 MB, and then 200 MB, arrive in parts
 * and are looked at. Linux only, where /proc tells it.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Site, textOf } from "./lib/site.ts";

test.describe.configure({ timeout: 600_000, mode: "serial" });
test.skip(platform() !== "linux", "only Linux tells the memory of a process in /proc");

const MB = 1_000_000;
const [small, large] = [50 * MB, 200 * MB];
/** What the peak may rise by while bytes arrive, though nothing of them is kept: collectors of garbage, and allocators, have moods. */
const allowed = 60 * MB;
/** What it rises by at least where they are kept; looking at them, which leaves much garbage, stays below as well. */
const held = large * 0.9;

const folder = mkdtempSync(join(tmpdir(), "stoa-memory-"));
let site: Site | undefined;
test.afterEach(async () => {
  await site?.kill();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The process that serves: workerd, below the leader of the group. */
function workerdOf(leader: number): number {
  const [child] = readFileSync(`/proc/${leader}/task/${leader}/children`, "utf8").trim().split(" ");
  expect(readFileSync(`/proc/${child}/cmdline`, "utf8")).toContain("workerd");
  return Number(child);
}

/** The most memory that a process had resident so far, in bytes. */
function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** Uploads a smaller file and a large one in parts, three at a time; tells by how many bytes the large one raised the peak. */
async function growth(name: string, faults: string): Promise<{ sending: number; altogether: number }> {
  site = await Site.start(join(folder, name), faults);
  const at = site;
  await at.signUp("ada");
  const limit = { fileBytes: large, videoBytes: large, quotaBytes: 10 * large };
  expect((await at.call("PATCH", "/v1/admin/settings", { uploads: { admin: limit } })).status).toBe(200);
  const upload = async (total: number) => {
    const { id, uploadUrl, partSize = total } = await at.declare(`${total}.txt`, total);
    const block = textOf(partSize);
    const parts = Array.from({ length: Math.ceil(total / partSize) }, (_, i) => i + 1);
    const sendSome = async () => {
      for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
        const bytes = block.subarray(0, Math.min(partSize, total - (part - 1) * partSize));
        expect((await at.put(`${uploadUrl}?part=${part}`, bytes)).status).toBe(200);
      }
    };
    await Promise.all([sendSome(), sendSome(), sendSome()]);
    const sent = peakOf(workerdOf(at.pid));
    expect((await at.call("POST", `/v1/media/${id}/complete`)).status).toBe(200);
    expect(await at.settled(id)).toMatchObject({ state: "ready", size: total });
    return { sent, ready: peakOf(workerdOf(at.pid)) };
  };
  const before = await upload(small);
  const after = await upload(large);
  return { sending: after.sent - before.ready, altogether: after.ready - before.ready };
}

test("an upload of 200 MB stays out of memory", async () => {
  const { sending, altogether } = await growth("streamed", "");
  expect(sending).toBeLessThan(allowed);
  expect(altogether).toBeLessThan(held);
});

test("and would be seen if it did not: the control", async () => {
  expect((await growth("held", "media.hold-bytes")).sending).toBeGreaterThan(held);
});
