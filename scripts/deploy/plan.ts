/** Decides what a deployment has to do: a pure function from what the site needs and what there is. */
import { lifecycleConfiguration } from "../../r2/lifecycle.ts";
import type { SecretName } from "../lib/secrets.ts";

/** What an environment of wrangler.toml needs of the account. */
export interface Needs {
  databases: string[];
  buckets: string[];
  queues: string[];
  secrets: SecretName[];
}

/** What the account has of it. */
export interface Inventory {
  /** Ids of databases by name. */
  databases: Record<string, string>;
  buckets: string[];
  queues: string[];
  secrets: string[];
}

export type Action =
  | { kind: "create-database"; name: string }
  | { kind: "create-bucket"; name: string }
  | { kind: "create-queue"; name: string }
  | { kind: "build" }
  /** Its CORS and lifecycle rules. They are set by every deployment: setting them again changes nothing. */
  | { kind: "configure-bucket"; name: string }
  | { kind: "migrate"; database: string }
  /** Secrets that are missing are made and uploaded with the code that needs them, or not at all. */
  | { kind: "deploy"; newSecrets: SecretName[] };

export const emptyInventory: Inventory = { databases: {}, buckets: [], queues: [], secrets: [] };

/**
 * The actions in the order in which they have to happen. Storage first; the build before the migrations, so that code that
 * does not compile leaves the bucket and the database alone; the migrations before the code, which is why they may only add.
 */
export function planDeployment(needs: Needs, there: Inventory): Action[] {
  const missing = (wanted: string[], present: string[]) => wanted.filter((name) => !present.includes(name));
  return [
    ...missing(needs.databases, Object.keys(there.databases)).map((name) => ({
      kind: "create-database" as const,
      name,
    })),
    ...missing(needs.buckets, there.buckets).map((name) => ({ kind: "create-bucket" as const, name })),
    ...missing(needs.queues, there.queues).map((name) => ({ kind: "create-queue" as const, name })),
    { kind: "build" },
    ...needs.buckets.map((name) => ({ kind: "configure-bucket" as const, name })),
    ...needs.databases.map((database) => ({ kind: "migrate" as const, database })),
    { kind: "deploy", newSecrets: needs.secrets.filter((name) => !there.secrets.includes(name)) },
  ];
}

/** The action in words, for the terminal. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case "create-database":
      return `create the D1 database ${action.name}`;
    case "create-bucket":
      return `create the R2 bucket ${action.name}`;
    case "create-queue":
      return `create the queue ${action.name}`;
    case "build":
      return "build the web app and the Worker";
    case "configure-bucket":
      return `set the rules of the R2 bucket ${action.name}: CORS for the site; ${lifecycleConfiguration.rules.map(({ id }) => id).join("; ")}`;
    case "migrate":
      return `apply the migrations to ${action.database}`;
    case "deploy":
      return action.newSecrets.length > 0
        ? `deploy, with new secrets ${action.newSecrets.join(", ")}`
        : "deploy, with the secrets that are there";
  }
}
