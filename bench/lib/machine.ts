/** On what a benchmark ran, for whoever compares. */
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { root } from "../../scripts/lib/project.ts";

/** Lines such as `Node 24.21.0`; `packages` are named with the versions that are installed. */
export function describeMachine(packages: readonly string[]): string[] {
  const gib = (bytes: number) => `${Math.round(bytes / 2 ** 30)} GiB`;
  return [
    `${availableParallelism()} cores, ${cpus()[0]?.model ?? "unknown processor"}, ${gib(totalmem())}, ${type()} ${release()}`,
    [`Node ${process.versions.node}`, ...packages.map((name) => `${name} ${versionOf(name)}`)].join(", "),
  ];
}

function versionOf(name: string): string {
  const file = resolve(root, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
