/** Builds the web app and the Worker's bundle, each only when something that it is made from changed. */
import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { runOrThrow } from "./commands.ts";
import { deployedOutput, root, webOutput, workerOutput } from "./project.ts";
import { hashFiles, whenChanged } from "./stamp.ts";

const sharedInputs = ["contract/**", "package-lock.json", "tsconfig*.json"];
const webInputs = [...sharedInputs, "web/**"];
const workerInputs = [...sharedInputs, "db/**", "r2/**", "workers/**", "durable-objects/**", "wrangler.toml"];

const noLibheif = "./workers/features/media/no-libheif.ts";

/**
 * What `wrangler deploy` is told of a bundle that goes to Cloudflare. It goes without libheif, nearly half of the whole: the Images
 * binding opens HEIC there, while the one of Miniflare does not.
 */
export const deployedBundle: readonly string[] = [
  "--minify",
  `--alias=libheif-js/libheif-wasm/libheif.js:${noLibheif}`,
  `--alias=libheif-js/libheif-wasm/libheif.wasm:${noLibheif}`,
];

/** Builds dist/web where needed. Resolves to whether it was. */
export async function buildWeb(): Promise<boolean> {
  return build("web", webOutput, webInputs, () => runOrThrow("vite", ["build", "web", "--logLevel", "warn"]));
}

/** Builds dist/worker, which is served here, where needed. Resolves to whether it was. */
export async function buildWorker(): Promise<boolean> {
  return build("worker", workerOutput, workerInputs, () =>
    runOrThrow("wrangler", ["deploy", "--dry-run", "--minify", "--outdir", workerOutput]),
  );
}

/** Builds dist/deployed, the Worker as it is uploaded, where needed. Resolves to whether it was. */
export async function buildDeployed(): Promise<boolean> {
  return build("deployed", deployedOutput, [...workerInputs, "scripts/lib/build.ts"], () =>
    runOrThrow("wrangler", ["deploy", "--dry-run", "--env=production", ...deployedBundle, "--outdir", deployedOutput]),
  );
}

async function build(name: string, output: string, inputs: string[], make: () => Promise<unknown>): Promise<boolean> {
  const stamp = resolve(root, `dist/.${name}-stamp`);
  if (!existsSync(output)) rmSync(stamp, { force: true });
  return whenChanged(stamp, hashFiles(inputs), make);
}
