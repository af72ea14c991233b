/** Serves a fresh, empty site for the end-to-end tests until Playwright ends it. Usage: node tests/e2e/serve.ts PORT */
import { createWriteStream, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { makeCrowd } from "../../scripts/lib/crowd.ts";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { spawnHost } from "../../scripts/lib/host.ts";
import { findFreePort } from "../../scripts/lib/port.ts";
import { root } from "../../scripts/lib/project.ts";
import { untilStopAsked } from "../../scripts/lib/stop.ts";

const folder = resolve(root, "dist/e2e");
mkdirSync(folder, { recursive: true });
const log = createWriteStream(resolve(folder, "site.log"));
const persistTo = resolve(folder, "state");
const keep = (line: string) => log.write(`${line}\n`);

// More people sign up here, from one address, than a site lets in. Nobody comes before the limits are out of the way.
const preparing = await startFreshSite({ port: await findFreePort(), persistTo, log: keep });
await makeCrowd(preparing.origin, 0);
await preparing.stop();

const site = await spawnHost({ port: Number(process.argv[2]), persistTo, log: keep });
await Promise.race([untilStopAsked(true), site.ended]);
await site.stop();
log.end();
