/** Serves the sources on this machine with `wrangler dev`, which builds the Worker anew when they change. */
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { commandLine, hasExited, startGroup, stopGroup } from "./commands.ts";
import type { Host, HostOptions } from "./host.ts";
import { waitForHealth } from "./wait-for-health.ts";

/** Resolves when requests are answered. Throws with what Wrangler printed when it ends before. */
export async function startDevServer({ port, persistTo, vars, log }: HostOptions): Promise<Host> {
  mkdirSync(persistTo, { recursive: true });
  const origin = `http://localhost:${port}`;
  const [command, args] = commandLine("wrangler", [
    "dev",
    `--port=${port}`,
    "--inspector-port=0",
    `--persist-to=${persistTo}`,
    ...Object.entries({ SITE_ORIGIN: origin, ...vars }).map(([name, value]) => `--var=${name}:${value}`),
    "--show-interactive-dev-session=false",
  ]);
  const child = startGroup(command, args, {
    env: { FORCE_COLOR: undefined, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const firstLines: string[] = [];
  let buildFailed = false;
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      if (firstLines.length < 200) firstLines.push(line);
      buildFailed ||= line.includes("Build failed with");
      log?.(line);
    });
  }
  const ended = once(child, "close").then(() => `wrangler dev ended:\n${firstLines.join("\n")}`);
  try {
    await waitForHealth(origin, () => hasExited(child) || buildFailed);
  } catch (error) {
    await stopGroup(child);
    throw new Error(await ended, { cause: error });
  }
  return { origin, ended, stop: () => stopGroup(child) };
}
