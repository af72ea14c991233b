-- The words of the names of listed channels, so that a channel is found by any of them. Triggers keep them: conversations are written
-- by requests and by rooms alike.

-- Names part at spaces and punctuation; the replacements are those of `nameWords` in db/names.ts. JSON is SQLite's way to split a text.
CREATE VIEW words_of_channels (word, name_key, conversation_id) AS
SELECT DISTINCT words.value, conversations.name_key, conversations.id
FROM conversations CROSS JOIN json_each('[' || replace(json_quote(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
  replace(replace(replace(replace(replace(replace(
    name_key, '#', ' '), '-', ' '), '_', ' '), '.', ' '), ',', ' '), ':', ' '), ';', ' '), '/', ' '), '\', ' '), '(', ' '), ')', ' '),
    '[', ' '), ']', ' '), '"', ' '), '&', ' '), '+', ' '), '@', ' '), '!', ' '), '?', ' '), '|', ' '), '*', ' '), '~', ' ')
), ' ', '","') || ']') AS words
WHERE conversations.listed = 1 AND words.value <> '';

CREATE TABLE channel_words (
  word TEXT NOT NULL,
  name_key TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  PRIMARY KEY (word, name_key, conversation_id)
) WITHOUT ROWID;
CREATE INDEX channel_words_by_conversation ON channel_words (conversation_id, word);

INSERT INTO channel_words (word, name_key, conversation_id) SELECT word, name_key, conversation_id FROM words_of_channels;

CREATE TRIGGER conversations_words_added AFTER INSERT ON conversations WHEN NEW.type = 'channel' BEGIN
  INSERT INTO channel_words (word, name_key, conversation_id)
    SELECT word, name_key, conversation_id FROM words_of_channels WHERE conversation_id = NEW.id;
END;
CREATE TRIGGER conversations_words_changed AFTER UPDATE OF name_key, deleted_at, type ON conversations
WHEN NEW.name_key IS NOT OLD.name_key OR NEW.deleted_at IS NOT OLD.deleted_at OR NEW.type <> OLD.type BEGIN
  DELETE FROM channel_words WHERE conversation_id = NEW.id;
  INSERT INTO channel_words (word, name_key, conversation_id)
    SELECT word, name_key, conversation_id FROM words_of_channels WHERE conversation_id = NEW.id;
END;
