/**
 * Serves the production bundle on this machine: Miniflare with a direct socket to the Worker, without the proxy of `wrangler
 * dev`. `startHost` runs in the calling process; `spawnHost` runs it in a process group of its own, which crash tests may
 * kill. Neither builds: see build.ts.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from "wrangler";
import { hasExited, signalGroup, stopGroup } from "./commands.ts";
import { untilPortFree } from "./port.ts";
import { root, workerOutput } from "./project.ts";

// Reading the configuration would print where the secrets come from.
process.env["WRANGLER_LOG"] ??= "warn";

export interface HostOptions {
  port: number;
  /** Folder of the data; `npm start` and `npm run preview` can use the same one, though not at once. */
  persistTo: string;
  /** Plain settings and secrets over those of wrangler.toml and .dev.vars. */
  vars?: Record<string, string>;
  /** Takes each line that the Worker logs; they are dropped where there is none. */
  log?: (line: string) => void;
}

export interface Host {
  origin: string;
  /** Resolves to the reason once the host has ended, be it by `stop` or by itself. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Serves dist/worker and dist/web. Resolves when requests are answered; throws when the port is taken. */
export async function startHost({ port, persistTo, vars, log }: HostOptions): Promise<Host> {
  mkdirSync(persistTo, { recursive: true });
  const origin = `http://localhost:${port}`;
  const { workerOptions } = readWorkerOptions(resolve(root, "wrangler.toml"));
  const options = convertV4MiniflareOptions({
    ...workerOptions,
    name: "stoa",
    bindings: { ...(workerOptions.bindings as Record<string, string>), SITE_ORIGIN: origin, ...vars },
    modules: [{ type: "ESModule", path: resolve(workerOutput, "index.js") }, ...compiledModules()],
    modulesRoot: workerOutput,
    // Miniflare's own entry listens beside the direct socket, on any free port.
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.NONE),
    handleStructuredLogs: ({ message }) => log?.(message),
  });
  options.resourcePersistencePath = resolve(persistTo, "v3");
  const [worker] = options.workers;
  if (!worker) throw new Error("the configuration has no Worker");
  worker.dev = { ...worker.dev, unsafeDirectSockets: [{ host: "127.0.0.1", port }] };
  const miniflare = new Miniflare(options);
  await miniflare.ready;
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  return { origin, ended, stop: () => miniflare.dispose().then(() => end("stopped")) };
}

export interface SpawnedHost extends Host {
  /** The leader of the group; workerd is its child. */
  pid: number;
  /** SIGKILL for the whole group, workerd included: what a crash test does. Resolves when it is gone and its port free. */
  kill(): Promise<void>;
}

/** Runs `startHost` in a child process that leads its own group. Resolves when requests are answered. */
export async function spawnHost({ log, ...options }: HostOptions): Promise<SpawnedHost> {
  const child = fork(resolve(import.meta.dirname, "host-process.ts"), [], { cwd: root, detached: true });
  child.on("message", (message: HostMessage) => {
    if (message.kind === "log") log?.(message.line);
  });
  const ended = once(child, "exit").then(([code, signal]) => `the host ended (${signal ?? `code ${code}`})`);
  // The leader is gone before the kernel has closed what workerd, its child, listened on.
  const kill = () => killGroup(child).then(() => untilPortFree(options.port));
  child.send(options);
  try {
    const origin = await untilReady(child);
    return { origin, pid: child.pid ?? 0, ended, stop: () => stopGroup(child), kill };
  } catch (error) {
    await killGroup(child);
    throw error;
  }
}

/** What a spawned host tells its parent. */
export type HostMessage =
  | { kind: "ready"; origin: string }
  | { kind: "failed"; reason: string }
  | { kind: "log"; line: string };

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((ready, failed) => {
    child.on("message", (message: HostMessage) => {
      if (message.kind === "ready") ready(message.origin);
      if (message.kind === "failed") failed(new Error(message.reason));
    });
    child.once("exit", (code) => failed(new Error(`the host ended before it was ready (code ${code})`)));
  });
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited = hasExited(child) ? Promise.resolve() : once(child, "exit");
  signalGroup(child.pid, "SIGKILL");
  await exited;
}

/** What the bundle imports beside itself: WebAssembly, under names that Wrangler has given it. */
function compiledModules() {
  return globSync("*.wasm", { cwd: workerOutput }).map((name) => ({
    type: "CompiledWasm" as const,
    path: resolve(workerOutput, name),
  }));
}
