import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { migrate } from "../kit/migrations.ts";
import { EntryStorage, type NewEntry } from "./entry-storage.ts";
import { roomMigrations } from "./migrations.ts";

const entry = (seq: number, kind: NewEntry["kind"]): NewEntry => ({
  seq,
  kind,
  id: null,
  actorId: kind === "message" ? "ada" : "grace",
  personId: null,
  content: "Hello",
  replyTo: null,
  mentions: null,
  media: null,
  wordless: 0,
  ordinal: 1,
  createdAt: 1,
});

it("finds the newest message without reading all that has happened since", () =>
  runInDurableObject(env.RATE_LIMITER.get(env.RATE_LIMITER.newUniqueId()), (_, { storage }) => {
    migrate(storage, roomMigrations);
    const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
    const exec = (query: string, ...values: SqlStorageValue[]) => {
      const cursor = storage.sql.exec(query, ...values);
      cursors.push(cursor);
      return cursor;
    };
    const entries = new EntryStorage({ ...storage.sql, exec } as unknown as SqlStorage);
    expect(entries.newestMessage([])).toBeNull();
    entries.insert(entry(1, "message"));
    for (let seq = 2; seq <= 500; seq++) entries.insert(entry(seq, "joined"));
    cursors.length = 0;
    expect(entries.newestMessage([])).toMatchObject({ seq: 1 });
    expect(entries.newestMessage(["ada"])).toBeNull();
    expect(cursors.reduce((rows, { rowsRead }) => rows + rowsRead, 0)).toBeLessThan(10);
    entries.insert(entry(501, "message"));
    expect(entries.newestMessage([])).toMatchObject({ seq: 501 });
    const awake = new EntryStorage(storage.sql);
    expect(awake.newestMessage([])).toMatchObject({ seq: 501 });
  }));
