/** Carries a planned deployment out. */
import { buildWeb } from "../lib/build.ts";
import { newSecret } from "../lib/secrets.ts";
import {
  configureBucket,
  createBucket,
  createDatabase,
  createQueue,
  migrateRemotely,
  takeInventory,
  upload,
  type Wrangler,
} from "./account.ts";
import { type Configuration, type Environment, removeConfiguration, writeConfiguration } from "./configuration.ts";
import { type Action, describeAction, emptyInventory, planDeployment } from "./plan.ts";

export interface Deployment {
  environment: Environment;
  configuration: Configuration;
  dryRun: boolean;
  wrangler: Wrangler;
  log: (line: string) => void;
}

export interface Deployed {
  /** The address of the one-time set-up page; only where its secret was made by this very deployment. */
  setupLink: string | null;
}

/** Stands for the ids of databases that a dry run does not look up. */
const noId = "00000000-0000-0000-0000-000000000000";

/**
 * Deploys, or shows what a deployment to an empty account would do: a dry run asks nothing of the network, so it cannot know
 * what is there, but it builds, bundles and checks everything that can be checked here.
 */
export async function carryOut({ environment, configuration, dryRun, wrangler, log }: Deployment): Promise<Deployed> {
  const { name, needs, origin } = configuration;
  const there = dryRun ? emptyInventory : await takeInventory(wrangler, name, needs);
  const actions = planDeployment(needs, there);
  log(dryRun ? `What a deployment of ${name} to an empty account does:` : `Deploying ${name} to ${origin}:`);

  const ids = Object.fromEntries(needs.databases.map((database) => [database, there.databases[database] ?? noId]));
  const secrets: Record<string, string> = {};
  let config: string | null = null;
  const configFile = () => (config ??= writeConfiguration(environment, ids));

  const perform = async (action: Action): Promise<void> => {
    if (action.kind === "build") await buildWeb();
    else if (action.kind === "deploy") {
      for (const secret of action.newSecrets) secrets[secret] = newSecret(secret);
      log(await upload(wrangler, { config: configFile(), environment, origin, dryRun, secrets }));
    } else if (dryRun) return;
    else if (action.kind === "create-database") ids[action.name] = await createDatabase(wrangler, action.name);
    else if (action.kind === "create-bucket") await createBucket(wrangler, action.name);
    else if (action.kind === "create-queue") await createQueue(wrangler, action.name);
    else if (action.kind === "configure-bucket") await configureBucket(wrangler, action.name, origin);
    else await migrateRemotely(wrangler, configFile(), environment, action.database);
  };

  try {
    for (const action of actions) {
      log(`- ${describeAction(action)}`);
      await perform(action);
    }
  } finally {
    if (config) removeConfiguration(config);
  }
  const token = secrets["SETUP_TOKEN"];
  return { setupLink: token && !dryRun ? `${origin}/setup?token=${token}` : null };
}
