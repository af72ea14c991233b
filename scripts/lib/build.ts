/** Builds the web app and the Worker's bundle, each only when something that it is made from changed. */
import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { runOrThrow } from "./commands.ts";
import { root, webOutput, workerOutput } from "./project.ts";
import { hashFiles, whenChanged } from "./stamp.ts";

const sharedInputs = ["contract/**", "package-lock.json", "tsconfig*.json"];
const webInputs = [...sharedInputs, "web/**"];
const workerInputs = [...sharedInputs, "db/**", "r2/**", "workers/**", "durable-objects/**", "wrangler.toml"];

/** Builds dist/web where needed. Resolves to whether it was. */
export async function buildWeb(): Promise<boolean> {
  return build("web", webOutput, webInputs, () => runOrThrow("vite", ["build", "web", "--logLevel", "warn"]));
}

/** Builds dist/worker, minified as for a deployment, where needed. Resolves to whether it was. */
export async function buildWorker(): Promise<boolean> {
  return build("worker", workerOutput, workerInputs, () =>
    runOrThrow("wrangler", ["deploy", "--dry-run", "--minify", "--outdir", workerOutput]),
  );
}

async function build(name: string, output: string, inputs: string[], make: () => Promise<unknown>): Promise<boolean> {
  const stamp = resolve(root, `dist/.${name}-stamp`);
  if (!existsSync(output)) rmSync(stamp, { force: true });
  return whenChanged(stamp, hashFiles(inputs), make);
}
