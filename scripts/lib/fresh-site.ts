/** An empty site on the production bundle, made anew each time: for end-to-end tests, crash tests and benchmarks. */
import { rmSync } from "node:fs";
import { buildWeb, buildWorker } from "./build.ts";
import { type HostOptions, type SpawnedHost, spawnHost } from "./host.ts";
import { migrateLocally } from "./migrate.ts";
import { isPortFree } from "./port.ts";
import { ensureDevVars } from "./secrets.ts";

/** Throws away what `persistTo` holds, builds what changed, migrates and serves. */
export async function startFreshSite(options: HostOptions): Promise<SpawnedHost> {
  if (!(await isPortFree(options.port))) throw new Error(`port ${options.port} is in use`);
  rmSync(options.persistTo, { recursive: true, force: true });
  ensureDevVars();
  await buildWeb();
  await buildWorker();
  await migrateLocally(options.persistTo);
  return spawnHost(options);
}
