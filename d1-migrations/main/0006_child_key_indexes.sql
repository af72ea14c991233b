-- Every column that refers to people has an index of its own: SQLite looks for children when a parent is written in a statement with
-- triggers, and erasing an account looks for them too.
CREATE INDEX entries_author ON entries (author_id);
CREATE INDEX suggestions_candidate ON suggestions (candidate_id);
CREATE INDEX mutes_muted ON mutes (muted_id);
