/** Holds something to a rate: a token bucket in memory. Whoever is quiet enough to hibernate starts with a full one. Pure. */
export class Pace {
  readonly #max: number;
  readonly #perSecond: number;
  #tokens: number;
  #at: number;

  /** `max` at once, `perSecond` of them back every second. */
  constructor(max: number, perSecond: number, now: number) {
    this.#max = max;
    this.#perSecond = perSecond;
    this.#tokens = max;
    this.#at = now;
  }

  /** Takes one; false when none is left. */
  take(now: number): boolean {
    const seconds = Math.max(0, now - this.#at) / 1000;
    this.#at = Math.max(now, this.#at);
    this.#tokens = Math.min(this.#max, this.#tokens + seconds * this.#perSecond);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
