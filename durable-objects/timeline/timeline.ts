/**
 * Home feeds. One object holds the people of its shards (`shards.ts`): per person a list of entry ids, newest first.
 * Only ids live here; whoever reads a page loads the posts and applies the rules (audience, blocks, mutes) to them.
 */
import { DurableObject } from "cloudflare:workers";
import { migrate } from "../kit/migrations.ts";
import { largestPage, type FeedPage, type TimelineEntry } from "./feed.ts";
import { timelineMigrations } from "./migrations.ts";
import { ShardStorage, type BroadcastPage, type ShardPage } from "./shard-storage.ts";
import { TimelineStorage, type Delivery } from "./storage.ts";

export class Timeline extends DurableObject {
  readonly #timelines: TimelineStorage;
  readonly #shards: ShardStorage;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#timelines = new TimelineStorage(ctx.storage);
    this.#shards = new ShardStorage(ctx.storage, this.#timelines);
    void ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, timelineMigrations));
  }

  /** Adds entries to the lists of people of this object. Repeating it changes nothing. */
  deliver(deliveries: Delivery[]): void {
    this.#timelines.deliver(deliveries);
  }

  /** Adds every entry to the list of every one of these people of this object. Repeating it changes nothing. */
  fanOut(entries: TimelineEntry[], personIds: string[]): void {
    this.#timelines.fanOut(entries, personIds);
  }

  /** Adds entries of an actor with very many followers: stored once per object, merged into subscribers' pages when read. */
  broadcast(entries: TimelineEntry[]): void {
    this.#timelines.broadcast(entries);
  }

  /** Shows a person the broadcasts of an author, past ones too. */
  subscribe(personId: string, authorId: string): void {
    this.#timelines.subscribe([personId], authorId);
  }

  /** Subscribes many people of this object to an author: when an author's followers become too many to deliver to. */
  subscribeAll(personIds: string[], authorId: string): void {
    this.#timelines.subscribe(personIds, authorId);
  }

  unsubscribe(personId: string, authorId: string): void {
    this.#timelines.unsubscribe(personId, authorId);
  }

  /**
   * A page of a person's feed, newest first, of entries older than `before` (an entry id; from the newest without it).
   * Following `next` shows nothing twice and misses nothing, whatever is added meanwhile.
   */
  page(personId: string, query: { before?: string; limit: number }): FeedPage {
    const limit = Math.max(1, Math.min(largestPage, query.limit));
    return this.#timelines.page(personId, query.before, limit);
  }

  /** Takes posts, and all reposts of them, out of everyone's lists in this object. */
  removePosts(postIds: string[]): void {
    this.#timelines.removePosts(postIds);
  }

  /** Takes entries (a withdrawn repost, say) out of everyone's lists in this object. */
  removeEntries(entryIds: string[]): void {
    this.#timelines.removeEntries(entryIds);
  }

  /**
   * Takes out of a person's list what an actor brought, and ends a subscription to them: an unfollow. `alsoAuthored`
   * takes out what others brought of that author too: a block. Broadcasts by third parties stay; rules at reading hide them.
   */
  dropActor(personId: string, actorId: string, alsoAuthored: boolean): void {
    this.#timelines.dropActor(personId, actorId, alsoAuthored);
  }

  /** Empties a person's list and ends their subscriptions. */
  clear(personId: string): void {
    this.#timelines.clear(personId);
  }

  /** Some people of a shard, after the person `after` ("" at first). */
  readShard(shard: number, after: string): ShardPage {
    return this.#shards.read(shard, after);
  }

  /** Takes over people from a page of `readShard`. Repeating it changes nothing. */
  adoptShard(page: ShardPage): void {
    this.#shards.adopt(page);
  }

  /** Deletes a bounded part of a shard; call it again while it answers true. */
  dropShard(shard: number): boolean {
    return this.#shards.drop(shard);
  }

  /** Broadcasts of this object after a key (empty strings at first), to be given to `broadcast` of a new one. */
  readBroadcasts(after: { actorId: string; id: string }): BroadcastPage {
    return this.#shards.broadcasts(after);
  }
}
