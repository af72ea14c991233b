/** Asks and changes the Cloudflare account through Wrangler, which knows how to sign in. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corsConfiguration } from "../../r2/cors.ts";
import { lifecycleConfiguration } from "../../r2/lifecycle.ts";
import { deployedBundle } from "../lib/build.ts";
import { type Outcome, run } from "../lib/commands.ts";
import type { Environment } from "./configuration.ts";
import type { Inventory, Needs } from "./plan.ts";

/** Runs Wrangler; tests give their own. */
export type Wrangler = (args: string[]) => Promise<Outcome>;

export const realWrangler: Wrangler = (args) => run("wrangler", args);

/** Finds out which of the needed things exist. Throws when Wrangler cannot tell, for instance when nobody is signed in. */
export async function takeInventory(wrangler: Wrangler, worker: string, needs: Needs): Promise<Inventory> {
  const databases = parseList(await succeed(wrangler, ["d1", "list", "--json"])) as { name: string; uuid: string }[];
  const present = async (names: string[], info: string[]) => {
    const found = await Promise.all(names.map((name) => exists(wrangler, [...info, name])));
    return names.filter((_, index) => found[index]);
  };
  return {
    databases: Object.fromEntries(databases.map(({ name, uuid }) => [name, uuid])),
    buckets: await present(needs.buckets, ["r2", "bucket", "info"]),
    queues: await present(needs.queues, ["queues", "info"]),
    secrets: await listSecrets(wrangler, worker),
  };
}

/** Creates a database; gives back its id. */
export async function createDatabase(wrangler: Wrangler, name: string): Promise<string> {
  await succeed(wrangler, ["d1", "create", name]);
  const databases = parseList(await succeed(wrangler, ["d1", "list", "--json"])) as { name: string; uuid: string }[];
  const created = databases.find((database) => database.name === name);
  if (!created) throw new Error(`created the database ${name}, but it is not listed`);
  return created.uuid;
}

export async function createBucket(wrangler: Wrangler, name: string): Promise<void> {
  await succeed(wrangler, ["r2", "bucket", "create", name]);
}

/**
 * Replaces the CORS and lifecycle rules of a bucket. `origin` is where the site is. Asks for no confirmation, since the rules that are
 * replaced came from here.
 */
export async function configureBucket(wrangler: Wrangler, name: string, origin: string): Promise<void> {
  const set = (what: string, configuration: object) =>
    withJsonFile(configuration, (file) =>
      succeed(wrangler, ["r2", "bucket", what, "set", name, `--file=${file}`, "--force"]),
    );
  await set("cors", corsConfiguration(origin));
  await set("lifecycle", lifecycleConfiguration);
}

export async function createQueue(wrangler: Wrangler, name: string): Promise<void> {
  await succeed(wrangler, ["queues", "create", name]);
}

export async function migrateRemotely(
  wrangler: Wrangler,
  config: string,
  environment: Environment,
  database: string,
): Promise<void> {
  await succeed(wrangler, [
    "d1",
    "migrations",
    "apply",
    database,
    "--remote",
    `--config=${config}`,
    `--env=${environment}`,
  ]);
}

export interface Upload {
  config: string;
  environment: Environment;
  origin: string;
  dryRun: boolean;
  /** Secrets to upload along with the code. */
  secrets: Record<string, string>;
}

/** Bundles and, unless it is a dry run, uploads the Worker with its assets and new secrets. Gives back what was printed. */
export async function upload(
  wrangler: Wrangler,
  { config, environment, origin, dryRun, secrets }: Upload,
): Promise<string> {
  const args = [
    "deploy",
    ...deployedBundle,
    `--config=${config}`,
    `--env=${environment}`,
    `--var=SITE_ORIGIN:${origin}`,
  ];
  const { hostname } = new URL(origin);
  if (!hostname.endsWith(".workers.dev")) args.push(`--domain=${hostname}`);
  if (dryRun) args.push("--dry-run");
  if (Object.keys(secrets).length === 0) return succeed(wrangler, args);
  // In a file: arguments are visible to everyone.
  return withJsonFile(secrets, (file) => succeed(wrangler, [...args, `--secrets-file=${file}`]));
}

/** What Wrangler takes from a file travels in one that only its owner can read, and that is gone afterwards. */
async function withJsonFile<T>(value: object, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "stoa-deploy-"));
  try {
    const file = join(folder, "input.json");
    writeFileSync(file, JSON.stringify(value), { mode: 0o600 });
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function listSecrets(wrangler: Wrangler, worker: string): Promise<string[]> {
  const args = ["secret", "list", `--name=${worker}`];
  const { code, output } = await wrangler(args);
  if (code === 0) return (parseList(output) as { name: string }[]).map(({ name }) => name);
  // The first deployment: there is no Worker yet that could have secrets.
  if (/not found/i.test(output)) return [];
  throw failure(args, output);
}

async function exists(wrangler: Wrangler, args: string[]): Promise<boolean> {
  const { code, output } = await wrangler(args);
  if (code === 0) return true;
  if (/does not exist|not found/i.test(output)) return false;
  throw failure(args, output);
}

async function succeed(wrangler: Wrangler, args: string[]): Promise<string> {
  const { code, output } = await wrangler(args);
  if (code !== 0) throw failure(args, output);
  return output;
}

function failure(args: string[], output: string): Error {
  return new Error(`wrangler ${args.filter((arg) => !arg.startsWith("--")).join(" ")} failed:\n${output.trim()}`);
}

/** The JSON list in what Wrangler printed, which may be preceded by warnings. */
function parseList(output: string): unknown[] {
  const start = output.search(/^\[/m);
  if (start < 0) throw new Error(`Wrangler printed no list:\n${output.trim()}`);
  return JSON.parse(output.slice(start, output.lastIndexOf("]") + 1)) as unknown[];
}
