/**
 * Large uploads take no more memory than small ones: the process's resident memory is watched while 200 MB arrive in parts and are looked
 * at. Linux only, where /proc tells it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Site, textOf } from "./lib/site.ts";

test.describe.configure({ timeout: 600_000, mode: "serial" });
test.skip(platform() !== "linux", "only Linux tells the memory of a process in /proc");

const MB = 1_000_000;
const size = 200 * MB;
/** What the process may grow by: several parts on their way at once, and what the allocator keeps of them. */
const allowed = 120 * MB;

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

/** Resident memory of a process in bytes: now, and at most since its peak was reset. */
function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024;
  return { now: read("VmRSS"), peak: read("VmHWM") };
}

/** Sets the peak to what is used now (proc(5), clear_refs). */
const resetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, "5");

/** Uploads the file in parts, three at a time; tells by how many bytes the process grew meanwhile. */
async function growth(name: string, faults: string): Promise<number> {
  site = await Site.start(join(folder, name), faults);
  const at = site;
  await at.signUp("ada");
  const limit = { fileBytes: 2 * size, videoBytes: 2 * size, quotaBytes: 10 * size };
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
    expect((await at.call("POST", `/v1/media/${id}/complete`)).status).toBe(200);
    expect(await at.settled(id)).toMatchObject({ state: "ready", size: total });
  };
  // Everything that is loaded once is loaded by a first, smaller one.
  await upload(20 * MB);
  const pid = workerdOf(at.pid);
  resetPeak(pid);
  const before = memoryOf(pid).now;
  await upload(size);
  return memoryOf(pid).peak - before;
}

test("an upload of 200 MB stays out of memory", async () => {
  const grown = await growth("streamed", "");
  test.info().annotations.push({ type: "grown", description: `${Math.round(grown / MB)} MB` });
  expect(grown).toBeLessThan(allowed);
});

test("and would be seen if it did not: the control", async () => {
  expect(await growth("held", "media.hold-bytes")).toBeGreaterThan(size * 0.9);
});
