import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { allTimelines, timelineAddress, timelineGroups } from "../addresses.ts";
import { keptEntries, type FeedItem, type TimelineEntry } from "./feed.ts";
import { objectOf } from "./shards.ts";

function post(authorId: string): TimelineEntry {
  const id = newId();
  return { id, postId: id, actorId: authorId, authorId };
}

function repost(original: TimelineEntry, actorId: string): TimelineEntry {
  return { id: newId(), postId: original.postId, actorId, authorId: original.authorId };
}

function ids(entries: readonly FeedItem[]): string[] {
  return entries.map(({ id }) => id);
}

/** A person with their object, and shorthands for what the tests look at. */
function reader() {
  const personId = newId();
  const timeline = timelineAddress(env, personId);
  return {
    personId,
    timeline,
    feed: async () => ids((await timeline.page(personId, { limit: 100 })).items),
    deliver: (...entries: TimelineEntry[]) => timeline.deliver([{ personId, entries }]),
  };
}

/** Another person of the same object. */
function neighbour(personId: string): string {
  let other = newId();
  while (objectOf(other) !== objectOf(personId)) other = newId();
  return other;
}

describe("delivery", () => {
  it("shows the newest first, and shows what is delivered twice once", async () => {
    const { deliver, feed } = reader();
    const [first, second] = [post(newId()), post(newId())];
    await deliver(second);
    await deliver(first, second);
    expect(await feed()).toEqual([second.id, first.id]);
  });

  it("fans every entry out to every person, and to nobody else", async () => {
    const { personId, timeline, feed } = reader();
    const [follower, stranger] = [neighbour(personId), neighbour(personId)];
    const entries = [post(newId()), post(newId())];
    await timeline.fanOut(entries, [personId, follower]);
    await timeline.fanOut(entries, [personId, follower]);
    expect(await feed()).toEqual(ids(entries).toReversed());
    expect(ids((await timeline.page(follower, { limit: 10 })).items)).toEqual(ids(entries).toReversed());
    expect((await timeline.page(stranger, { limit: 10 })).items).toEqual([]);
  });

  it("takes a fan-out larger than one statement", async () => {
    const { personId, timeline } = reader();
    const people = Array.from({ length: 6_000 }, () => newId());
    const entry = post(newId());
    await timeline.fanOut([entry], [...people, personId]);
    expect((await timeline.page(people[0]!, { limit: 1 })).items).toEqual([{ id: entry.id, postId: entry.postId }]);
    expect((await timeline.page(personId, { limit: 1 })).items).toHaveLength(1);
  });

  it("groups people by object, each of them once", () => {
    const people = Array.from({ length: 100 }, () => newId());
    const groups = timelineGroups(env, people);
    expect(groups.flatMap(({ personIds }) => personIds).sort()).toEqual([...people].sort());
    expect(new Set(groups.map(({ timeline }) => timeline.id.toString())).size).toBe(groups.length);
  });

  it("keeps the newest entries when there are too many", async () => {
    const { personId, timeline, deliver } = reader();
    const author = newId();
    const entries = Array.from({ length: keptEntries + 300 }, () => post(author));
    await deliver(...entries);
    const held = await runInDurableObject(timeline, (_, { storage }) =>
      storage.sql
        .exec<{ id: string }>("SELECT entry_id AS id FROM entries WHERE person_id = ? ORDER BY entry_id", personId)
        .toArray(),
    );
    expect(held).toEqual(entries.slice(300).map(({ id }) => ({ id })));
  });

  it("survives eviction", async () => {
    const { timeline, deliver, feed } = reader();
    const entry = post(newId());
    await deliver(entry);
    await evictDurableObject(timeline);
    expect(await feed()).toEqual([entry.id]);
  });
});

describe("paging", () => {
  it("shows each entry once while new ones arrive at the front", async () => {
    const { personId, timeline, deliver } = reader();
    const author = newId();
    const entries = Array.from({ length: 45 }, () => post(author));
    await deliver(...entries);
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: { items: FeedItem[]; next: string | null } = await timeline.page(personId, {
        limit: 10,
        ...(before !== null && { before }),
      });
      seen.push(...ids(page.items));
      before = page.next;
      await deliver(post(author));
    } while (before !== null);
    expect(seen).toEqual(ids(entries).toReversed());
  });

  it("ends without an empty page when the last one is full", async () => {
    const { personId, timeline, deliver } = reader();
    await deliver(post(newId()), post(newId()));
    expect((await timeline.page(personId, { limit: 2 })).next).toBeNull();
  });
});

describe("broadcasts", () => {
  it("reach subscribers of every object, merged by time with what was delivered", async () => {
    const { personId, timeline, deliver, feed } = reader();
    const star = newId();
    const [oldest, middle, newest] = [post(star), post(newId()), post(star)];
    await Promise.all(allTimelines(env).map((object) => object.broadcast([oldest, newest])));
    await deliver(middle);
    expect(await feed()).toEqual([middle.id]);
    await timeline.subscribe(personId, star);
    expect(await feed()).toEqual(ids([newest, middle, oldest]));
    await timeline.unsubscribe(personId, star);
    expect(await feed()).toEqual([middle.id]);
  });

  it("reach everyone who was subscribed at once", async () => {
    const { personId, timeline, feed } = reader();
    const other = neighbour(personId);
    const entry = post(newId());
    await timeline.subscribeAll([personId, other, personId], entry.actorId);
    await timeline.broadcast([entry]);
    expect(await feed()).toEqual([entry.id]);
    expect(ids((await timeline.page(other, { limit: 10 })).items)).toEqual([entry.id]);
  });

  it("are shown once to those who were also delivered to, and a repost stands beside its post", async () => {
    const { personId, timeline, deliver, feed } = reader();
    const [star, friend] = [newId(), newId()];
    const original = post(star);
    const again = repost(original, friend);
    await timeline.broadcast([original]);
    await timeline.subscribe(personId, star);
    await deliver(original, again);
    expect(await feed()).toEqual([again.id, original.id]);
  });

  it("page exactly through several authors", async () => {
    const { personId, timeline, deliver } = reader();
    const stars = [newId(), newId(), newId()];
    const entries = Array.from({ length: 60 }, (_, i) => post(stars[i % 3]!));
    const [delivered, broadcast] = [entries.slice(20, 40), [...entries.slice(0, 20), ...entries.slice(40)]];
    await timeline.broadcast(broadcast);
    await deliver(...delivered);
    for (const star of stars) await timeline.subscribe(personId, star);
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page: { items: FeedItem[]; next: string | null } = await timeline.page(personId, {
        limit: 7,
        ...(before !== undefined && { before }),
      });
      seen.push(...ids(page.items));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual(ids(entries).toReversed());
  });
});

describe("removal", () => {
  it("of a post takes it and its reposts out of every list", async () => {
    const { personId, timeline, feed } = reader();
    const other = neighbour(personId);
    const [gone, stays, shared] = [post(newId()), post(newId()), post(newId())];
    await timeline.fanOut([gone, stays, repost(gone, newId())], [personId, other]);
    await timeline.broadcast([shared]);
    await timeline.subscribe(personId, shared.actorId);
    await timeline.removePosts([gone.postId, shared.postId]);
    expect(await feed()).toEqual([stays.id]);
    expect(ids((await timeline.page(other, { limit: 10 })).items)).toEqual([stays.id]);
  });

  it("of an entry leaves other entries of the same post", async () => {
    const { timeline, deliver, feed } = reader();
    const original = post(newId());
    const [withdrawn, kept] = [repost(original, newId()), repost(original, newId())];
    await deliver(original, withdrawn, kept);
    await timeline.removeEntries([withdrawn.id]);
    expect(await feed()).toEqual([kept.id, original.id]);
    await timeline.removeEntries([original.id]);
    expect(await feed()).toEqual([kept.id]);
  });

  it("after an unfollow takes what the actor brought, after a block also what they wrote", async () => {
    const { personId, timeline, deliver, feed } = reader();
    const [actor, friend] = [newId(), newId()];
    const [own, byFriend] = [post(actor), post(friend)];
    const [sharedByActor, sharedByFriend] = [repost(byFriend, actor), repost(own, friend)];
    await deliver(own, byFriend, sharedByActor, sharedByFriend);
    await timeline.broadcast([post(actor)]);
    await timeline.subscribe(personId, actor);
    await timeline.dropActor(personId, actor, false);
    expect(await feed()).toEqual([sharedByFriend.id, byFriend.id]);
    await timeline.dropActor(personId, actor, true);
    expect(await feed()).toEqual([byFriend.id]);
  });

  it("of everything leaves other people alone", async () => {
    const { personId, timeline, feed } = reader();
    const other = neighbour(personId);
    const entry = post(newId());
    await timeline.fanOut([entry], [personId, other]);
    await timeline.clear(personId);
    expect(await feed()).toEqual([]);
    expect(ids((await timeline.page(other, { limit: 10 })).items)).toEqual([entry.id]);
  });
});

describe("queries", () => {
  it("walk an index each", async () => {
    const { timeline } = reader();
    const scans = await runInDurableObject(timeline, (_, { storage }) =>
      [
        "SELECT entry_id FROM entries WHERE shard = 1 AND person_id = 'p' AND entry_id < 'x' ORDER BY entry_id DESC LIMIT 21",
        "SELECT entry_id FROM entries WHERE entry_id <> post_id AND entry_id IN ('a', 'b')",
        "SELECT entry_id FROM entries WHERE post_id IN ('a', 'b')",
        "SELECT entry_id FROM broadcasts WHERE entry_id IN ('a', 'b')",
        "SELECT entry_id FROM broadcasts WHERE actor_id = 'a' AND entry_id < 'x' ORDER BY entry_id DESC LIMIT 21",
      ].flatMap((query) =>
        storage.sql
          .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
          .toArray()
          .filter(({ detail }) => !detail.startsWith("SEARCH"))
          .map(({ detail }) => `${query}: ${detail}`),
      ),
    );
    expect(scans).toEqual([]);
  });
});
