/**
 * Turns at work that an isolate should not do much of at once. Requests look after their turn themselves: a promise shared between two
 * would never settle once the one that resolves it is dropped, and its turn would never be given back.
 */

export interface TurnRules {
  /** Works that go on at once. */
  atOnce: number;
  /** Works that may wait for a turn. */
  waiting: number;
  /** Milliseconds that one waits at most. */
  patience: number;
  /** Milliseconds after which a work that did not end counts as dropped. */
  lease: number;
}

/** Milliseconds between two looks at whose turn it is. */
const interval = 15;

export class Turns {
  readonly #rules: TurnRules;
  /** When works began, by name. */
  readonly #running = new Map<string, number>();
  /** Until when works wait. */
  readonly #waiting = new Set<{ until: number }>();

  constructor(rules: TurnRules) {
    this.#rules = rules;
  }

  /**
   * Runs `work` when it is its turn, never two of one name at once. `waited` tells it whether another may have done the same meanwhile;
   * `hold` keeps the request open until it has ended, since the one whose client goes away is dropped with its turn otherwise. Null where too
   * many wait, or for too long.
   */
  async take<Value>(
    name: string,
    hold: (ended: Promise<void>) => void,
    work: (waited: boolean) => Promise<Value>,
  ): Promise<{ value: Value } | null> {
    const waited = !this.#isFree(name);
    if (waited && !(await this.#wait(name))) return null;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    hold(ended);
    this.#running.set(name, Date.now());
    try {
      return { value: await work(waited) };
    } finally {
      this.#running.delete(name);
      end();
    }
  }

  async #wait(name: string): Promise<boolean> {
    const now = Date.now();
    for (const other of this.#waiting) if (other.until <= now) this.#waiting.delete(other);
    if (this.#waiting.size >= this.#rules.waiting) return false;
    const self = { until: now + this.#rules.patience };
    this.#waiting.add(self);
    while (!this.#isFree(name)) {
      if (Date.now() >= self.until) break;
      await scheduler.wait(interval);
    }
    this.#waiting.delete(self);
    return this.#isFree(name);
  }

  #isFree(name: string): boolean {
    const dropped = Date.now() - this.#rules.lease;
    for (const [running, since] of this.#running) if (since <= dropped) this.#running.delete(running);
    return !this.#running.has(name) && this.#running.size < this.#rules.atOnce;
  }
}
