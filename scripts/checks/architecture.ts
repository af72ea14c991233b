/** Checks the import directions of .dependency-cruiser.js, and that the tool really read the modules. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import rules from "../../.dependency-cruiser.js";
import { root } from "../lib/project.ts";

/** The folders that the rules speak of. */
export const ruledFolders = [
  "contract",
  "db",
  "r2",
  "workers",
  "durable-objects",
  "web/src",
  "scripts",
  "bench",
  "demo",
  "tests",
];

export interface ArchitectureReport {
  /** Modules of ours that were read. */
  modules: number;
  /** One line per broken rule. */
  violations: string[];
}

/** Reads all modules under `folders` (relative to `baseDir`) and applies the rules. */
export async function checkArchitecture(folders: string[], baseDir = root): Promise<ArchitectureReport> {
  const present = folders.filter((folder) => existsSync(resolve(baseDir, folder)));
  const { output } = await cruise(present, {
    ...rules.options,
    ruleSet: { forbidden: rules.forbidden ?? [] },
    validate: true,
    baseDir,
  });
  const { modules, summary } = output as ICruiseResult;
  return {
    modules: modules.filter(({ source }) => present.some((folder) => source.startsWith(`${folder}/`))).length,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}
