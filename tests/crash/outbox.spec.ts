/**
 * Effects survive the death of the process. The site runs in a process group of its own with a fault armed, is killed with SIGKILL
 * where the effect is cut off, starts again on the same data, and has to do the effect once.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type SpawnedHost, spawnHost } from "../../scripts/lib/host.ts";
import { migrateLocally } from "../../scripts/lib/migrate.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const port = Number(process.env["CRASH_PORT"] ?? "8794");
let persistTo: string;
let site: SpawnedHost | undefined;

test.beforeEach(async () => {
  persistTo = mkdtempSync(join(tmpdir(), "stoa-crash-"));
  await migrateLocally(persistTo);
});
test.afterEach(async () => {
  await site?.kill();
  rmSync(persistTo, { recursive: true, force: true });
});

/** Starts the site on its data; `reached` resolves when a fault stops a write. */
async function start(faults = ""): Promise<{ reached: Promise<void> }> {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  site = await spawnHost({
    port,
    persistTo,
    vars: { FAULTS: faults },
    log: (line) => line.includes("fault.reached") && resolve(),
  });
  return { reached };
}

async function register(name: string): Promise<{ accessToken: string; user: { id: string } }> {
  const answer = await fetch(`${site?.origin}/v1/auth/register`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      email: `${name}@example.org`,
      password: "a long enough one",
      username: name,
      displayName: name,
      client: "native",
    }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { accessToken: string; user: { id: string } };
}

async function mailsTo(name: string): Promise<number> {
  const answer = await fetch(`${site?.origin}/dev/mail`, { headers: { Accept: "application/json" } });
  const { items } = (await answer.json()) as { items: { to: string }[] };
  return items.filter((mail) => mail.to === `${name}@example.org`).length;
}

async function waiting(token: string): Promise<number> {
  const answer = await fetch(`${site?.origin}/v1/admin/overview`, { headers: { Authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { outbox: { waiting: number } }).outbox.waiting;
}

for (const fault of ["commit.before-send", "consume.before-effects"]) {
  test(`a write that is killed at ${fault} still has its effect, once`, async () => {
    const { reached } = await start(fault);
    const { accessToken } = await register("ada");
    await reached;
    expect(await mailsTo("ada")).toBe(0);
    expect(await waiting(accessToken)).toBe(1);
    await site?.kill();

    await start();
    await expect.poll(() => waiting(accessToken), { timeout: 90_000 }).toBe(0);
    expect(await mailsTo("ada")).toBe(1);
  });
}

test("without the outbox the effect is lost: the control", async () => {
  await start("commit.omit-outbox,commit.before-send");
  const { accessToken } = await register("ada");
  await site?.kill();

  await start();
  expect(await waiting(accessToken)).toBe(0);
  expect(await mailsTo("ada")).toBe(0);
});
