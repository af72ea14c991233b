/** Secrets that the scripts make: for this machine in .dev.vars, for a deployed site through Wrangler. Never printed. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { root } from "./project.ts";

const devVarsFile = resolve(root, ".dev.vars");

const newKey = () => randomBytes(32).toString("base64url");

/** One maker per secret that wrangler.toml requires; .dev.vars.example documents the formats. */
const makers = {
  TOKEN_KEYS: () => `${new Date().toISOString().slice(0, 10)}:${newKey()}`,
  REFRESH_KEY: newKey,
  METRICS_TOKEN: newKey,
  SETUP_TOKEN: newKey,
} as const;

export type SecretName = keyof typeof makers;

export const secretNames = Object.keys(makers) as SecretName[];

export function isSecretName(name: string): name is SecretName {
  return Object.hasOwn(makers, name);
}

/** A fresh random value in the format of the named secret. */
export function newSecret(name: SecretName): string {
  return makers[name]();
}

/** The text of a .dev.vars that keeps `existing` as it is and adds what is missing; null where nothing is. */
export function completeDevVars(existing: string): string | null {
  const present = parseEnv(existing);
  const missing = secretNames.filter((name) => !present[name]);
  if (missing.length === 0) return null;
  const start = existing === "" || existing.endsWith("\n") ? existing : `${existing}\n`;
  return start + missing.map((name) => `${name}="${newSecret(name)}"\n`).join("");
}

/** Makes sure that .dev.vars has every secret, readable by its owner only. Gives back the values. */
export function ensureDevVars(): Record<SecretName, string> {
  const existing = existsSync(devVarsFile) ? readFileSync(devVarsFile, "utf8") : "";
  const completed = completeDevVars(existing);
  if (completed !== null) writeFileSync(devVarsFile, completed, { mode: 0o600 });
  return parseEnv(completed ?? existing) as Record<SecretName, string>;
}
