/**
 * Runs `npm ci` where what is installed does not match package-lock.json, so that each command works on a fresh clone.
 * Plain JavaScript for Node 20 without dependencies: it runs before anything is installed, the project's own Node included.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * Names the packages whose installed version or integrity differs from the lock file. An optional package that is absent
 * belongs to another platform and does not count.
 *
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json
 * @returns {string[]}
 */
export function findMismatches(wanted, installed) {
  const present = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {})
    .filter(([path, entry]) => {
      if (path === "" || entry.link) return false;
      const found = present[path];
      if (!found) return !entry.optional;
      if (found.version !== entry.version) return true;
      return Boolean(entry.integrity && found.integrity && entry.integrity !== found.integrity);
    })
    .map(([path]) => path);
}

/**
 * @param {string} file
 * @returns {Lock | null} null where there is no such file
 */
function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** @param {string} root folder of package.json */
function isInstalled(root) {
  const wanted = readLock(join(root, "package-lock.json"));
  if (!wanted) throw new Error("package-lock.json is missing");
  const installed = readLock(join(root, "node_modules", ".package-lock.json"));
  const ownNode = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  return installed !== null && existsSync(ownNode) && findMismatches(wanted, installed).length === 0;
}

/** @param {string} root folder of package.json */
function install(root) {
  const npm = process.env["npm_execpath"];
  if (!npm) throw new Error("run this through npm: npm start, npm test, ...");
  console.log("Installing the packages of package-lock.json (npm ci) ...");
  // Quieter than usual: packages that want a newer Node than the machine's get the project's own.
  const { status } = spawnSync(process.execPath, [npm, "ci", "--include=dev", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("npm ci failed, see above");
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  try {
    if (!isInstalled(root)) install(root);
  } catch (error) {
    console.error(`Cannot install: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
