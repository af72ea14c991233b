/**
 * Tokens for messages. They belong to the person's bucket in `RateLimiter`; the room takes them ahead in small lots, so that most
 * messages ask nobody. While it asks, the person's next messages wait, in order. What is left goes back when the person goes.
 */
import type { Limit } from "../../contract/limits.ts";
import { limiterAddress, siteSettings } from "../addresses.ts";
import type { ObjectsEnv } from "../env.ts";
import { logError } from "../kit/log.ts";
import type { Refusal } from "./permissions.ts";

const firstLot = 4;
const largestLot = 40;
/** Of a small bucket a lot takes a share only, so that other rooms get some. */
const shareOfBucket = 8;
const limitsLastMillis = 20_000;
const mostWaiting = 500;

type LimiterEnv = Pick<ObjectsEnv, "RATE_LIMITER" | "SITE_SETTINGS">;

interface Purse {
  left: number;
  nextLot: number;
  waiting: { work: () => void; refuse: (refusal: Refusal) => void }[];
  isAsking: boolean;
  /** The person went while the room was asking: what comes goes back. */
  isLeft: boolean;
}

export class Allowances {
  readonly #env: LimiterEnv;
  readonly #purses = new Map<string, Purse>();
  #limit: Limit | null = null;
  #limitUntil = 0;
  readonly #now: () => number;

  constructor(env: LimiterEnv, now: () => number = Date.now) {
    this.#env = env;
    this.#now = now;
  }

  /** Runs `work` once there is a token for it: at once if one is at hand. `refuse` hears why there is none. */
  spend(userId: string, work: () => void, refuse: (refusal: Refusal) => void): void {
    const purse = this.#purses.get(userId) ?? {
      left: 0,
      nextLot: firstLot,
      waiting: [],
      isAsking: false,
      isLeft: false,
    };
    this.#purses.set(userId, purse);
    purse.isLeft = false;
    if (purse.left > 0 && purse.waiting.length === 0 && this.#now() < this.#limitUntil) {
      purse.left -= 1;
      work();
      // The next lot is on its way before this one is used up, so that who writes steadily never waits.
      if (purse.left <= lowest(purse) && !purse.isAsking) void this.#fill(userId, purse);
      return;
    }
    if (purse.waiting.length >= mostWaiting) return refuse(tooMany(1));
    purse.waiting.push({ work, refuse });
    if (!purse.isAsking) void this.#fill(userId, purse);
  }

  /** Gives back what somebody has left. */
  release(userId: string): void {
    const purse = this.#purses.get(userId);
    if (purse === undefined) return;
    purse.isLeft = purse.isAsking;
    if (purse.isAsking) return;
    this.#purses.delete(userId);
    if (purse.left > 0) void this.#give(userId, purse.left);
  }

  async #fill(userId: string, purse: Purse): Promise<void> {
    purse.isAsking = true;
    try {
      do {
        const refusal = await this.#ask(userId, purse);
        const served = purse.waiting.splice(0, refusal === null ? purse.left : purse.waiting.length);
        if (refusal === null) purse.left -= served.length;
        for (const { work, refuse } of served) {
          // At once: the person's next frames may be waiting for the room's pace, and come after these.
          if (refusal === null) work();
          else refuse(refusal);
        }
      } while (purse.waiting.length > 0);
    } finally {
      purse.isAsking = false;
      if (purse.isLeft) this.release(userId);
    }
  }

  /** Adds a lot when little is at hand, or says why not. A bucket without room for a lot gives what it has. */
  async #ask(userId: string, purse: Purse): Promise<Refusal | null> {
    try {
      const limit = await this.#messageLimit();
      if (purse.left > (purse.waiting.length > 0 ? 0 : lowest(purse))) return null;
      const limiter = limiterAddress(this.#env, userId);
      const take = (cost: number) => limiter.take([{ key: `messages:${userId}`, limit, cost }]);
      const wanted = Math.max(1, Math.min(purse.nextLot, largestLot, Math.floor(limit.max / shareOfBucket)));
      let lot = wanted;
      let answer = await take(lot);
      if (!answer.allowed && wanted > 1) {
        // One at least: where the bucket is empty, it says when the next message may come.
        lot = Math.max(1, Math.min(wanted, answer.states[0]?.remaining ?? 0));
        answer = await take(lot);
      }
      if (!answer.allowed) return tooMany(answer.states[0]?.retryAfterSeconds ?? 1);
      purse.left += lot;
      purse.nextLot = Math.min(largestLot, wanted * 2);
      return null;
    } catch (error) {
      logError("room.limits-failed", error);
      return { code: "overloaded", detail: "Messages cannot be taken right now. Try again." };
    }
  }

  async #give(userId: string, cost: number): Promise<void> {
    try {
      await limiterAddress(this.#env, userId).give([{ key: `messages:${userId}`, cost }]);
    } catch (error) {
      // The bucket refills by itself; what was not given back is missing for a minute.
      logError("room.limits-failed", error);
    }
  }

  async #messageLimit(): Promise<Limit> {
    if (this.#limit !== null && this.#now() < this.#limitUntil) return this.#limit;
    const { messages } = (await siteSettings(this.#env).get()).limits;
    const isChanged = this.#limit !== null && JSON.stringify(this.#limit) !== JSON.stringify(messages);
    this.#limit = messages;
    this.#limitUntil = this.#now() + limitsLastMillis;
    if (isChanged) this.#giveAll();
    return messages;
  }

  /** Gives back all that was taken under other limits. */
  #giveAll(): void {
    for (const [userId, purse] of this.#purses) {
      if (purse.left > 0) void this.#give(userId, purse.left);
      purse.left = 0;
    }
  }
}

/** With so many tokens at hand it is time for the next lot. */
function lowest({ nextLot }: Purse): number {
  return nextLot / 8;
}

function tooMany(seconds: number): Refusal {
  return { code: "rate_limited", detail: `That was a lot in a short time. Try again in ${seconds} seconds.` };
}
