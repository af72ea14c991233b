/**
 * Which Timeline object holds whom. People hash to 1,024 virtual shards for good; a table says which object holds a
 * shard. To grow, append a number of objects to `growth`: only the shards that the new objects take over move, whole.
 *
 * Moving them, with the site in maintenance (reads go on, nothing is written) and delivery of the effects queue paused:
 * 1. for every move of `moves(growth, [...growth, n])`, page through `readShard` of the old object and hand each page
 *    to `adoptShard` of the new one; for every new object, page through `readBroadcasts` of any old one into `broadcast`;
 * 2. deploy with the longer `growth`, resume the queue, end the maintenance;
 * 3. call `dropShard` of the old objects until it answers false.
 * Each step can be repeated after a failure. Reads stay right throughout: an object answers for what it holds, and
 * what it holds does not change between the copy and the deploy.
 */
import { bucketOf } from "../kit/hash.ts";

export const shardCount = 1_024;

/** Numbers of objects over time, append-only and rising. The table of a version is made of the first so many. */
export const growth: readonly number[] = [16];

/** The virtual shard of a person, 0 to 1,023. */
export function shardOf(personId: string): number {
  return bucketOf(personId, shardCount);
}

/** The object that holds each shard. Every growth takes shards from the fullest objects, so all hold nearly as many. */
export function placement(sizes: readonly number[]): number[] {
  const [first = 1, ...later] = sizes;
  const table = Array.from({ length: shardCount }, (_, shard) => shard % first);
  let objects = first;
  for (const size of later) {
    if (size <= objects) throw new RangeError(`growth must rise: ${size} after ${objects}`);
    for (let object = objects; object < size; object++) takeShare(table, object, Math.floor(shardCount / size));
    objects = size;
  }
  return table;
}

/** Gives a new object `share` shards, one by one from whichever object holds most. */
function takeShare(table: number[], newcomer: number, share: number): void {
  const held = Array.from({ length: newcomer }, (_, object) => shardsOf(table, object));
  for (let taken = 0; taken < share; taken++) {
    const fullest = held.reduce((most, shards) => (shards.length > most.length ? shards : most));
    const shard = fullest.pop();
    if (shard !== undefined) table[shard] = newcomer;
  }
}

function shardsOf(table: readonly number[], object: number): number[] {
  return table.flatMap((holder, shard) => (holder === object ? [shard] : []));
}

/** The shards that change hands between two versions of the table. */
export function moves(
  before: readonly number[],
  after: readonly number[],
): { shard: number; from: number; to: number }[] {
  const old = placement(before);
  return placement(after).flatMap((to, shard) => {
    const from = old[shard] ?? to;
    return from === to ? [] : [{ shard, from, to }];
  });
}

const current = placement(growth);

/** How many Timeline objects there are now. */
export const objectCount = Math.max(...growth);

/** The number of the object that holds a person's timeline. */
export function objectOf(personId: string): number {
  return current[shardOf(personId)] ?? 0;
}
