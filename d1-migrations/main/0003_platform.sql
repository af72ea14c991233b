-- What all features share: effects, idempotency, audit, reports, and the mailbox of development.

-- One row per effect of a write, in the write's own batch; it lives until its consumer has finished.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  lease_until INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  parked_at INTEGER,
  last_error TEXT
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due_at) WHERE parked_at IS NULL;
CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
  UPDATE totals SET value = value + 1 WHERE name = 'outboxWaiting';
END;
CREATE TRIGGER outbox_done AFTER DELETE ON outbox BEGIN
  UPDATE totals SET value = value - 1 WHERE name = iif(OLD.parked_at IS NULL, 'outboxWaiting', 'outboxParked');
END;
CREATE TRIGGER outbox_parked AFTER UPDATE OF parked_at ON outbox WHEN (OLD.parked_at IS NULL) <> (NEW.parked_at IS NULL) BEGIN
  UPDATE totals SET value = value + iif(NEW.parked_at IS NULL, 1, -1) WHERE name = 'outboxWaiting';
  UPDATE totals SET value = value + iif(NEW.parked_at IS NULL, -1, 1) WHERE name = 'outboxParked';
END;

CREATE TABLE idempotency_keys (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  operation TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency_keys (created_at);

-- `hash` is filled later by the object that seals the trail in order.
CREATE TABLE audit_log (
  id TEXT PRIMARY KEY,
  org_id TEXT,
  actor_id TEXT,
  action TEXT NOT NULL,
  target_type TEXT NOT NULL,
  target_id TEXT,
  before TEXT,
  after TEXT,
  address TEXT,
  user_agent TEXT,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  hash TEXT
) WITHOUT ROWID;
CREATE INDEX audit_actor ON audit_log (actor_id, id);
CREATE INDEX audit_action ON audit_log (action, id);
CREATE INDEX audit_target ON audit_log (target_id, id);

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  org_id TEXT,
  target_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  priority INTEGER NOT NULL DEFAULT 0,
  report_count INTEGER NOT NULL DEFAULT 0,
  reasons TEXT NOT NULL DEFAULT '[]',
  assignee_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX cases_queue ON cases (status, id);
CREATE UNIQUE INDEX cases_undecided ON cases (target_type, target_id) WHERE status <> 'decided';
CREATE TRIGGER cases_opened AFTER INSERT ON cases BEGIN
  UPDATE totals SET value = value + 1 WHERE name = 'openCases';
END;
CREATE TRIGGER cases_closed AFTER UPDATE OF status ON cases WHEN OLD.status <> 'decided' AND NEW.status = 'decided' BEGIN
  UPDATE totals SET value = value - 1 WHERE name = 'openCases';
END;

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  reporter_id TEXT NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX reports_once ON reports (case_id, reporter_id);
CREATE INDEX reports_reporter ON reports (reporter_id, id);
CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
  UPDATE cases SET report_count = report_count + 1, updated_at = NEW.created_at,
    reasons = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(cases.reasons) UNION SELECT NEW.reason))
  WHERE id = NEW.case_id;
END;

CREATE TABLE dev_mail (
  id TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
