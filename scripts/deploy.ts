/** `npm run deploy -- --env staging|production`: makes what is missing on the account, migrates, builds and deploys. */
import { parseArgs } from "node:util";
import { realWrangler } from "./deploy/account.ts";
import { carryOut } from "./deploy/carry-out.ts";
import { type Configuration, type Environment, environments, readConfiguration } from "./deploy/configuration.ts";

const usage = `Usage: npm run deploy -- --env staging|production [--origin https://...] [--dry-run]

  --env       environment of wrangler.toml
  --origin    where the site will be; needed unless SITE_ORIGIN of wrangler.toml was set to a real address
  --dry-run   asks nothing of the network: shows the plan, builds and bundles

Sign in with CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, or with npx wrangler login.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const flags = readFlags(args);
  if (typeof flags === "string") {
    console.error(`${flags}\n\n${usage}`);
    return 2;
  }
  try {
    const { environment, configuration, dryRun } = flags;
    const { setupLink } = await carryOut({
      environment,
      configuration,
      dryRun,
      wrangler: realWrangler,
      log: console.log,
    });
    if (dryRun) console.log("A dry run: nothing was changed. A first deployment ends with the one-time set-up link.");
    else console.log(`Deployed: ${configuration.origin}`);
    if (setupLink) console.log(`\nMake the first administrator here; the link works once:\n${setupLink}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** The flags, or what is wrong with them. */
function readFlags(
  args: string[],
): { environment: Environment; configuration: Configuration; dryRun: boolean } | string {
  try {
    const { values } = parseArgs({
      args,
      options: { env: { type: "string" }, origin: { type: "string" }, "dry-run": { type: "boolean", default: false } },
    });
    const environment = environments.find((name) => name === values.env);
    if (!environment) return "--env must be staging or production.";
    const configuration = readConfiguration(environment);
    const { protocol, origin, hostname } = new URL(values.origin ?? configuration.origin);
    if (protocol !== "https:") return "--origin must start with https://.";
    const dryRun = values["dry-run"];
    if (!dryRun && hostname.endsWith(".example.com")) return "Say where the site will be: --origin https://...";
    return { environment, configuration: { ...configuration, origin }, dryRun };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
