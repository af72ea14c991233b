/**
 * Finds a Chromium for tests: on Linux the one that @sparticuz/chromium brings along, elsewhere an installed one. The former is the same on every
 * machine, and a headless shell, which takes little more than half the time of a whole browser.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { root } from "./project.ts";

export interface Browser {
  executablePath: string;
  args: string[];
  /** What its process needs in the environment besides ours. */
  env: Record<string, string>;
}

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** No sandbox (containers run tests as root, and pages are only ours), no shared-memory file system, no calls home. */
const commonArgs = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Arguments of @sparticuz/chromium that are made for single functions in a cloud, and would weaken or break our tests. */
const unwanted = [
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--allow-running-insecure-content",
  "--disable-site-isolation-trials",
];

/** Throws where there is neither. CHROMIUM_PATH chooses one. `installedFirst` for what only whole browsers have, such as encoders of films. */
export async function findBrowser({ installedFirst = false } = {}): Promise<Browser> {
  const chosen = process.env["CHROMIUM_PATH"];
  const found = chosen ?? installed.find((path) => existsSync(path));
  const canUnpack = process.platform === "linux" && process.arch === "x64";
  if (canUnpack && chosen === undefined && !(installedFirst && found !== undefined)) return unpackBundled();
  if (found === undefined) throw new Error("Install Chrome or Chromium, or set CHROMIUM_PATH to one.");
  return { executablePath: found, args: commonArgs, env: {} };
}

async function unpackBundled(): Promise<Browser> {
  const packed = resolve(root, "node_modules/@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(join(packed, "package.json"), "utf8")) as { version: string };
  // The package takes whatever browser it finds unpacked in the temporary folder, of any version: give each its own.
  const folder = join(tmpdir(), `stoa-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    const env: Record<string, string> = {};
    if (!runs(executablePath)) env["LD_LIBRARY_PATH"] = join(await inflate(join(packed, "bin/al2023.tar.br")), "lib");
    if (!existsSync("/etc/fonts")) env["FONTCONFIG_PATH"] = join(folder, "fonts");
    const args = chromium.args.filter((arg) => !unwanted.includes(arg) && !arg.startsWith("--headless"));
    return { executablePath, args: [...new Set([...args, ...commonArgs])], env };
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** Whether this machine has the shared libraries (nss and its kin) that the browser needs. */
function runs(executablePath: string): boolean {
  return spawnSync(executablePath, ["--version"], { timeout: 10_000 }).status === 0;
}
