/** Counts how often something is done. One object per shard of subjects, so all limits on a subject are asked in one call. */
import { DurableObject } from "cloudflare:workers";
import { give, take, type Answer, type Ask, type Counters, type Refund } from "./counters.ts";
import { CounterStorage } from "./storage.ts";

const sweepEvery = 600_000;

export class RateLimiter extends DurableObject {
  readonly #counters: CounterStorage;
  #isSweepArmed = false;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#counters = new CounterStorage(ctx.storage);
  }

  /** Counts all asks if every one of them has room, and none otherwise. */
  take(asks: Ask[]): Answer {
    const now = Date.now();
    const { answer, changed } = take(asks, now, this.#counters.read);
    this.ctx.waitUntil(this.#keep(changed, now));
    return answer;
  }

  /** Gives back what earlier asks counted. */
  give(refunds: Refund[]): void {
    const now = Date.now();
    this.ctx.waitUntil(this.#keep(give(refunds, now, this.#counters.read), now));
  }

  override async alarm(): Promise<void> {
    this.#isSweepArmed = false;
    if (await this.#counters.forgetExpired(Date.now())) await this.#armSweep();
  }

  async #keep(changed: Counters, now: number): Promise<void> {
    if ((await this.#counters.write(changed, now)) && !this.#isSweepArmed) await this.#armSweep();
  }

  async #armSweep(): Promise<void> {
    this.#isSweepArmed = true;
    if ((await this.ctx.storage.getAlarm()) !== null) return;
    await this.ctx.storage.setAlarm(Date.now() + sweepEvery, { allowUnconfirmed: true });
  }
}
