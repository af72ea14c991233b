/**
 * Where counters live: in memory first, and behind it in the object's key-value storage, so that they outlive an
 * eviction. Writes are unconfirmed: the caller does not wait for the disk. A counter is written once it has drifted
 * by a fiftieth of its limit, so small limits survive exactly, and large ones to within 2 %.
 */
import { drift, expiresAt, type Counter } from "./counter.ts";
import type { Counters } from "./counters.ts";

const prefix = "counter:";
const writtenShare = 1 / 50;
const keysInMemory = 20_000;
const keysPerSweep = 500;

interface Known {
  counter: Counter;
  stored: Counter | undefined;
}

export class CounterStorage {
  readonly #storage: DurableObjectStorage;
  readonly #memory = new Map<string, Known>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  readonly read = (key: string): Counter | undefined => {
    const known = this.#memory.get(key);
    if (known) return known.counter;
    const stored = this.#storage.kv.get<Counter>(prefix + key);
    if (stored) this.#remember(key, { counter: stored, stored });
    return stored;
  };

  /** Keeps changed counters; resolves when those that had to be written are on disk. False if none had to. */
  async write(changed: Counters, now: number): Promise<boolean> {
    const due: Record<string, Counter> = {};
    for (const [key, counter] of changed) {
      const stored = this.#memory.get(key)?.stored;
      const isDue = drift(stored, counter, now) >= writtenShare;
      if (isDue) due[prefix + key] = counter;
      this.#remember(key, { counter, stored: isDue ? counter : stored });
    }
    if (Object.keys(due).length === 0) return false;
    await this.#storage.put(due, { allowUnconfirmed: true });
    return true;
  }

  /** Forgets the counters that are as good as none. Answers whether any are left in storage. */
  async forgetExpired(now: number): Promise<boolean> {
    for (const [key, { counter }] of this.#memory) if (expiresAt(counter) <= now) this.#memory.delete(key);
    let anyLeft = false;
    let after: string | undefined;
    do {
      const page = await this.#storage.list<Counter>({
        prefix,
        limit: keysPerSweep,
        ...(after !== undefined && { startAfter: after }),
      });
      const expired: string[] = [];
      after = undefined;
      for (const [key, counter] of page) {
        if (expiresAt(this.#memory.get(key.slice(prefix.length))?.counter ?? counter) <= now) expired.push(key);
        else anyLeft = true;
        after = key;
      }
      for (const key of expired) this.#storage.kv.delete(key);
    } while (after !== undefined);
    return anyLeft;
  }

  #remember(key: string, known: Known): void {
    this.#memory.delete(key);
    this.#memory.set(key, known);
    if (this.#memory.size <= keysInMemory) return;
    // A map keeps the order of insertion: the first key is the one that was asked for longest ago.
    const [oldest] = this.#memory.keys();
    if (oldest !== undefined) this.#memory.delete(oldest);
  }
}
