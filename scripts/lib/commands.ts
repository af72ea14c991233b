/** Runs other programs of the project, always with the Node that runs this script. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./project.ts";

/** Programs by the file that Node runs; looking them up by name would depend on the PATH. */
const programs = {
  deploy: "scripts/deploy.ts",
  knip: "node_modules/knip/bin/knip.js",
  oxfmt: "node_modules/oxfmt/bin/oxfmt",
  oxlint: "node_modules/oxlint/bin/oxlint",
  playwright: "node_modules/@playwright/test/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vite: "node_modules/vite/bin/vite.js",
  vitest: "node_modules/vitest/vitest.mjs",
  wrangler: "node_modules/wrangler/bin/wrangler.js",
} as const;

export type Program = keyof typeof programs;

/**
 * Programs neither ask questions nor report usage, nor look for updates or for the request data of a real data centre; their
 * colours reach terminals only.
 */
const quietEnvironment = {
  CI: "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  NO_UPDATE_NOTIFIER: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  // Wrangler is large: compiling it takes a fifth of its start.
  NODE_COMPILE_CACHE: resolve(root, "node_modules/.cache/node"),
  ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
};

/** The command line of a program: what to give to `spawn`. */
export function commandLine(program: Program, args: readonly string[]): [string, string[]] {
  return [process.execPath, [resolve(root, programs[program]), ...args]];
}

export interface Outcome {
  /** Exit code; 1 where a signal ended the process. */
  code: number;
  /** Standard output and error together, in the order of arrival. */
  output: string;
}

export interface RunOptions {
  /** Variables besides ours; undefined takes one away. */
  env?: Record<string, string | undefined>;
  /** Text for standard input. Secrets go this way: arguments are visible to every user of the machine. */
  input?: string;
  /** Shows the output as it comes, besides gathering it. */
  show?: boolean;
}

/** Runs a program to its end and gathers what it prints. Never throws for an exit code. */
export async function run(program: Program, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [command, line] = commandLine(program, args);
  const child = spawn(command, line, {
    cwd: root,
    env: { ...process.env, ...quietEnvironment, ...options.env },
    stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (options.show) process.stdout.write(text);
    });
  }
  if (options.input !== undefined) child.stdin?.end(options.input);
  const [code] = (await once(child, "close")) as [number | null];
  // Some programs colour what they write into a pipe, whatever they are told.
  return { code: code ?? 1, output: process.stdout.isTTY ? output : stripVTControlCharacters(output) };
}

/** Runs a program and throws with what it printed when it fails. */
export async function runOrThrow(program: Program, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, output } = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed with code ${code}:\n${output.trim()}`);
  return output;
}

/**
 * Starts a program as the leader of its own process group, so that `stopGroup` reaches its children too (wrangler and
 * Miniflare start workerd, which must never outlive them).
 */
export function startGroup(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string | undefined>; stdio: ("ignore" | "pipe" | "ipc" | number)[] },
): ChildProcess {
  return spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...quietEnvironment, ...options.env },
    stdio: options.stdio,
    detached: true,
  });
}

/** Asks a whole process group to end and, after `graceMs`, kills what is left of it. */
export async function stopGroup(child: ChildProcess, graceMs = 5_000): Promise<void> {
  if (child.pid === undefined) return;
  const exited = hasExited(child) ? Promise.resolve() : once(child, "exit");
  signalGroup(child.pid, "SIGTERM");
  const killer = setTimeout(() => child.pid !== undefined && signalGroup(child.pid, "SIGKILL"), graceMs);
  await exited;
  clearTimeout(killer);
  signalGroup(child.pid, "SIGKILL");
}

/** Whether a process has ended, by itself or by a signal. */
export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Signals a process group; a group that is gone already is what the caller wanted. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
