/** Applies the D1 migrations to a local database. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { runOrThrow } from "./commands.ts";
import { migrationsFolder } from "./project.ts";
import { whenChanged } from "./stamp.ts";

/**
 * Brings the database under `persistTo` up to date. Migrations are append-only, so their names tell whether there is
 * anything to do, without the seconds that Wrangler takes to find out. Resolves to whether it was asked.
 */
export async function migrateLocally(persistTo: string): Promise<boolean> {
  const stamp = resolve(persistTo, "migrations-stamp");
  if (!existsSync(resolve(persistTo, "v3/d1"))) rmSync(stamp, { force: true });
  const names = createHash("sha256").update(readdirSync(migrationsFolder).toSorted().join("\n")).digest("hex");
  return whenChanged(stamp, names, () =>
    runOrThrow("wrangler", ["d1", "migrations", "apply", "DB", "--local", "--persist-to", persistTo]),
  );
}
