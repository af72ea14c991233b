import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { newId } from "../../contract/ids.ts";
import { roomArchivePrefix } from "../../r2/keys.ts";
import { migrate } from "../kit/migrations.ts";
import { Archive, isArchived } from "./archive.ts";
import { EntryStorage } from "./entry-storage.ts";
import { roomMigrations } from "./migrations.ts";
import { Segments } from "./segments.ts";

const size = { keep: 20, segment: 10 };

interface Desk {
  archive: Archive;
  roomId: string;
  storage: DurableObjectStorage;
  /** Adds messages with these texts after the last one; an empty one is of a message that has only media. */
  write: (...texts: string[]) => void;
  edit: (seq: number, text: string) => boolean;
  remove: (seq: number) => boolean;
  /** All texts in order, from rows or from the archive; null for a deleted one. */
  texts: () => Promise<(string | null)[]>;
  /** Texts that are still in SQLite. */
  kept: () => number;
  tidy: () => Promise<void>;
  /** Everything that the bucket has of the room, unpacked. */
  bytes: () => Promise<string>;
}

function atDesk(work: (desk: Desk) => Promise<void>, bucket: (real: R2Bucket) => R2Bucket = (real) => real) {
  const roomId = newId();
  return runInDurableObject(env.RATE_LIMITER.get(env.RATE_LIMITER.newUniqueId()), async (_, { storage }) => {
    migrate(storage, roomMigrations);
    const { sql } = storage;
    const archive = new Archive(storage, new Segments(bucket(env.MEDIA), () => roomId), size);
    const newest = () => sql.exec<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM entries").one().seq;
    await work({
      archive,
      roomId,
      storage,
      write: (...texts) => {
        for (const text of texts) {
          sql.exec(
            `INSERT INTO entries (seq, kind, id, actor_id, content, wordless, media, ordinal, created_at)
             VALUES (?1, 'message', ?2, 'a', ?3, ?3 = '', iif(?3 = '', '[]', NULL), ?1, 1)`,
            newest() + 1,
            newId(),
            text,
          );
        }
      },
      edit: (seq, text) => {
        new EntryStorage(sql).edit(seq, text, null, 2);
        return archive.touch([seq]);
      },
      remove: (seq) => {
        sql.exec("UPDATE entries SET content = '', deleted_at = 2 WHERE seq = ?", seq);
        return archive.touch([seq]);
      },
      texts: () =>
        archive.resolve((textOf) =>
          sql
            .exec<{ seq: number; kind: "message"; content: string; wordless: 0 | 1; deletedAt: number | null }>(
              "SELECT seq, kind, content, wordless, deleted_at AS deletedAt FROM entries ORDER BY seq",
            )
            .toArray()
            .map((row) => (row.deletedAt !== null ? null : isArchived(row) ? textOf(row.seq) : row.content)),
        ),
      kept: () => sql.exec("SELECT seq FROM entries WHERE content <> ''").toArray().length,
      tidy: async () => {
        while (await archive.tidy(newest())) expect(archive.through).toBeLessThan(newest());
      },
      bytes: () => bytesUnder(roomArchivePrefix(roomId)),
    });
  });
}

async function bytesUnder(prefix: string): Promise<string> {
  const { objects } = await env.MEDIA.list({ prefix });
  const parts = objects.map(async ({ key }) => {
    const object = await env.MEDIA.get(key);
    if (object === null) throw new Error(`${key} is gone`);
    return await new Response(object.body.pipeThrough(new DecompressionStream("gzip"))).text();
  });
  return (await Promise.all(parts)).join("\n");
}

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`);

describe("the archive", () => {
  it("moves the oldest texts in whole segments and keeps the newest", () =>
    atDesk(async ({ archive, write, texts, kept, tidy, bytes }) => {
      write(...lines(1, 29));
      expect(archive.isDue(29)).toBe(false);
      write(...lines(30, 57));
      expect(archive.isDue(57)).toBe(true);
      await tidy();
      expect(archive.through).toBe(30);
      expect(kept()).toBe(27);
      expect(await texts()).toEqual(lines(1, 57));
      expect(await bytes()).toContain('"line 30"');
      expect(await bytes()).not.toContain('"line 31"');
    }));

  it("shows an edited text at once, and has the old one out of the bucket when it is tidy", () =>
    atDesk(async ({ write, edit, texts, kept, tidy, bytes }) => {
      write(...lines(1, 40));
      await tidy();
      expect(edit(5, "quite another")).toBe(true);
      expect((await texts())[4]).toBe("quite another");
      expect(await bytes()).toContain('"line 5"');
      await tidy();
      expect((await texts())[4]).toBe("quite another");
      expect(await bytes()).not.toContain('"line 5"');
      expect(kept()).toBe(21);
    }));

  it("asks for no text of messages that have only media, and keeps one that they are given", () =>
    atDesk(async ({ write, edit, texts, tidy, bytes }) => {
      const log = vi.spyOn(console, "error");
      const some = lines(1, 45).map((line, index) => (index % 4 === 0 ? "" : line));
      write(...some);
      await tidy();
      expect(await texts()).toEqual(some);
      expect(await bytes()).not.toContain('""');
      expect(edit(5, "Now with words")).toBe(true);
      expect(edit(6, "Other words")).toBe(true);
      await tidy();
      expect(await texts()).toEqual(some.with(4, "Now with words").with(5, "Other words"));
      expect(log).not.toHaveBeenCalled();
      log.mockRestore();
    }));

  it("shows a deleted message never again, and has it out of the bucket when it is tidy", () =>
    atDesk(async ({ write, remove, texts, tidy, bytes }) => {
      write(...lines(1, 40));
      await tidy();
      expect((await texts())[6]).toBe("line 7");
      expect(remove(7)).toBe(true);
      expect((await texts())[6]).toBeNull();
      await tidy();
      expect(await bytes()).not.toContain('"line 7"');
      expect(await texts()).toEqual(lines(1, 40).map((line) => (line === "line 7" ? null : line)));
    }));

  it("has no object for a segment of which nothing is left", () =>
    atDesk(async ({ roomId, write, remove, tidy }) => {
      write(...lines(1, 40));
      await tidy();
      for (let seq = 1; seq <= 10; seq++) remove(seq);
      await tidy();
      const { objects } = await env.MEDIA.list({ prefix: roomArchivePrefix(roomId) });
      expect(objects.map(({ key }) => key)).toEqual([`rooms/${roomId}/0000000000000011.json.gz`]);
    }));

  it("keeps the newest message at hand, however much happened since", () =>
    atDesk(async ({ storage, write, texts, tidy }) => {
      write(...lines(1, 5));
      for (let seq = 6; seq <= 40; seq++) {
        storage.sql.exec(
          "INSERT INTO entries (seq, kind, actor_id, content, ordinal, created_at) VALUES (?, 'joined', 'a', '{}', 5, 1)",
          seq,
        );
      }
      await tidy();
      const kept = storage.sql.exec("SELECT content FROM entries WHERE kind = 'message' AND content <> ''").toArray();
      expect(kept).toEqual([{ content: "line 5" }]);
      expect((await texts()).slice(0, 5)).toEqual(lines(1, 5));
    }));

  it("does not touch segments for what is not archived", () =>
    atDesk(async ({ write, edit, tidy }) => {
      write(...lines(1, 40));
      await tidy();
      expect(edit(21, "new")).toBe(false);
    }));

  it("makes shorter segments of long messages", () =>
    atDesk(async ({ archive, write, texts, tidy }) => {
      const long = Array.from({ length: 31 }, (_, i) => `${i}${"ខ".repeat(100_000)}`);
      write(...long);
      await archive.tidy(31);
      expect(archive.through).toBe(2);
      await tidy();
      expect(await texts()).toEqual(long);
    }));

  it("drops what only changed entries, as far as it reaches", () =>
    atDesk(async ({ storage, write, tidy }) => {
      write(...lines(1, 50));
      for (const seq of [30, 31]) {
        storage.sql.exec(
          "INSERT INTO changes (seq, kind, message_seq, actor_id, sender_id, data, created_at) VALUES (?, 'edited', 1, 'a', 'a', '{}', 1)",
          seq,
        );
      }
      await tidy();
      expect(storage.sql.exec("SELECT seq FROM changes").toArray()).toEqual([{ seq: 31 }]);
    }));

  it("deletes everything of a room that ends, and nothing of another", () =>
    atDesk(async ({ archive, write, tidy, bytes }) => {
      const other = `${roomArchivePrefix(newId())}x`;
      await env.MEDIA.put(other, "x");
      write(...lines(1, 40));
      await tidy();
      await archive.erase();
      expect(await bytes()).toBe("");
      expect(await env.MEDIA.head(other)).not.toBeNull();
    }));
});

/** A bucket that does something of the test's after an object was stored. */
function afterPut(real: R2Bucket, then: () => void): R2Bucket {
  return new Proxy(real, {
    get: (bucket, name) =>
      name === "put"
        ? async (...args: Parameters<R2Bucket["put"]>) => {
            const stored = await bucket.put(...args);
            then();
            return stored;
          }
        : Reflect.get(bucket, name).bind(bucket),
  });
}

describe("while a segment is written", () => {
  it("keeps what is edited and what is deleted in this moment, and writes once more", async () => {
    let meanwhile = () => {};
    await atDesk(
      async ({ write, edit, remove, texts, tidy, bytes }) => {
        write(...lines(1, 30));
        meanwhile = () => {
          meanwhile = () => {};
          edit(3, "edited meanwhile");
          remove(4);
        };
        await tidy();
        expect((await texts()).slice(2, 5)).toEqual(["edited meanwhile", null, "line 5"]);
        expect(await bytes()).toContain('"line 5"');
        expect(await bytes()).not.toMatch(/"line [34]"/);
      },
      (real) => afterPut(real, () => meanwhile()),
    );
  });

  it("loses nothing when it is cut off: the next attempt replaces the object", async () => {
    let cut = true;
    await atDesk(
      async ({ archive, write, texts, kept, tidy }) => {
        write(...lines(1, 30));
        await expect(archive.tidy(30)).rejects.toThrow("cut off");
        expect([archive.through, kept()]).toEqual([0, 30]);
        cut = false;
        await tidy();
        expect([archive.through, kept()]).toEqual([10, 20]);
        expect(await texts()).toEqual(lines(1, 30));
      },
      (real) =>
        afterPut(real, () => {
          if (cut) throw new Error("cut off");
        }),
    );
  });
});
