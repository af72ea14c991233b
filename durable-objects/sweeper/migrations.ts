/** Schema of the Sweeper: its timers, and what became of the runs of each task. */
import { timersTable } from "../kit/alarms.ts";
import type { Migration } from "../kit/migrations.ts";

export const sweeperMigrations: readonly Migration[] = [
  timersTable,
  `CREATE TABLE runs (
     task TEXT PRIMARY KEY,
     succeeded INTEGER NOT NULL DEFAULT 0,
     failed INTEGER NOT NULL DEFAULT 0,
     handled INTEGER NOT NULL DEFAULT 0,
     last_at INTEGER NOT NULL,
     last_error TEXT
   ) WITHOUT ROWID`,
];
