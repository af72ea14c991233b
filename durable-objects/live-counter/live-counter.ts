/** The live numbers of one subject: views and viewers are counted here, the rest is read from D1, and who watches is told of changes. */
import { DurableObject } from "cloudflare:workers";
import type { CountValues, Subject } from "../../contract/live/hub.ts";
import { hubAddress } from "../addresses.ts";
import type { ObjectsEnv } from "../env.ts";
import { Timers, type TimerHandler } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";
import { migrate } from "../kit/migrations.ts";
import { liveCounterMigrations } from "./migrations.ts";
import { readPostCounts, readViewCount, writeViewCount } from "./post-counts.ts";
import { CounterStorage } from "./storage.ts";
import type { LiveCounterApi } from "./types.ts";

/** Milliseconds after which views that were counted are in D1. */
const flushAfter = 10_000;
/** Milliseconds between two tellings: at least a second, and more the more there are to be told. */
const pauseAfter = (told: number) => Math.max(1_000, told * 5);
/** Hubs told of a change; those of more watchers hear when they renew. */
const maxTold = 5_000;
const toldAtOnce = 100;
/** Milliseconds between parts of a long clean-up. */
const pruneAgainAfter = 250;

type TimerName = "flush" | "expire" | "prune";

export class LiveCounter extends DurableObject<ObjectsEnv> implements LiveCounterApi {
  readonly #counter: CounterStorage;
  readonly #timers: Timers<TimerName>;
  #reading: Promise<CountValues> | null = null;
  #isTelling = false;
  #hasNews = false;
  /** What watchers know, as JSON. Forgotten with this instance: then they are told once too often. */
  #told = "";

  constructor(ctx: DurableObjectState, env: ObjectsEnv) {
    super(ctx, env);
    this.#counter = new CounterStorage(ctx.storage);
    this.#timers = new Timers(ctx.storage);
    void ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, liveCounterMigrations);
      this.#counter.identify(ctx.id.name);
    });
  }

  async view(userId: string): Promise<void> {
    const now = Date.now();
    if (!this.#counter.view(userId, now)) return;
    await this.#timers.ensure(["flush"], now + flushAfter);
    await this.#timers.ensure(["prune"], CounterStorage.nextDay(now));
    this.#announce();
  }

  values(): Promise<CountValues> {
    return this.#read();
  }

  async watch(userId: string, viewing: boolean, until: number): Promise<CountValues> {
    this.#counter.watch(userId, viewing, until);
    await this.#expireLater();
    const values = await this.#read();
    // The others see the viewers change; who is alone has been told with this answer.
    if (this.#counter.watchers(Date.now(), 2).length > 1) this.#announce();
    else this.#told = JSON.stringify(values);
    return values;
  }

  async unwatch(userId: string): Promise<void> {
    this.#counter.unwatch(userId);
    this.#announce();
  }

  async refresh(): Promise<void> {
    this.#announce();
  }

  async recheck(): Promise<void> {
    const subject = this.#counter.identify(undefined);
    const watchers = this.#counter.watchers(Date.now(), maxTold);
    this.#counter.unwatchAll();
    if (subject !== null) await this.#tell(subject, {}, watchers);
  }

  override async alarm(): Promise<void> {
    const handlers: Record<TimerName, TimerHandler> = {
      flush: async (now) => ((await this.#flush()) ? null : now + flushAfter),
      expire: async (now) => {
        const next = this.#counter.expire(now);
        this.#announce();
        return next;
      },
      prune: async (now) => (this.#counter.prune(now) ? now + pruneAgainAfter : null),
    };
    await this.#timers.fire(Date.now(), handlers);
  }

  /** Writes the number of views to D1; false when more have come meanwhile. */
  async #flush(): Promise<boolean> {
    const id = this.#postId();
    if (id === null) return true;
    let { base } = this.#counter.views();
    if (base === null) {
      base = await readViewCount(this.env.DB, id);
      if (base === null) return true;
      // Before D1 changes, so that a crash between the two cannot take what was counted here for what was there before.
      this.#counter.setBase(base);
    }
    const { counted } = this.#counter.views();
    await writeViewCount(this.env.DB, id, base + counted);
    this.#counter.setFlushed(counted);
    return this.#counter.views().counted === counted;
  }

  /** The values now: one read of D1 at a time, however many ask. */
  #read(): Promise<CountValues> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readOnce(): Promise<CountValues> {
    const id = this.#postId();
    if (id === null) return { viewers: this.#counter.viewers(Date.now()) };
    const counts = await readPostCounts(this.env.DB, id);
    if (!counts) return {};
    const { base, counted, flushed } = this.#counter.views();
    const views = base === null ? counts.views + counted - flushed : base + counted;
    return { ...counts, views, viewers: this.#counter.viewers(Date.now()) };
  }

  /** Tells who watches what the values are now: at once if it was quiet, else after a pause, many changes together. */
  #announce(): void {
    this.#hasNews = true;
    const subject = this.#counter.identify(undefined);
    if (subject === null || this.#isTelling || this.#counter.watchers(Date.now(), 1).length === 0) return;
    this.#isTelling = true;
    this.ctx.waitUntil(this.#tellWhileNews(subject).catch((error: unknown) => logError("count.untold", error)));
  }

  async #tellWhileNews(subject: Subject): Promise<void> {
    try {
      while (this.#hasNews) {
        this.#hasNews = false;
        const values = await this.#readOnce();
        if (Object.keys(values).length === 0) return await this.recheck();
        const watchers = this.#counter.watchers(Date.now(), maxTold);
        const json = JSON.stringify(values);
        if (json !== this.#told) await this.#tell(subject, values, watchers);
        this.#told = json;
        await scheduler.wait(pauseAfter(watchers.length));
      }
    } finally {
      this.#isTelling = false;
    }
  }

  async #tell(subject: Subject, values: CountValues, watchers: readonly string[]): Promise<void> {
    for (let start = 0; start < watchers.length; start += toldAtOnce) {
      const calls = watchers
        .slice(start, start + toldAtOnce)
        .map((id) => hubAddress(this.env, id).countChanged(subject, values));
      for (const call of await Promise.allSettled(calls))
        if (call.status === "rejected") logError("count.untold", call.reason);
    }
  }

  /** Keeps the timer at the end of whoever's time is over first. */
  async #expireLater(): Promise<void> {
    const next = this.#counter.expire(Date.now());
    if (next !== null) await this.#timers.set("expire", next);
  }

  #postId(): string | null {
    const subject = this.#counter.identify(undefined);
    return subject?.startsWith("post:") ? subject.slice("post:".length) : null;
  }
}
