-- Posts, what appears on profiles and timelines (entries), comments and reactions.

CREATE TABLE posts (
  id TEXT PRIMARY KEY,
  org_id TEXT,
  author_id TEXT NOT NULL REFERENCES users (id),
  type TEXT NOT NULL,
  content TEXT NOT NULL,
  content_html TEXT NOT NULL,
  language TEXT,
  translations TEXT NOT NULL DEFAULT '{}',
  audience TEXT NOT NULL DEFAULT 'public',
  reply_policy TEXT NOT NULL DEFAULT 'everyone',
  sensitive INTEGER NOT NULL DEFAULT 0,
  content_warning TEXT,
  place TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  mentions TEXT NOT NULL DEFAULT '[]',
  media TEXT NOT NULL DEFAULT '[]',
  -- What belongs to one type: article { title, excerpt, words, coverId }, link { url, title }, later poll, quiz, event.
  detail TEXT NOT NULL DEFAULT '{}',
  source TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  like_count INTEGER NOT NULL DEFAULT 0,
  comment_count INTEGER NOT NULL DEFAULT 0,
  repost_count INTEGER NOT NULL DEFAULT 0,
  view_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  hidden_at INTEGER,
  listed INTEGER NOT NULL GENERATED ALWAYS AS (audience = 'public' AND deleted_at IS NULL AND hidden_at IS NULL) VIRTUAL
);
CREATE INDEX posts_latest ON posts (org_id, listed, id);
CREATE INDEX posts_author ON posts (author_id, id);

-- Long texts stay out of the rows that lists read.
CREATE TABLE articles (
  post_id TEXT PRIMARY KEY REFERENCES posts (id),
  body TEXT NOT NULL,
  body_html TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE post_revisions (
  post_id TEXT NOT NULL REFERENCES posts (id),
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  content_html TEXT NOT NULL,
  article_title TEXT,
  article_body TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (post_id, version)
) WITHOUT ROWID;

-- One row for each time somebody put a post before others: posting it (the id is the post's) or reposting it (an id of its own).
CREATE TABLE entries (
  id TEXT PRIMARY KEY,
  actor_id TEXT NOT NULL REFERENCES users (id),
  post_id TEXT NOT NULL REFERENCES posts (id),
  author_id TEXT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,
  -- Whether people who do not follow the actor may find it on the profile.
  open INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX entries_actor ON entries (actor_id, id);
CREATE INDEX entries_actor_open ON entries (actor_id, open, id);
CREATE INDEX entries_post ON entries (post_id, id);
CREATE UNIQUE INDEX entries_repost ON entries (actor_id, post_id, kind);

CREATE TRIGGER posts_added AFTER INSERT ON posts BEGIN
  UPDATE users SET posts_count = posts_count + 1 WHERE id = NEW.author_id;
  UPDATE totals SET value = value + 1 WHERE name = 'posts';
END;
CREATE TRIGGER posts_deleted AFTER UPDATE OF deleted_at ON posts WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  UPDATE users SET posts_count = posts_count - 1 WHERE id = NEW.author_id;
  UPDATE totals SET value = value - 1 WHERE name = 'posts';
END;
CREATE TRIGGER reposts_added AFTER INSERT ON entries WHEN NEW.kind = 'repost' BEGIN
  UPDATE posts SET repost_count = repost_count + 1 WHERE id = NEW.post_id;
END;
CREATE TRIGGER reposts_removed AFTER DELETE ON entries WHEN OLD.kind = 'repost' BEGIN
  UPDATE posts SET repost_count = repost_count - 1 WHERE id = OLD.post_id;
END;

CREATE TABLE tags (
  name TEXT PRIMARY KEY,
  post_count INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX tags_popular ON tags (post_count, name);

CREATE TABLE post_tags (
  tag TEXT NOT NULL,
  post_id TEXT NOT NULL REFERENCES posts (id),
  PRIMARY KEY (tag, post_id)
) WITHOUT ROWID;
CREATE INDEX post_tags_post ON post_tags (post_id);
CREATE TRIGGER post_tags_added AFTER INSERT ON post_tags BEGIN
  INSERT INTO tags (name, post_count) VALUES (NEW.tag, 1) ON CONFLICT (name) DO UPDATE SET post_count = post_count + 1;
END;
CREATE TRIGGER post_tags_removed AFTER DELETE ON post_tags BEGIN
  UPDATE tags SET post_count = post_count - 1 WHERE name = OLD.tag;
END;

CREATE TABLE post_mentions (
  user_id TEXT NOT NULL REFERENCES users (id),
  post_id TEXT NOT NULL REFERENCES posts (id),
  PRIMARY KEY (user_id, post_id)
) WITHOUT ROWID;
CREATE INDEX post_mentions_post ON post_mentions (post_id);

CREATE TABLE post_likes (
  user_id TEXT NOT NULL REFERENCES users (id),
  post_id TEXT NOT NULL REFERENCES posts (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, post_id)
) WITHOUT ROWID;
CREATE INDEX post_likes_post ON post_likes (post_id, user_id);
CREATE TRIGGER post_likes_added AFTER INSERT ON post_likes BEGIN
  UPDATE posts SET like_count = like_count + 1 WHERE id = NEW.post_id;
END;
CREATE TRIGGER post_likes_removed AFTER DELETE ON post_likes BEGIN
  UPDATE posts SET like_count = like_count - 1 WHERE id = OLD.post_id;
END;

CREATE TABLE bookmarks (
  id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  post_id TEXT NOT NULL REFERENCES posts (id),
  PRIMARY KEY (user_id, post_id)
) WITHOUT ROWID;
CREATE INDEX bookmarks_newest ON bookmarks (user_id, id);
CREATE INDEX bookmarks_post ON bookmarks (post_id);

CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  org_id TEXT,
  post_id TEXT NOT NULL REFERENCES posts (id),
  parent_id TEXT,
  depth INTEGER NOT NULL,
  author_id TEXT NOT NULL REFERENCES users (id),
  content TEXT NOT NULL,
  content_html TEXT NOT NULL,
  like_count INTEGER NOT NULL DEFAULT 0,
  -- Direct replies that are shown, tombstones among them.
  reply_count INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  hidden_at INTEGER,
  shown INTEGER NOT NULL GENERATED ALWAYS AS (deleted_at IS NULL OR reply_count > 0) VIRTUAL
);
CREATE INDEX comments_time ON comments (post_id, parent_id, shown, id);
CREATE INDEX comments_top ON comments (post_id, parent_id, shown, like_count, id);
CREATE INDEX comments_author ON comments (author_id, id);
CREATE TRIGGER comments_added AFTER INSERT ON comments BEGIN
  UPDATE posts SET comment_count = comment_count + 1 WHERE id = NEW.post_id;
  UPDATE comments SET reply_count = reply_count + 1 WHERE id = NEW.parent_id;
  UPDATE totals SET value = value + 1 WHERE name = 'comments';
END;
CREATE TRIGGER comments_deleted AFTER UPDATE OF deleted_at ON comments WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  UPDATE posts SET comment_count = comment_count - 1 WHERE id = NEW.post_id;
  UPDATE totals SET value = value - 1 WHERE name = 'comments';
END;

CREATE TABLE comment_likes (
  user_id TEXT NOT NULL REFERENCES users (id),
  comment_id TEXT NOT NULL REFERENCES comments (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, comment_id)
) WITHOUT ROWID;
CREATE INDEX comment_likes_comment ON comment_likes (comment_id, user_id);
CREATE TRIGGER comment_likes_added AFTER INSERT ON comment_likes BEGIN
  UPDATE comments SET like_count = like_count + 1 WHERE id = NEW.comment_id;
END;
CREATE TRIGGER comment_likes_removed AFTER DELETE ON comment_likes BEGIN
  UPDATE comments SET like_count = like_count - 1 WHERE id = OLD.comment_id;
END;
