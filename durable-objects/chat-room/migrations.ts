/**
 * Schema of a ChatRoom. Every stored event has one number in `seq`: what history shows stands in `entries`, what only changes an
 * entry (edited, deleted, reaction) in `changes`. Times are milliseconds.
 */
import { timersTable } from "../kit/alarms.ts";
import type { Migration } from "../kit/migrations.ts";
import { archiveTable } from "./archive.ts";
import { separationsTable } from "./hide-storage.ts";
import { invitesTable } from "./invites.ts";
import { looseReferencesTable } from "./reference-storage.ts";
import { retentionIndex } from "./retention.ts";
import { searchProgress, searchTable } from "./search.ts";

export const roomMigrations: readonly Migration[] = [
  `${timersTable};

   -- One row. 'seq', 'messages' and 'revision' are the newest numbers given out; they outlive the rows that had them.
   CREATE TABLE room (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     id TEXT NOT NULL,
     type TEXT NOT NULL,
     subject TEXT,
     name TEXT,
     topic TEXT,
     created_by TEXT,
     created_at INTEGER NOT NULL,
     closed_at INTEGER,
     slow_mode_seconds INTEGER NOT NULL DEFAULT 0,
     retention_days INTEGER,
     seq INTEGER NOT NULL DEFAULT 0,
     -- Messages ever written; those of them that are deleted.
     messages INTEGER NOT NULL DEFAULT 0,
     deleted INTEGER NOT NULL DEFAULT 0,
     member_count INTEGER NOT NULL DEFAULT 0,
     last_at INTEGER NOT NULL,
     revision INTEGER NOT NULL DEFAULT 1,
     -- Revision at which everybody's entry changed; at which all hubs have to hear of it (large rooms tell few); and what all of them know.
     list_revision INTEGER NOT NULL DEFAULT 1,
     hubs_revision INTEGER NOT NULL DEFAULT 1,
     hubs_told INTEGER NOT NULL DEFAULT 0,
     -- Revision at which what D1 shows of the room changed, and the one that D1 has.
     row_revision INTEGER NOT NULL DEFAULT 1,
     row_told INTEGER NOT NULL DEFAULT 0,
     -- Members have been notified of messages up to here.
     notified_seq INTEGER NOT NULL DEFAULT 0
   );

   CREATE TABLE entries (
     seq INTEGER PRIMARY KEY,
     kind TEXT NOT NULL,
     -- The client's id of a message, or the one that something brought in has.
     id TEXT,
     -- Who wrote or did it, and whom it concerns (of a pin: whose message it is).
     actor_id TEXT NOT NULL,
     person_id TEXT,
     -- Text of a message; JSON with the particulars of anything else.
     content TEXT NOT NULL,
     reply_to INTEGER,
     mentions TEXT,
     -- Messages in the room up to and with this entry.
     ordinal INTEGER NOT NULL,
     brought INTEGER NOT NULL DEFAULT 0,
     created_at INTEGER NOT NULL,
     edited_at INTEGER,
     deleted_at INTEGER,
     pinned_at INTEGER
   );
   CREATE UNIQUE INDEX entries_by_id ON entries (id) WHERE id IS NOT NULL;
   CREATE INDEX entries_by_sender ON entries (actor_id, seq) WHERE kind = 'message';
   CREATE INDEX entries_deleted ON entries (seq) WHERE deleted_at IS NOT NULL;
   CREATE INDEX entries_pinned ON entries (seq) WHERE pinned_at IS NOT NULL;

   CREATE TABLE changes (
     seq INTEGER PRIMARY KEY,
     kind TEXT NOT NULL,
     message_seq INTEGER NOT NULL,
     actor_id TEXT NOT NULL,
     -- Who wrote the message.
     sender_id TEXT NOT NULL,
     -- JSON with the particulars.
     data TEXT NOT NULL,
     created_at INTEGER NOT NULL
   );

   CREATE TABLE reactions (
     message_seq INTEGER NOT NULL,
     emoji TEXT NOT NULL,
     user_id TEXT NOT NULL,
     seq INTEGER NOT NULL,
     PRIMARY KEY (message_seq, emoji, user_id)
   ) WITHOUT ROWID;
   CREATE INDEX reactions_by_user ON reactions (user_id);

   CREATE TABLE mentions (
     user_id TEXT NOT NULL,
     message_seq INTEGER NOT NULL,
     PRIMARY KEY (user_id, message_seq)
   ) WITHOUT ROWID;
   CREATE INDEX mentions_by_message ON mentions (message_seq);

   -- People in the room, and until D1 and their hubs have heard of it those who are gone.
   CREATE TABLE members (
     user_id TEXT PRIMARY KEY,
     card TEXT NOT NULL,
     username_key TEXT NOT NULL,
     role TEXT NOT NULL,
     state TEXT NOT NULL,
     muted INTEGER NOT NULL DEFAULT 0,
     archived INTEGER NOT NULL DEFAULT 0,
     muted_until INTEGER,
     joined_at INTEGER NOT NULL,
     read_up_to INTEGER NOT NULL,
     -- Messages in the room up to the cursor.
     read_ordinal INTEGER NOT NULL,
     -- Revision of the person's own entry; of what D1 shows of them; and what has been told of both.
     revision INTEGER NOT NULL,
     row_revision INTEGER NOT NULL,
     hub_told INTEGER NOT NULL DEFAULT 0,
     row_told INTEGER NOT NULL DEFAULT 0
   ) WITHOUT ROWID;
   CREATE INDEX members_in_order ON members (joined_at, user_id) WHERE state <> 'gone';
   CREATE INDEX members_by_username ON members (username_key) WHERE state <> 'gone';
   CREATE INDEX members_hub_due ON members (user_id) WHERE revision > hub_told;
   CREATE INDEX members_row_due ON members (user_id) WHERE row_revision > row_told;

   CREATE TABLE bans (
     user_id TEXT PRIMARY KEY,
     by TEXT NOT NULL,
     created_at INTEGER NOT NULL
   ) WITHOUT ROWID;

   -- Two people with a block between them, as the first of them brought it in; it holds both ways.
   CREATE TABLE hides (
     user_id TEXT NOT NULL,
     other_id TEXT NOT NULL,
     PRIMARY KEY (user_id, other_id)
   ) WITHOUT ROWID;
   CREATE INDEX hides_by_other ON hides (other_id)`,
  `${archiveTable}; ${invitesTable}; ${searchTable}; ${retentionIndex}`,
  searchProgress,
  separationsTable,
  `-- JSON of what the message brings (MediaFacts); null for nothing. 'wordless': an empty text is all it ever had, none is archived.
   ALTER TABLE entries ADD COLUMN media TEXT;
   ALTER TABLE entries ADD COLUMN wordless INTEGER NOT NULL DEFAULT 0;
   ${looseReferencesTable}`,
];
