/** How long a browser takes to bring films into the form in which they are sent: the web app itself does it, from its composer. */
import { rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { NewMedia } from "../../contract/media.ts";
import { findBrowser } from "../../scripts/lib/browser.ts";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { root } from "../../scripts/lib/project.ts";
import { markdownTable } from "../lib/table.ts";
import { type Clip, makeClip } from "./clip.ts";

export const fullPlan: readonly Clip[] = [
  { seconds: 10, width: 1920, height: 1080, framesPerSecond: 30, bitrate: 16_000_000 },
  { seconds: 60, width: 1920, height: 1080, framesPerSecond: 30, bitrate: 16_000_000 },
];
export const quickPlan: readonly Clip[] = [
  { seconds: 2, width: 640, height: 360, framesPerSecond: 30, bitrate: 16_000_000 },
];

interface Conversion {
  clip: Clip;
  /** Bytes. */
  before: number;
  after: number;
  type: string;
  /** From the choice of the file until the smaller one is declared to the server. */
  seconds: number;
}

/** Converts each clip, one after the other, and describes how that went. */
export async function runVideoBenchmark(
  plan: readonly Clip[],
  port: number,
  tell: (line: string) => void,
): Promise<string> {
  const folder = resolve(root, "dist/bench/video");
  rmSync(folder, { recursive: true, force: true });
  const site = await startFreshSite({ port, persistTo: folder });
  let browser: Browser | undefined;
  try {
    const { executablePath, args, env } = await findBrowser({ installedFirst: true });
    browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
    const conversions: Conversion[] = [];
    for (const clip of plan) {
      conversions.push(await convert(browser, site.origin, clip, resolve(folder, `${clip.seconds}.mp4`)));
      tell(`${clip.seconds} s of film in ${conversions.at(-1)?.seconds.toFixed(1)} s`);
    }
    return describe(conversions, browser.version());
  } finally {
    await browser?.close();
    await site.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function convert(browser: Browser, origin: string, clip: Clip, path: string): Promise<Conversion> {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await signUp(page, `film_${clip.seconds}`);
  await makeClip(page, clip, path);
  await page.goto("/write");
  const input = page.locator("form input[type=file]").first();
  const declared = page.waitForRequest(
    (request) => request.method() === "POST" && new URL(request.url()).pathname === "/v1/media",
    { timeout: 20 * 60_000 },
  );
  const started = performance.now();
  await input.setInputFiles(path);
  const { size, type } = (await declared).postDataJSON() as NewMedia;
  const seconds = (performance.now() - started) / 1000;
  await context.close();
  return { clip, before: statSync(path).size, after: size, type, seconds };
}

async function signUp(page: Page, username: string): Promise<void> {
  await page.goto("/signup");
  await page.getByLabel("Name", { exact: true }).fill("Film");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(`${username}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill("a long enough one");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("/");
}

function describe(conversions: readonly Conversion[], version: string): string {
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const table = markdownTable(
    ["film, s", "pixels", "per second", "MiB", "as", "MiB after", "took, s"],
    conversions.map(({ clip, before, after, type, seconds }) => [
      String(clip.seconds),
      `${clip.width} × ${clip.height}`,
      String(clip.framesPerSecond),
      mib(before),
      type,
      mib(after),
      seconds.toFixed(1),
    ]),
  );
  return `${table}\n\nChromium ${version}, headless, with encoders and decoders in software.`;
}
