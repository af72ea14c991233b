/** How much one invocation of the consumer takes on. One that goes too far is ended, and all its messages count as failed. */
import type { Meter } from "../../db/client.ts";

/**
 * Round trips to D1 after which nothing new is begun: an invocation may make 1,000 (https://developers.cloudflare.com/d1/platform/limits/),
 * and the longest effect some 200.
 */
const mostCalls = 500;
/**
 * Milliseconds after which nothing new is begun: an invocation may go on for 15 minutes
 * (https://developers.cloudflare.com/queues/platform/limits/), and a large video takes some of them.
 */
const longest = 60_000;

export class Budget {
  readonly #meter: Meter;
  readonly #begunAt = Date.now();

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  /** Whether what is left is for another invocation. */
  get isSpent(): boolean {
    return this.#meter.calls >= mostCalls || Date.now() - this.#begunAt >= longest;
  }
}
