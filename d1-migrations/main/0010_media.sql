-- Media: what was uploaded, what has arrived of it, and what refers to it. Bytes are in R2.

CREATE TABLE media (
  id TEXT PRIMARY KEY,
  org_id TEXT,
  owner_id TEXT NOT NULL REFERENCES users (id),
  state TEXT NOT NULL DEFAULT 'uploading' CHECK (state IN ('uploading', 'processing', 'ready', 'refused')),
  reason TEXT,
  detail TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('image', 'video', 'audio', 'file')),
  -- What the client declared; then what the content is.
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  filename TEXT NOT NULL,
  alt TEXT NOT NULL DEFAULT '',
  -- Pixels as shown, after turning; seconds.
  width INTEGER,
  height INTEGER,
  duration REAL,
  placeholder TEXT,
  -- SHA-256 of the original as it is served, in hex.
  sha256 TEXT,
  -- Whether R2 has a poster's source, or a master that variants are made of in the place of the original (HEIC).
  has_poster INTEGER NOT NULL DEFAULT 0,
  has_master INTEGER NOT NULL DEFAULT 0,
  -- Languages of captions, JSON.
  captions TEXT NOT NULL DEFAULT '[]',
  -- Part of every address; rises when fewer people may see it, so that caches forget.
  epoch INTEGER NOT NULL DEFAULT 1,
  -- Of a multipart upload.
  upload_id TEXT,
  part_size INTEGER,
  -- ETag of the staged bytes that are looked at: others that come too late are never taken for them.
  staged_etag TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  ready_at INTEGER,
  -- Since when nothing refers to it; null while something does.
  unreferenced_at INTEGER,
  -- Nobody sees it any more; its bytes are on the way out.
  deleted_at INTEGER
);
CREATE INDEX media_by_owner ON media (owner_id, id);
CREATE INDEX media_unfinished ON media (updated_at) WHERE state <> 'ready';
CREATE INDEX media_unreferenced ON media (unreferenced_at) WHERE unreferenced_at IS NOT NULL;

CREATE TABLE media_parts (
  media_id TEXT NOT NULL REFERENCES media (id),
  part INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  PRIMARY KEY (media_id, part)
) WITHOUT ROWID;

-- What shows a media: 'post' (item 'article' for the cover of an article), 'message' (subject the conversation, item the message),
-- 'avatar' and 'cover' (subject the person), 'conversation' (its picture).
CREATE TABLE media_refs (
  media_id TEXT NOT NULL REFERENCES media (id),
  kind TEXT NOT NULL CHECK (kind IN ('post', 'message', 'avatar', 'cover', 'conversation')),
  subject_id TEXT NOT NULL,
  item_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (media_id, kind, subject_id, item_id)
) WITHOUT ROWID;
CREATE INDEX media_refs_by_subject ON media_refs (subject_id, kind, item_id);

-- Bytes that people keep: of media that are not refused or deleted.
CREATE TABLE media_usage (
  user_id TEXT PRIMARY KEY REFERENCES users (id),
  bytes INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TRIGGER media_added AFTER INSERT ON media BEGIN
  INSERT INTO media_usage (user_id, bytes) VALUES (NEW.owner_id, NEW.size) ON CONFLICT (user_id) DO UPDATE SET bytes = bytes + NEW.size;
END;
CREATE TRIGGER media_changed AFTER UPDATE OF size, state, deleted_at ON media BEGIN
  UPDATE media_usage SET bytes = bytes
      - iif(OLD.state = 'refused' OR OLD.deleted_at IS NOT NULL, 0, OLD.size)
      + iif(NEW.state = 'refused' OR NEW.deleted_at IS NOT NULL, 0, NEW.size)
    WHERE user_id = NEW.owner_id;
  UPDATE totals SET value = value
      - (OLD.state = 'ready' AND OLD.deleted_at IS NULL)
      + (NEW.state = 'ready' AND NEW.deleted_at IS NULL)
    WHERE name = 'media' AND (OLD.state = 'ready' AND OLD.deleted_at IS NULL) <> (NEW.state = 'ready' AND NEW.deleted_at IS NULL);
END;
CREATE TRIGGER media_removed AFTER DELETE ON media BEGIN
  UPDATE media_usage SET bytes = bytes - iif(OLD.state = 'refused' OR OLD.deleted_at IS NOT NULL, 0, OLD.size) WHERE user_id = OLD.owner_id;
  UPDATE totals SET value = value - 1 WHERE name = 'media' AND OLD.state = 'ready' AND OLD.deleted_at IS NULL;
END;

-- Only what is there can be shown; a reference that comes too late fails its whole transaction.
CREATE TRIGGER media_refs_checked BEFORE INSERT ON media_refs
WHEN NOT EXISTS (SELECT 1 FROM media WHERE id = NEW.media_id AND state = 'ready' AND deleted_at IS NULL) BEGIN
  SELECT RAISE(ABORT, 'media_refs: not ready');
END;
CREATE TRIGGER media_refs_added AFTER INSERT ON media_refs BEGIN
  UPDATE media SET unreferenced_at = NULL WHERE id = NEW.media_id AND unreferenced_at IS NOT NULL;
END;
CREATE TRIGGER media_refs_removed AFTER DELETE ON media_refs
WHEN NOT EXISTS (SELECT 1 FROM media_refs WHERE media_id = OLD.media_id) BEGIN
  UPDATE media SET unreferenced_at = CAST(round(unixepoch('subsec') * 1000) AS INTEGER) WHERE id = OLD.media_id;
END;
