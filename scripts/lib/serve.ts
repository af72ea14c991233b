/** What `npm start` and `npm run preview` have in common: prepare, serve, load the demo once, tell, stop cleanly. */
import { createWriteStream, mkdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { loadDemo } from "../demo.ts";
import { ensureDemo, loginTable } from "./demo-logins.ts";
import { type HostFlags, hostUsage, parseHostFlags, UsageError } from "./host-flags.ts";
import type { Host, HostOptions } from "./host.ts";
import { migrateLocally } from "./migrate.ts";
import { isPortFree } from "./port.ts";
import { ensureDevVars } from "./secrets.ts";
import { untilStopAsked } from "./stop.ts";

export interface Serving {
  /** As the user types it, for the usage text. */
  command: string;
  /** Builds what `start` serves. */
  build: () => Promise<void>;
  start: (options: HostOptions) => Promise<Host>;
}

/** Serves until Ctrl-C or SIGTERM. Resolves to the exit code. */
export async function serve(serving: Serving, args: string[]): Promise<number> {
  try {
    const flags = parseHostFlags(args, process.env);
    if (flags.help) console.log(hostUsage(serving.command));
    else await serveWith(serving, flags);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof UsageError) console.error(`\n${hostUsage(serving.command)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function serveWith({ build, start, command }: Serving, flags: HostFlags): Promise<void> {
  const stopAsked = untilStopAsked(process.env["npm_lifecycle_event"] !== undefined);
  if (!(await isPortFree(flags.port))) {
    const other = flags.port < 65_535 ? flags.port + 1 : 8787;
    throw new Error(`Port ${flags.port} is in use. Stop what listens there, or: ${command} -- --port ${other}`);
  }
  const secrets = ensureDevVars();
  mkdirSync(flags.persistTo, { recursive: true });
  if (await migrateLocally(flags.persistTo)) console.log("Applied the database migrations.");
  await build();

  const log = openLog(flags);
  const host = await start({ port: flags.port, persistTo: flags.persistTo, log: log.write });
  try {
    await Promise.race([tellWhatRuns(flags, host, secrets.SETUP_TOKEN, log.file), stopAsked]);
    const failure = await Promise.race([stopAsked, host.ended]);
    if (failure) throw new Error(failure);
    console.log("Stopping.");
  } finally {
    await host.stop();
    log.close();
  }
}

async function tellWhatRuns(flags: HostFlags, host: Host, setupToken: string, logFile: string): Promise<void> {
  const target = { origin: host.origin, setupToken, log: (line: string) => console.log(line) };
  const logins = flags.empty ? [] : await ensureDemo(flags.persistTo, target, loadDemo);
  const lines = [
    `Stoa runs on ${host.origin}`,
    ...(logins.length > 0 ? ["", "Demo logins:", ...loginTable(logins)] : []),
    "",
    `Mails it would send: ${host.origin}/dev/mail   API reference: ${host.origin}/docs`,
    `Log: ${relative(process.cwd(), logFile)}   Stop: Ctrl-C`,
  ];
  console.log(`\n${lines.join("\n")}\n`);
}

function openLog({ persistTo, verbose }: HostFlags) {
  const file = resolve(persistTo, "stoa.log");
  const stream = createWriteStream(file, { mode: 0o600 });
  const write = (line: string) => {
    stream.write(`${line}\n`);
    if (verbose) console.log(line);
  };
  return { file, write, close: () => stream.end() };
}
