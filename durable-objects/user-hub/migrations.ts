/** Schema of a UserHub. Times are milliseconds since the epoch. */
import { timersTable } from "../kit/alarms.ts";
import type { Migration } from "../kit/migrations.ts";

export const userHubMigrations: readonly Migration[] = [
  timersTable,
  `-- Whose hub this is, how their presence stands, and what of it watchers were told. \`last_seen_at\`: when the last device went, null while one is there.
   CREATE TABLE person (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     id TEXT,
     shown TEXT NOT NULL DEFAULT 'offline',
     told TEXT NOT NULL DEFAULT 'offline',
     last_seen_at INTEGER,
     flushed_at INTEGER NOT NULL DEFAULT 0
   );
   INSERT INTO person (one) VALUES (1);

   CREATE TABLE tickets (
     hash TEXT PRIMARY KEY,
     holder TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX tickets_expiry ON tickets (expires_at);

   -- What rooms projected, newest revision each; entries that are gone stay, so that an older one does not bring them back.
   CREATE TABLE entries (
     conversation_id TEXT PRIMARY KEY,
     revision INTEGER NOT NULL,
     state TEXT NOT NULL,
     archived INTEGER NOT NULL,
     large INTEGER NOT NULL,
     unread INTEGER NOT NULL,
     last_at INTEGER NOT NULL,
     entry TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX entries_in_order ON entries (state, archived, large, last_at, conversation_id);
   CREATE INDEX entries_unread ON entries (conversation_id) WHERE state = 'member' AND archived = 0 AND unread > 0;

   -- Sessions that ended lately: one each, or (without a session) all that began before, but for one.
   CREATE TABLE endings (
     at INTEGER NOT NULL,
     session_id TEXT,
     except_id TEXT
   );
   CREATE INDEX endings_by_time ON endings (at);

   CREATE TABLE open_rooms (
     session_id TEXT NOT NULL,
     conversation_id TEXT NOT NULL,
     opened_at INTEGER NOT NULL,
     ending INTEGER NOT NULL DEFAULT 0,
     PRIMARY KEY (session_id, conversation_id)
   ) WITHOUT ROWID;
   CREATE INDEX open_rooms_by_time ON open_rooms (opened_at);

   -- Who watches this person, and who may not since when ('*': nobody).
   CREATE TABLE watchers (
     watcher_id TEXT PRIMARY KEY,
     until INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX watchers_expiry ON watchers (until);
   CREATE TABLE hidden (
     watcher_id TEXT PRIMARY KEY,
     at INTEGER NOT NULL
   ) WITHOUT ROWID;

   -- What this person's devices watch elsewhere: a subject, or user:<id>.
   CREATE TABLE watching (
     target TEXT PRIMARY KEY,
     viewing INTEGER NOT NULL,
     until INTEGER NOT NULL
   ) WITHOUT ROWID`,
];
