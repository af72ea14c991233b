-- People with very many followers: their entries are kept once per Timeline object and merged when read.
ALTER TABLE users ADD COLUMN broadcasts INTEGER NOT NULL DEFAULT 0;
