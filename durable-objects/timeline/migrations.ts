/** Schema of a Timeline object. `shard` leads the keys, so that a whole shard can be read and dropped in key order. */
import type { Migration } from "../kit/migrations.ts";

export const timelineMigrations: readonly Migration[] = [
  `CREATE TABLE entries (
     shard INTEGER NOT NULL,
     person_id TEXT NOT NULL,
     entry_id TEXT NOT NULL,
     post_id TEXT NOT NULL,
     actor_id TEXT NOT NULL,
     author_id TEXT NOT NULL,
     PRIMARY KEY (shard, person_id, entry_id)
   ) WITHOUT ROWID;
   CREATE INDEX entries_by_post ON entries (post_id);
   -- The entry of a post itself has the post's id and is found by it; only reposts need an index of their own.
   CREATE INDEX reposts_by_entry ON entries (entry_id) WHERE entry_id <> post_id;

   CREATE TABLE broadcasts (
     actor_id TEXT NOT NULL,
     entry_id TEXT NOT NULL,
     post_id TEXT NOT NULL,
     author_id TEXT NOT NULL,
     PRIMARY KEY (actor_id, entry_id)
   ) WITHOUT ROWID;
   CREATE INDEX broadcasts_by_post ON broadcasts (post_id);
   CREATE INDEX broadcasts_by_entry ON broadcasts (entry_id);

   CREATE TABLE subscriptions (
     shard INTEGER NOT NULL,
     person_id TEXT NOT NULL,
     author_id TEXT NOT NULL,
     PRIMARY KEY (shard, person_id, author_id)
   ) WITHOUT ROWID`,
];
