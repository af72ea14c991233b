/** Schema of a LiveCounter. Times are milliseconds since the epoch, days are counted from it (UTC). */
import { timersTable } from "../kit/alarms.ts";
import type { Migration } from "../kit/migrations.ts";

export const liveCounterMigrations: readonly Migration[] = [
  timersTable,
  `-- \`base\`: what D1 had when this object first wrote there; the total is \`base + counted\`. \`flushed\`: what of \`counted\` D1 has.
   CREATE TABLE counter (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     subject TEXT,
     base INTEGER,
     counted INTEGER NOT NULL DEFAULT 0,
     flushed INTEGER NOT NULL DEFAULT 0
   );
   INSERT INTO counter (one) VALUES (1);

   CREATE TABLE views (
     day INTEGER NOT NULL,
     user_id TEXT NOT NULL,
     PRIMARY KEY (day, user_id)
   ) WITHOUT ROWID;

   CREATE TABLE watchers (
     user_id TEXT PRIMARY KEY,
     viewing INTEGER NOT NULL,
     until INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX watchers_expiry ON watchers (until)`,
];
