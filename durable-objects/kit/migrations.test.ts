import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { migrate } from "./migrations.ts";

const { RATE_LIMITER } = env;

/** Runs `work` with the storage of a new object that has no schema of its own. */
function inStorage<Result>(work: (storage: DurableObjectStorage) => Result): Promise<Result> {
  return runInDurableObject(RATE_LIMITER.get(RATE_LIMITER.newUniqueId()), (_, { storage }) => work(storage));
}

const steps = [
  "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL); INSERT INTO notes (text) VALUES ('first')",
  "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 0",
];

describe("migrate", () => {
  it("brings data of an earlier step along, and runs each step once", async () => {
    const notes = await inStorage((storage) => {
      migrate(storage, steps, 1);
      storage.sql.exec("INSERT INTO notes (text) VALUES ('second')");
      migrate(storage, steps);
      migrate(storage, steps);
      return storage.sql.exec("SELECT text, stars FROM notes ORDER BY id").toArray();
    });
    expect(notes).toEqual([
      { text: "first", stars: 0 },
      { text: "second", stars: 0 },
    ]);
  });

  it("undoes everything when a step fails", async () => {
    const tables = await inStorage((storage) => {
      expect(() => migrate(storage, [...steps, "ALTER TABLE nothing ADD COLUMN x"])).toThrow("nothing");
      return storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('notes', 'migrations')").toArray();
    });
    expect(tables).toEqual([]);
  });

  it("leaves an object alone that is ahead of the code", async () => {
    const columns = await inStorage((storage) => {
      migrate(storage, steps);
      migrate(storage, steps.slice(0, 1));
      return storage.sql.exec("SELECT name FROM pragma_table_info('notes')").toArray().length;
    });
    expect(columns).toBe(3);
  });
});
