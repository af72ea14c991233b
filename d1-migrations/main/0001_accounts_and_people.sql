-- Accounts and people. Times are milliseconds since the epoch, ids are ULIDs, JSON is text.
-- Counts that are shown are kept by triggers, so no writer can forget them and a repeated write cannot count twice.

CREATE TABLE totals (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO totals (name) VALUES ('people'), ('follows'), ('posts'), ('comments'), ('messages'), ('media'), ('openCases'), ('outboxWaiting'), ('outboxParked');

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL,
  display_name TEXT NOT NULL,
  display_name_key TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT 'member',
  status TEXT NOT NULL DEFAULT 'active',
  verified INTEGER NOT NULL DEFAULT 0,
  imported INTEGER NOT NULL DEFAULT 0,
  avatar_media_id TEXT,
  cover_media_id TEXT,
  bio TEXT NOT NULL DEFAULT '',
  bio_html TEXT NOT NULL DEFAULT '',
  pronouns TEXT NOT NULL DEFAULT '',
  location TEXT NOT NULL DEFAULT '',
  website TEXT,
  links TEXT NOT NULL DEFAULT '[]',
  skills TEXT NOT NULL DEFAULT '[]',
  interests TEXT NOT NULL DEFAULT '[]',
  education TEXT NOT NULL DEFAULT '[]',
  experience TEXT NOT NULL DEFAULT '[]',
  locked INTEGER NOT NULL DEFAULT 0,
  locale TEXT NOT NULL DEFAULT 'en',
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  theme TEXT NOT NULL DEFAULT 'system',
  profile_visibility TEXT NOT NULL DEFAULT 'public',
  activity_visibility TEXT NOT NULL DEFAULT 'public',
  who_may_message TEXT NOT NULL DEFAULT 'everyone',
  followers_count INTEGER NOT NULL DEFAULT 0,
  following_count INTEGER NOT NULL DEFAULT 0,
  posts_count INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_seen_at INTEGER,
  deleted_at INTEGER,
  erase_after INTEGER
);
CREATE UNIQUE INDEX users_username ON users (username_key);
CREATE INDEX users_display_name ON users (display_name_key, id);
CREATE INDEX users_popular ON users (status, followers_count, id);
CREATE INDEX users_role ON users (role, id);
CREATE INDEX users_status ON users (status, id);
CREATE INDEX users_erase ON users (erase_after) WHERE erase_after IS NOT NULL;

CREATE TRIGGER users_total AFTER INSERT ON users BEGIN
  UPDATE totals SET value = value + 1 WHERE name = 'people';
END;
CREATE TRIGGER users_total_deleted AFTER UPDATE OF deleted_at ON users WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  UPDATE totals SET value = value + iif(NEW.deleted_at IS NULL, 1, -1) WHERE name = 'people';
END;

-- What nobody else may see lives apart from profiles, so that no list of people can carry it along.
CREATE TABLE credentials (
  user_id TEXT PRIMARY KEY REFERENCES users (id),
  email TEXT,
  email_key TEXT,
  email_verified_at INTEGER,
  pending_email TEXT,
  password_hash TEXT,
  date_of_birth TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX credentials_email ON credentials (email_key) WHERE email_key IS NOT NULL;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  seed TEXT NOT NULL,
  generation INTEGER NOT NULL DEFAULT 1,
  rotated_at INTEGER NOT NULL,
  client TEXT NOT NULL,
  device TEXT NOT NULL,
  place TEXT,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (user_id, id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Sessions that ended and people whose older tokens stopped counting; read by every isolate, kept as long as an access token lives.
CREATE TABLE revocations (
  subject TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (subject)
) WITHOUT ROWID;
CREATE INDEX revocations_expiry ON revocations (expires_at);

CREATE TABLE mail_tokens (
  token_hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) WITHOUT ROWID;
CREATE INDEX mail_tokens_user ON mail_tokens (user_id, purpose);
CREATE INDEX mail_tokens_expiry ON mail_tokens (expires_at);

CREATE TABLE follows (
  id TEXT NOT NULL,
  follower_id TEXT NOT NULL REFERENCES users (id),
  followee_id TEXT NOT NULL REFERENCES users (id),
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (follower_id, followee_id)
) WITHOUT ROWID;
CREATE INDEX follows_following ON follows (follower_id, state, id);
CREATE INDEX follows_followers ON follows (followee_id, state, id);

CREATE TRIGGER follows_added AFTER INSERT ON follows WHEN NEW.state = 'following' BEGIN
  UPDATE users SET following_count = following_count + 1 WHERE id = NEW.follower_id;
  UPDATE users SET followers_count = followers_count + 1 WHERE id = NEW.followee_id;
  UPDATE totals SET value = value + 1 WHERE name = 'follows';
END;
CREATE TRIGGER follows_accepted AFTER UPDATE OF state ON follows WHEN OLD.state <> 'following' AND NEW.state = 'following' BEGIN
  UPDATE users SET following_count = following_count + 1 WHERE id = NEW.follower_id;
  UPDATE users SET followers_count = followers_count + 1 WHERE id = NEW.followee_id;
  UPDATE totals SET value = value + 1 WHERE name = 'follows';
END;
CREATE TRIGGER follows_removed AFTER DELETE ON follows WHEN OLD.state = 'following' BEGIN
  UPDATE users SET following_count = following_count - 1 WHERE id = OLD.follower_id;
  UPDATE users SET followers_count = followers_count - 1 WHERE id = OLD.followee_id;
  UPDATE totals SET value = value - 1 WHERE name = 'follows';
END;

CREATE TABLE blocks (
  blocker_id TEXT NOT NULL REFERENCES users (id),
  blocked_id TEXT NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (blocker_id, blocked_id)
) WITHOUT ROWID;
CREATE INDEX blocks_blocked ON blocks (blocked_id, blocker_id);

CREATE TABLE mutes (
  muter_id TEXT NOT NULL REFERENCES users (id),
  muted_id TEXT NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (muter_id, muted_id)
) WITHOUT ROWID;

CREATE TABLE user_interests (
  interest TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  PRIMARY KEY (interest, user_id)
) WITHOUT ROWID;
CREATE INDEX user_interests_user ON user_interests (user_id, interest);

-- Whom one may want to follow, worked out when follows and interests change, so that reading it is cheap.
CREATE TABLE suggestions (
  user_id TEXT NOT NULL REFERENCES users (id),
  candidate_id TEXT NOT NULL REFERENCES users (id),
  score INTEGER NOT NULL,
  mutuals INTEGER NOT NULL,
  shared_interests TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (user_id, candidate_id)
) WITHOUT ROWID;
CREATE INDEX suggestions_best ON suggestions (user_id, score, candidate_id);

CREATE TABLE external_ids (
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  external_id TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (source, kind, external_id)
) WITHOUT ROWID;
