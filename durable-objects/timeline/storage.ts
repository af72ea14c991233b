/** The SQL of a Timeline object. Lists travel as one JSON value each, since a statement takes 100 bound values at most. */
import { transact } from "../kit/transact.ts";
import { isTrimDue, keptEntries, mergePage, type FeedPage, type TimelineEntry } from "./feed.ts";
import { shardOf } from "./shards.ts";

/** The entries that one person gets. */
export interface Delivery {
  personId: string;
  entries: TimelineEntry[];
}

/** Later than every ULID. */
const end = "~";
/** Keeps the JSON of one statement well under SQLite's limit of 2 MB per value. */
const rowsPerStatement = 5_000;

export class TimelineStorage {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  deliver(deliveries: readonly Delivery[]): void {
    const rows = deliveries.flatMap(({ personId, entries }) => {
      const shard = shardOf(personId);
      return entries.map(({ id, postId, actorId, authorId }) => [shard, personId, id, postId, actorId, authorId]);
    });
    transact(this.#storage, () => {
      for (const part of parts(rows)) {
        this.#sql.exec(
          `INSERT OR IGNORE INTO entries (shard, person_id, entry_id, post_id, actor_id, author_id)
           SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?)`,
          JSON.stringify(part),
        );
      }
      for (const { personId, entries } of deliveries) if (isTrimDue(personId, entries)) this.#trim(personId);
    });
  }

  fanOut(entries: readonly TimelineEntry[], personIds: readonly string[]): void {
    const people = [...parts(personIds)].map(withShards);
    transact(this.#storage, () => {
      for (const { id, postId, actorId, authorId } of entries) {
        for (const part of people) {
          this.#sql.exec(
            `INSERT OR IGNORE INTO entries (shard, person_id, entry_id, post_id, actor_id, author_id)
             SELECT value, key, ?, ?, ?, ? FROM json_each(?)`,
            id,
            postId,
            actorId,
            authorId,
            part,
          );
        }
      }
      for (const personId of personIds) if (isTrimDue(personId, entries)) this.#trim(personId);
    });
  }

  broadcast(entries: readonly TimelineEntry[]): void {
    transact(this.#storage, () => {
      for (const part of parts(entries)) {
        this.#sql.exec(
          `INSERT OR IGNORE INTO broadcasts (actor_id, entry_id, post_id, author_id)
           SELECT value ->> 'actorId', value ->> 'id', value ->> 'postId', value ->> 'authorId' FROM json_each(?)`,
          JSON.stringify(part),
        );
      }
      for (const [actorId, brought] of Map.groupBy(entries, (entry) => entry.actorId)) {
        if (isTrimDue(actorId, brought)) this.#trimBroadcasts(actorId);
      }
    });
  }

  subscribe(personIds: readonly string[], authorId: string): void {
    transact(this.#storage, () => {
      for (const part of parts(personIds)) {
        this.#sql.exec(
          "INSERT OR IGNORE INTO subscriptions (shard, person_id, author_id) SELECT value, key, ? FROM json_each(?)",
          authorId,
          withShards(part),
        );
      }
    });
  }

  unsubscribe(personId: string, authorId: string): void {
    this.#sql.exec(
      "DELETE FROM subscriptions WHERE shard = ? AND person_id = ? AND author_id = ?",
      shardOf(personId),
      personId,
      authorId,
    );
  }

  page(personId: string, before: string | undefined, limit: number): FeedPage {
    const shard = shardOf(personId);
    const delivered = this.#sql.exec<{ id: string; postId: string }>(
      `SELECT entry_id AS id, post_id AS postId FROM entries
       WHERE shard = ? AND person_id = ? AND entry_id < ? ORDER BY entry_id DESC LIMIT ?`,
      shard,
      personId,
      before ?? end,
      limit + 1,
    );
    const broadcast = this.#sql.exec<{ id: string; postId: string }>(
      `SELECT entry_id AS id, post_id AS postId FROM subscriptions JOIN broadcasts ON actor_id = subscriptions.author_id
       WHERE shard = ?1 AND person_id = ?2 AND entry_id IN (
         SELECT entry_id FROM broadcasts AS latest
         WHERE latest.actor_id = subscriptions.author_id AND latest.entry_id < ?3 ORDER BY entry_id DESC LIMIT ?4)`,
      shard,
      personId,
      before ?? end,
      limit + 1,
    );
    return mergePage(delivered.toArray(), broadcast.toArray(), limit);
  }

  removePosts(postIds: readonly string[]): void {
    const ids = JSON.stringify(postIds);
    transact(this.#storage, () => {
      this.#sql.exec("DELETE FROM entries WHERE post_id IN (SELECT value FROM json_each(?))", ids);
      this.#sql.exec("DELETE FROM broadcasts WHERE post_id IN (SELECT value FROM json_each(?))", ids);
    });
  }

  removeEntries(entryIds: readonly string[]): void {
    const ids = JSON.stringify(entryIds);
    transact(this.#storage, () => {
      this.#sql.exec(
        "DELETE FROM entries WHERE entry_id <> post_id AND entry_id IN (SELECT value FROM json_each(?))",
        ids,
      );
      this.#sql.exec(
        "DELETE FROM entries WHERE entry_id = post_id AND post_id IN (SELECT value FROM json_each(?))",
        ids,
      );
      this.#sql.exec("DELETE FROM broadcasts WHERE entry_id IN (SELECT value FROM json_each(?))", ids);
    });
  }

  dropActor(personId: string, actorId: string, alsoAuthored: boolean): void {
    transact(this.#storage, () => {
      this.#sql.exec(
        "DELETE FROM entries WHERE shard = ?1 AND person_id = ?2 AND (actor_id = ?3 OR (?4 AND author_id = ?3))",
        shardOf(personId),
        personId,
        actorId,
        alsoAuthored ? 1 : 0,
      );
      this.unsubscribe(personId, actorId);
    });
  }

  clear(personId: string): void {
    transact(this.#storage, () => {
      this.#sql.exec("DELETE FROM entries WHERE shard = ? AND person_id = ?", shardOf(personId), personId);
      this.#sql.exec("DELETE FROM subscriptions WHERE shard = ? AND person_id = ?", shardOf(personId), personId);
    });
  }

  #trim(personId: string): void {
    this.#sql.exec(
      `DELETE FROM entries WHERE shard = ?1 AND person_id = ?2 AND entry_id <= (
         SELECT entry_id FROM entries WHERE shard = ?1 AND person_id = ?2 ORDER BY entry_id DESC LIMIT 1 OFFSET ?3)`,
      shardOf(personId),
      personId,
      keptEntries,
    );
  }

  #trimBroadcasts(actorId: string): void {
    this.#sql.exec(
      `DELETE FROM broadcasts WHERE actor_id = ?1 AND entry_id <= (
         SELECT entry_id FROM broadcasts WHERE actor_id = ?1 ORDER BY entry_id DESC LIMIT 1 OFFSET ?2)`,
      actorId,
      keptEntries,
    );
  }
}

/** JSON of person → shard: for `json_each` a row per person, its key and value ready without further parsing. */
function withShards(personIds: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(personIds.map((personId) => [personId, shardOf(personId)])));
}

function* parts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) yield rows.slice(start, start + rowsPerStatement);
}
