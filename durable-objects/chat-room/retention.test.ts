import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { migrate } from "../kit/migrations.ts";
import { transact } from "../kit/transact.ts";
import { roomMigrations } from "./migrations.ts";
import { Retention, retentionCutoff, type Swept } from "./retention.ts";
import { MessageSearch } from "./search.ts";

const day = 86_400_000;
const now = 1_750_000_000_000;

interface Desk {
  sql: SqlStorage;
  retention: Retention;
  search: MessageSearch;
  /** Adds a message that was written so many days ago. */
  write: (daysAgo: number, options?: { brought?: boolean; media?: boolean }) => void;
  sweep: (days: number) => Swept;
  seqs: () => number[];
}

function atDesk(work: (desk: Desk) => void): Promise<void> {
  return runInDurableObject(env.RATE_LIMITER.get(env.RATE_LIMITER.newUniqueId()), (_, { storage }) => {
    migrate(storage, roomMigrations);
    const { sql } = storage;
    const search = new MessageSearch(storage);
    const retention = new Retention(storage, search);
    let seq = 0;
    work({
      sql,
      retention,
      search,
      write: (daysAgo, { brought = false, media = false } = {}) => {
        seq += 1;
        sql.exec(
          `INSERT INTO entries (seq, kind, id, actor_id, content, media, ordinal, brought, created_at)
           VALUES (?1, 'message', ?2, 'a', ?3, ?4, ?1, ?5, ?6)`,
          seq,
          `message ${seq}`,
          `word${seq} shared`,
          media ? "[]" : null,
          brought ? 1 : 0,
          now - daysAgo * day,
        );
        sql.exec("INSERT INTO mentions (user_id, message_seq) VALUES ('b', ?)", seq);
        sql.exec("INSERT INTO reactions (message_seq, emoji, user_id, seq) VALUES (?1, '👍', 'b', ?1)", seq);
        search.catchUp(seq);
      },
      sweep: (days) => transact(storage, () => retention.sweep(retentionCutoff(days, now))),
      seqs: () =>
        sql
          .exec<{ seq: number }>("SELECT seq FROM entries ORDER BY seq")
          .toArray()
          .map((row) => row.seq),
    });
  });
}

const count = (sql: SqlStorage, table: string) => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;

describe("a sweep", () => {
  it("takes what is older than the room keeps, with all that belongs to it", () =>
    atDesk(({ sql, search, write, sweep, seqs }) => {
      for (const daysAgo of [9, 8, 7, 6, 5]) write(daysAgo, { media: daysAgo % 2 === 0 });
      expect(sweep(7)).toEqual({ messages: 2, seqs: [1, 2], withMedia: ["message 2"], more: false });
      expect(seqs()).toEqual([3, 4, 5]);
      expect([count(sql, "mentions"), count(sql, "reactions")]).toEqual([3, 3]);
      expect(search.find({ q: "shared", limit: 9, shows: () => true })).toEqual([5, 4, 3]);
      expect(sweep(7)).toEqual({ messages: 0, seqs: [], withMedia: [], more: false });
    }));

  it("has the text of what was brought in late go at once, and its row in turn", () =>
    atDesk(({ sql, search, write, sweep, seqs }) => {
      write(3);
      write(30, { brought: true });
      write(2);
      expect(sweep(7)).toEqual({ messages: 1, seqs: [2], withMedia: [], more: false });
      expect(seqs()).toEqual([1, 2, 3]);
      expect(sql.exec("SELECT content, deleted_at IS NULL AS live FROM entries WHERE seq = 2").one()).toEqual({
        content: "",
        live: 0,
      });
      expect(search.find({ q: "word2", limit: 9, shows: () => true })).toEqual([]);
      expect(sweep(3)).toEqual({ messages: 0, seqs: [], withMedia: [], more: false });
      expect(sweep(2.5)).toEqual({ messages: 1, seqs: [1], withMedia: [], more: false });
      expect(seqs()).toEqual([3]);
    }));

  it("lets members who had not read so far count on from there", () =>
    atDesk(({ sql, write, sweep }) => {
      for (const daysAgo of [9, 8, 7, 6]) write(daysAgo);
      for (const [userId, readUpTo] of [
        ["early", 1],
        ["late", 3],
      ] as const) {
        sql.exec(
          `INSERT INTO members (user_id, card, username_key, role, state, joined_at, read_up_to, read_ordinal, revision, row_revision)
           VALUES (?1, '{}', ?1, 'member', 'member', 1, ?2, ?2, 1, 1)`,
          userId,
          readUpTo,
        );
      }
      sweep(7);
      expect(
        sql.exec("SELECT user_id AS userId, read_ordinal AS ordinal FROM members ORDER BY user_id").toArray(),
      ).toEqual([
        { userId: "early", ordinal: 2 },
        { userId: "late", ordinal: 3 },
      ]);
    }));

  it("takes a bounded part at a time", () =>
    atDesk(({ write, sweep, seqs }) => {
      for (let i = 0; i < 2_100; i++) write(9);
      expect(sweep(7)).toMatchObject({ messages: 2_000, more: true });
      expect(sweep(7)).toMatchObject({ messages: 100, more: false });
      expect(seqs()).toEqual([]);
    }));
});

it("is due when the oldest entry has been kept long enough, but not at every moment", () =>
  atDesk(({ retention, write }) => {
    expect(retention.nextSweep(7, now)).toBe(now + 7 * day);
    write(5);
    expect(retention.nextSweep(7, now)).toBe(now + 2 * day);
    expect(retention.nextSweep(5, now)).toBe(now + 3_600_000);
  }));
