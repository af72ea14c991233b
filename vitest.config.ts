import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import react from "@vitejs/plugin-react";
import { configDefaults, defineConfig } from "vitest/config";
import { patience, patienceOfTests } from "./tests/harness/patience.ts";

// The assets binding refuses to start without its folder; tests need no built web app, only the folder.
mkdirSync("dist/web", { recursive: true });

const unitTests = "**/*.unit.test.ts";
/**
 * Tests of what concerns a whole site, such as its first account, a sweep or a table that is away, and those that put the clock forward, to which
 * ids never go back, and those that count rows of all of it or wait for an empty outbox: each file has a site of its own.
 */
const aloneTests = "**/*.alone.test.ts";
const workerFolders = "{contract,db,workers,durable-objects,r2,tests}";

/**
 * Dependencies that are bundled once instead of being transformed file by file for every test file; itty-durable also needs
 * it, because it is published in a form that workerd does not load.
 */
const bundledDependencies = [
  "@hono/zod-openapi",
  "@tsndr/cloudflare-worker-jwt",
  "bcryptjs",
  "content-disposition",
  "drizzle-orm",
  "drizzle-orm/d1",
  "drizzle-orm/sqlite-core",
  "fast-png",
  "file-type",
  "hono",
  "hono/body-limit",
  "hono/cors",
  "hono/html",
  "hono/http-exception",
  "hono/secure-headers",
  "itty-durable",
  "mediabunny",
  "mdast-util-find-and-replace",
  "rehype-sanitize",
  "rehype-stringify",
  "remark-breaks",
  "remark-gfm",
  "remark-parse",
  "remark-rehype",
  "thumbhash",
  "ulidx",
  "unified",
  "zod",
];

/** Secrets of the Worker under test: fixed, so that a failure repeats. */
const testSecrets = {
  TOKEN_KEYS: `test-2:${"B".repeat(43)},test-1:${"A".repeat(43)}`,
  REFRESH_KEY: "C".repeat(43),
  METRICS_TOKEN: "D".repeat(43),
  SETUP_TOKEN: "test-setup-token",
};

// Wrangler reads required secrets from the environment where there is no .dev.vars, and warns at every file otherwise.
Object.assign(process.env, testSecrets, { WRANGLER_LOG: "warn" });

/** A project whose tests run in workerd, with the bindings of `wrangler.toml` and a migrated database. */
function inWorkerd({ exclude, ...rest }: { name: string; include: string[]; exclude: string[]; isolate?: false }) {
  return {
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: "./wrangler.toml" },
        miniflare: {
          bindings: { ...testSecrets, TEST_MIGRATIONS: await readD1Migrations("d1-migrations/main") },
        },
      })),
    ],
    test: {
      testTimeout: patienceOfTests,
      hookTimeout: patienceOfTests,
      expect: { poll: patience },
      setupFiles: ["tests/setup/workerd.ts"],
      // Half of a file's time is waiting for its modules, so two at once pay off on two cores, too.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      deps: { optimizer: { ssr: { enabled: true, include: bundledDependencies } } },
      exclude: [...configDefaults.exclude, unitTests, ...exclude],
      ...rest,
    },
  };
}

export default defineConfig({
  test: {
    silent: "passed-only",
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: [unitTests],
          exclude: [...configDefaults.exclude, "web/**"],
        },
      },
      inWorkerd({
        name: "workerd",
        include: [`${workerFolders}/**/*.test.ts`],
        exclude: ["tests/e2e/**", "tests/chaos/**", aloneTests],
        // One site for all of them, with whatever others left in it; most of the time of a file on its own is starting.
        isolate: false,
      }),
      inWorkerd({ name: "workerd-alone", include: [aloneTests], exclude: [] }),
      {
        test: {
          // Serves the production bundle, kills it and starts it again: one run at a time, and not beside other tests.
          name: "chaos",
          environment: "node",
          include: ["tests/chaos/*.test.ts"],
          exclude: [...configDefaults.exclude, unitTests],
          fileParallelism: false,
          testTimeout: 300_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: "web",
          testTimeout: patienceOfTests,
          hookTimeout: patienceOfTests,
          expect: { poll: patience },
          environment: "jsdom",
          // One window after the other for all files: they leave it as they found it.
          isolate: false,
          include: ["web/src/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/setup/web.ts"],
        },
      },
    ],
  },
});
