/** The flags that `npm start` and `npm run preview` share. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { defaultStateFolder } from "./project.ts";

export interface HostFlags {
  port: number;
  /** Absolute folder of the database, the objects, the media and the remembered demo logins. */
  persistTo: string;
  /** Without the demo community. */
  empty: boolean;
  /** Shows the Worker's log in the terminal instead of only writing it to a file. */
  verbose: boolean;
  help: boolean;
}

/** A command line that makes no sense; the message says why. */
export class UsageError extends Error {}

export function hostUsage(command: string): string {
  return `Usage: ${command} [-- flags]

  --port N            port to serve on (default 8787)
  --persist-to DIR    where the data is kept (default .wrangler/state)
  --empty             without the demo community
  --verbose           show the Worker's log here, too
  --help              this text`;
}

/**
 * Reads the flags. Throws `UsageError` for unknown flags, for values that cannot be meant, and for flags that npm took for
 * its own because `--` was missing before them.
 */
export function parseHostFlags(args: string[], env: NodeJS.ProcessEnv = {}): HostFlags {
  const taken = ["port", "persist-to", "empty"].find((name) => env[`npm_config_${name.replace("-", "_")}`]);
  if (taken) throw new UsageError(`npm took --${taken} for itself: put -- before the flags.`);
  const values = readFlags(args);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port < 1 || port > 65_535) {
    throw new UsageError(`--port must be a number from 1 to 65535, not "${values.port}".`);
  }
  if (values["persist-to"] === "") throw new UsageError("--persist-to needs a folder.");
  return {
    port,
    persistTo: resolve(values["persist-to"] ?? defaultStateFolder),
    empty: values.empty,
    verbose: values.verbose,
    help: values.help,
  };
}

function readFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: false,
      options: {
        port: { type: "string", default: "8787" },
        "persist-to": { type: "string" },
        empty: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
