import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../lib/project.ts";
import { refuseMigration, refuseNames } from "./migrations.ts";

const folder = resolve(root, "d1-migrations");

describe("refuseMigration", () => {
  it.each([
    "DROP TABLE users;",
    "drop   table if exists `users`;",
    "DROP\nTABLE users;",
    "PRAGMA foreign_keys=OFF;",
    "pragma main.foreign_keys = on;",
    "PRAGMA defer_foreign_keys = true;",
    "/* harmless */ CREATE TABLE a (b); DROP /* really */ TABLE c;",
  ])("refuses %j", (sql) => {
    expect(refuseMigration(sql)).toHaveLength(1);
  });

  it.each([
    "CREATE TABLE users (id TEXT PRIMARY KEY);",
    "ALTER TABLE users ADD COLUMN bio TEXT;",
    "DROP INDEX users_by_name;",
    "-- DROP TABLE users\nSELECT 1;",
    "/* PRAGMA foreign_keys */ SELECT 1;",
  ])("accepts %j", (sql) => {
    expect(refuseMigration(sql)).toEqual([]);
  });
});

describe("refuseNames", () => {
  it("accepts a row without gaps", () => {
    expect(refuseNames(["0002_posts.sql", "0001_accounts_and_people.sql"])).toEqual([]);
  });

  it.each([[["0002_posts.sql"]], [["0001_a.sql", "0001_b.sql"]], [["0001_a.sql", "0003_c.sql"]], [["0001.sql"]]])(
    "refuses %j",
    (names) => {
      expect(refuseNames(names)).toHaveLength(1);
    },
  );
});

const databases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("our migrations", () => {
  it("exist", () => {
    expect(databases.map(({ name }) => name)).toContain("main");
  });

  it.each(databases.map(({ name }) => name))("of %s are numbered and lose nothing", (database) => {
    const names = readdirSync(resolve(folder, database));
    expect(names.length).toBeGreaterThan(0);
    expect(refuseNames(names)).toEqual([]);
    for (const name of names)
      expect(refuseMigration(readFileSync(resolve(folder, database, name), "utf8")), name).toEqual([]);
  });
});
