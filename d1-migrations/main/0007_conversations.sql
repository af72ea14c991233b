-- Conversations. The ChatRoom of each is the authority on members and messages; these rows are its projection, made with the
-- conversation and kept by the room, which writes only what carries a higher `revision` than the row has.

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  org_id TEXT,
  type TEXT NOT NULL CHECK (type IN ('direct', 'group', 'channel', 'subject')),
  -- What a room of type 'subject' is about, such as post:<id>.
  subject TEXT,
  name TEXT,
  name_key TEXT,
  topic TEXT,
  avatar_media_id TEXT,
  encryption TEXT NOT NULL DEFAULT 'none',
  created_by TEXT REFERENCES users (id),
  revision INTEGER NOT NULL DEFAULT 0,
  member_count INTEGER NOT NULL DEFAULT 0,
  message_count INTEGER NOT NULL DEFAULT 0,
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_message TEXT,
  last_at INTEGER NOT NULL,
  slow_mode_seconds INTEGER NOT NULL DEFAULT 0,
  retention_days INTEGER,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  listed INTEGER NOT NULL GENERATED ALWAYS AS (type = 'channel' AND deleted_at IS NULL) VIRTUAL,
  CHECK ((type = 'subject') = (subject IS NOT NULL))
);
CREATE UNIQUE INDEX conversations_by_subject ON conversations (subject) WHERE subject IS NOT NULL;
CREATE INDEX conversations_listed ON conversations (name_key, id) WHERE listed = 1;
CREATE INDEX conversations_by_creator ON conversations (created_by);

CREATE TABLE conversation_members (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'moderator', 'member', 'readonly')),
  state TEXT NOT NULL CHECK (state IN ('member', 'request', 'gone')),
  muted_until INTEGER,
  joined_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, user_id)
) WITHOUT ROWID;
CREATE INDEX conversation_members_in_order ON conversation_members (conversation_id, joined_at, user_id) WHERE state <> 'gone';
CREATE INDEX conversation_members_by_user ON conversation_members (user_id, state, conversation_id);

-- The total of messages follows what rooms report.
CREATE TRIGGER conversations_messages AFTER UPDATE OF message_count ON conversations WHEN NEW.message_count <> OLD.message_count BEGIN
  UPDATE totals SET value = value + NEW.message_count - OLD.message_count WHERE name = 'messages';
END;
