import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./scripts/lib/browser.ts";

const port = Number(process.env["E2E_PORT"] ?? "8790");
const baseURL = `http://localhost:${port}`;
const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "dist/e2e/results",
  forbidOnly: true,
  retries: 0,
  // One more than small machines have cores, since tests wait now and then.
  workers: 3,
  fullyParallel: true,
  // Two cores may be busy with something else; this only ends what hangs.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: {
    baseURL,
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
    // Traces take as much of a small machine as the tests themselves; `--trace on` records one where it is wanted.
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"] } },
    // Kills processes of its own; needs no browser.
    { name: "crash", testDir: "tests/crash", fullyParallel: false },
    // What speaks HTTP alone is the same at every width.
    { name: "phone", testIgnore: "media-api.spec.ts", use: { ...devices["Pixel 7"] } },
  ],
  webServer: {
    // Without a shell in between, the site sees the runner end, however that happens.
    command: `exec node tests/e2e/serve.ts ${port}`,
    url: `${baseURL}/v1/health`,
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "pipe",
    stderr: "pipe",
  },
});
