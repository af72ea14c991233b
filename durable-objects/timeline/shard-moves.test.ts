import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { allTimelines } from "../addresses.ts";
import type { TimelineEntry } from "./feed.ts";
import type { ShardPage } from "./shard-storage.ts";
import { shardOf } from "./shards.ts";

const [from, to] = allTimelines(env);

function post(authorId: string): TimelineEntry {
  const id = newId();
  return { id, postId: id, actorId: authorId, authorId };
}

function personOf(shard: number): string {
  let person = newId();
  while (shardOf(person) !== shard) person = newId();
  return person;
}

it("moves a shard whole to another object, and leaves the others", async () => {
  const shard = 16;
  const people = Array.from({ length: 45 }, () => personOf(shard));
  const stranger = personOf(32);
  const star = newId();
  const entries = Array.from({ length: 30 }, () => post(newId()));
  await from!.fanOut(entries, [...people, stranger]);
  await from!.broadcast([post(star)]);
  for (const person of people) await from!.subscribe(person, star);
  const before = await Promise.all(people.map((person) => from!.page(person, { limit: 100 })));
  expect(before[0]?.items).toHaveLength(31);

  let after: string | null = "";
  while (after !== null) {
    const page: ShardPage = await from!.readShard(shard, after);
    await to!.adoptShard(page);
    await to!.adoptShard(page);
    after = page.next;
  }
  await to!.broadcast((await from!.readBroadcasts({ actorId: "", id: "" })).entries);
  expect(await Promise.all(people.map((person) => to!.page(person, { limit: 100 })))).toEqual(before);

  let more = true;
  while (more) more = await from!.dropShard(shard);
  expect((await from!.page(people[0]!, { limit: 10 })).items).toEqual([]);
  expect((await from!.page(stranger, { limit: 100 })).items).toHaveLength(30);
  expect((await to!.page(stranger, { limit: 100 })).items).toEqual([]);
});
