/** The host of the production bundle: what `npm run preview`, crash tests and benchmarks stand on. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { type SpawnedHost, spawnHost } from "../../scripts/lib/host.ts";
import { findFreePort, isPortFree } from "../../scripts/lib/port.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

const persistTo = mkdtempSync(join(tmpdir(), "stoa-host-"));
const account = {
  username: "survivor",
  displayName: "Survivor",
  email: "survivor@example.com",
  password: "a long enough passphrase",
};
let port: number;
let host: SpawnedHost;

test.beforeAll(async () => {
  port = await findFreePort();
  host = await startFreshSite({ port, persistTo });
});
test.afterAll(async () => {
  await host.stop();
  rmSync(persistTo, { recursive: true, force: true });
});

const post = (path: string, body: object) =>
  fetch(host.origin + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

test("serves the API and the web app from one address", async () => {
  const health = await fetch(`${host.origin}/v1/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });
  const page = await fetch(host.origin);
  expect(page.headers.get("Content-Type")).toContain("text/html");
});

test("keeps what was acknowledged when it is killed, and leaves no process behind", async () => {
  const registered = await post("/v1/auth/register", account);
  expect(registered.status, await registered.clone().text()).toBe(201);
  await host.kill();
  expect(await host.ended).toContain("SIGKILL");
  expect(await isPortFree(port)).toBe(true);

  host = await spawnHost({ port, persistTo });
  const signedIn = await post("/v1/auth/login", { login: account.username, password: account.password });
  expect(signedIn.status, await signedIn.clone().text()).toBe(200);
});

test("says so when its port is taken", async () => {
  const taken = await findFreePort();
  const squatter = createServer().listen(taken, "127.0.0.1");
  try {
    await expect(spawnHost({ port: taken, persistTo: join(persistTo, "other") })).rejects.toThrow("already in use");
    await expect(startFreshSite({ port: taken, persistTo: join(persistTo, "other") })).rejects.toThrow("in use");
  } finally {
    squatter.close();
  }
});
