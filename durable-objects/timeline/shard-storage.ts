/** Reading, adopting and dropping whole shards, for when Timeline objects are added (see `shards.ts`). */
import { transact } from "../kit/transact.ts";
import type { TimelineEntry } from "./feed.ts";
import type { Delivery, TimelineStorage } from "./storage.ts";

/** Some of the people of a shard with all that they have; `next` is the `after` of the following page. */
export interface ShardPage {
  deliveries: Delivery[];
  subscriptions: { personId: string; authorId: string }[];
  next: string | null;
}

/** Broadcasts of an object in key order; `next` is the `after` of the following page. */
export interface BroadcastPage {
  entries: TimelineEntry[];
  next: { actorId: string; id: string } | null;
}

const peoplePerPage = 20;
const broadcastsPerPage = 5_000;
const rowsPerDrop = 10_000;

export class ShardStorage {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #timelines: TimelineStorage;

  constructor(storage: DurableObjectStorage, timelines: TimelineStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#timelines = timelines;
  }

  read(shard: number, after: string): ShardPage {
    const people = this.#people(shard, after);
    const ids = JSON.stringify(people);
    const rows = this.#sql
      .exec<{ personId: string; id: string; postId: string; actorId: string; authorId: string }>(
        `SELECT person_id AS personId, entry_id AS id, post_id AS postId, actor_id AS actorId, author_id AS authorId
         FROM entries WHERE shard = ? AND person_id IN (SELECT value FROM json_each(?))`,
        shard,
        ids,
      )
      .toArray();
    const deliveries = [...Map.groupBy(rows, (row) => row.personId)].map(([personId, entries]) => ({
      personId,
      entries: entries.map(({ id, postId, actorId, authorId }) => ({ id, postId, actorId, authorId })),
    }));
    const subscriptions = this.#sql
      .exec<{ personId: string; authorId: string }>(
        `SELECT person_id AS personId, author_id AS authorId
         FROM subscriptions WHERE shard = ? AND person_id IN (SELECT value FROM json_each(?))`,
        shard,
        ids,
      )
      .toArray();
    return { deliveries, subscriptions, next: people.length === peoplePerPage ? (people.at(-1) ?? null) : null };
  }

  adopt({ deliveries, subscriptions }: ShardPage): void {
    transact(this.#storage, () => {
      this.#timelines.deliver(deliveries);
      for (const { personId, authorId } of subscriptions) this.#timelines.subscribe([personId], authorId);
    });
  }

  /** Deletes some of a shard; true while more is left. */
  drop(shard: number): boolean {
    const dropped = ["entries", "subscriptions"].map(
      (table) =>
        this.#sql.exec(
          `DELETE FROM ${table} WHERE shard = ?1 AND person_id <= coalesce(
             (SELECT person_id FROM ${table} WHERE shard = ?1 ORDER BY person_id LIMIT 1 OFFSET ?2), '~')`,
          shard,
          rowsPerDrop,
        ).rowsWritten,
    );
    return dropped.some((rows) => rows > 0);
  }

  broadcasts(after: { actorId: string; id: string }): BroadcastPage {
    const entries = this.#sql
      .exec<{ id: string; postId: string; actorId: string; authorId: string }>(
        `SELECT entry_id AS id, post_id AS postId, actor_id AS actorId, author_id AS authorId
         FROM broadcasts WHERE (actor_id, entry_id) > (?, ?) ORDER BY actor_id, entry_id LIMIT ?`,
        after.actorId,
        after.id,
        broadcastsPerPage,
      )
      .toArray();
    const last = entries.length === broadcastsPerPage ? entries.at(-1) : undefined;
    return { entries, next: last ? { actorId: last.actorId, id: last.id } : null };
  }

  #people(shard: number, after: string): string[] {
    return this.#sql
      .exec<{ personId: string }>(
        `SELECT person_id AS personId FROM entries WHERE shard = ?1 AND person_id > ?2
         UNION SELECT person_id FROM subscriptions WHERE shard = ?1 AND person_id > ?2
         ORDER BY personId LIMIT ?3`,
        shard,
        after,
        peoplePerPage,
      )
      .toArray()
      .map(({ personId }) => personId);
  }
}
