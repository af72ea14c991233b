/** Serves a fresh, empty site for the end-to-end tests until Playwright ends it. Usage: node tests/e2e/serve.ts PORT */
import { createWriteStream, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { root } from "../../scripts/lib/project.ts";
import { untilStopAsked } from "../../scripts/lib/stop.ts";

const folder = resolve(root, "dist/e2e");
mkdirSync(folder, { recursive: true });
const log = createWriteStream(resolve(folder, "site.log"));
const site = await startFreshSite({
  port: Number(process.argv[2]),
  persistTo: resolve(folder, "state"),
  log: (line) => log.write(`${line}\n`),
});
await Promise.race([untilStopAsked(true), site.ended]);
await site.stop();
log.end();
