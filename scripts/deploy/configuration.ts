/** Reads what an environment needs from wrangler.toml, and writes the copy of it that is deployed. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { root } from "../lib/project.ts";
import { isSecretName } from "../lib/secrets.ts";
import type { Needs } from "./plan.ts";

export const environments = ["staging", "production"] as const;
export type Environment = (typeof environments)[number];

const committed = resolve(root, "wrangler.toml");

/** The part of a parsed wrangler.toml that is read here. */
interface WranglerConfig {
  name?: string;
  vars: Record<string, unknown>;
  d1_databases: { database_name?: string }[];
  r2_buckets: { bucket_name?: string }[];
  queues: { producers?: { queue: string }[]; consumers?: { queue: string; dead_letter_queue?: string }[] };
  secrets?: { required?: string[] };
}

export interface Configuration {
  /** Name of the Worker. */
  name: string;
  /** Where the site will be: scheme and host. */
  origin: string;
  needs: Needs;
}

/** What wrangler.toml says about the environment. */
export function readConfiguration(environment: Environment): Configuration {
  const config: WranglerConfig = readConfig({ config: committed, env: environment });
  const named = (names: (string | undefined)[]) => [...new Set(names.filter((name) => name !== undefined))];
  return {
    name: config.name ?? "stoa",
    origin: String(config.vars["SITE_ORIGIN"]),
    needs: {
      databases: named(config.d1_databases.map((database) => database.database_name)),
      buckets: named(config.r2_buckets.map((bucket) => bucket.bucket_name)),
      queues: named([
        ...(config.queues.producers ?? []).map(({ queue }) => queue),
        ...(config.queues.consumers ?? []).flatMap((consumer) => [consumer.queue, consumer.dead_letter_queue]),
      ]),
      secrets: (config.secrets?.required ?? []).map((name) => {
        if (!isSecretName(name)) throw new Error(`wrangler.toml requires the secret ${name}, which nothing here makes`);
        return name;
      }),
    },
  };
}

/** The text of wrangler.toml with the ids of databases after their names. Throws for a name that is not there. */
export function withDatabaseIds(toml: string, ids: Record<string, string>): string {
  return Object.entries(ids).reduce((text, [name, id]) => {
    const line = `database_name = "${name}"`;
    if (!text.split("\n").includes(line)) throw new Error(`wrangler.toml has no line ${line}`);
    return text.replace(`${line}\n`, `${line}\ndatabase_id = "${id}"\n`);
  }, toml);
}

/** Writes the generated configuration beside wrangler.toml, since its paths are relative to it; gives back its path. */
export function writeConfiguration(environment: Environment, ids: Record<string, string>): string {
  const file = resolve(root, `wrangler.${environment}.generated.toml`);
  const note = "# Generated from wrangler.toml by npm run deploy.\n";
  writeFileSync(file, note + withDatabaseIds(readFileSync(committed, "utf8"), ids));
  return file;
}

export function removeConfiguration(file: string): void {
  rmSync(file, { force: true });
}
