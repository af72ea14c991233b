-- A reported message is found by its conversation, which only rooms tell otherwise.
ALTER TABLE cases ADD COLUMN conversation_id TEXT;
