/**
 * Effects survive the death of the process. The site runs in a process group of its own with a fault armed, is killed with SIGKILL
 * where the effect is cut off, starts again on the same data, and has to do the effect once.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Site } from "./lib/site.ts";

test.describe.configure({ timeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "stoa-crash-"));
let site: Site | undefined;
test.afterEach(async () => {
  await site?.kill();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(faults: string): Promise<Site> {
  site = await Site.start(join(folder, faults), faults);
  return site;
}

async function mailsTo(at: Site, name: string): Promise<number> {
  const answer = await at.fetch("/dev/mail", { headers: { Accept: "application/json" } });
  const { items } = (await answer.json()) as { items: { to: string }[] };
  return items.filter((mail) => mail.to === `${name}@example.org`).length;
}

/** Effects that the outbox still has. */
async function waiting(at: Site): Promise<number> {
  const answer = await at.call("GET", "/v1/admin/overview");
  return ((await answer.json()) as { outbox: { waiting: number } }).outbox.waiting;
}

for (const fault of ["commit.before-send", "consume.before-effects"]) {
  test(`a write that is killed at ${fault} still has its effect, once`, async () => {
    const at = await start(fault);
    await at.signUp("ada");
    await at.reached;
    expect(await mailsTo(at, "ada")).toBe(0);
    expect(await waiting(at)).toBe(1);
    await at.kill();

    await at.restart();
    await expect.poll(() => waiting(at), { timeout: 200_000 }).toBe(0);
    expect(await mailsTo(at, "ada")).toBe(1);
  });
}

test("without the outbox the effect is lost: the control", async () => {
  const at = await start("commit.omit-outbox,commit.before-send");
  await at.signUp("ada");
  await at.kill();

  await at.restart();
  expect(await waiting(at)).toBe(0);
  expect(await mailsTo(at, "ada")).toBe(0);
});
