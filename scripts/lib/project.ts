/** Where things are, seen from the scripts. */
import { resolve } from "node:path";

/** The folder of package.json. */
export const root = resolve(import.meta.dirname, "../..");

/** Where local state is kept unless `--persist-to` says otherwise. */
export const defaultStateFolder = resolve(root, ".wrangler/state");

/** The Worker's migrations, in the folder that wrangler.toml names. */
export const migrationsFolder = resolve(root, "d1-migrations/main");

/** The built web app, and the bundle of the Worker as it is served here and as it is uploaded. */
export const webOutput = resolve(root, "dist/web");
export const workerOutput = resolve(root, "dist/worker");
export const deployedOutput = resolve(root, "dist/deployed");
