/** Lets so many jobs run at once and so many wait, in order, and turns away the rest. */

/** `retryAfter` is in whole seconds. */
export type Admission<Result> = { kind: "done"; result: Result } | { kind: "busy"; retryAfter: number };

export interface GateSize {
  running: number;
  waiting: number;
  /** About how long one job takes; for telling when to try again. */
  secondsPerJob: number;
}

export class Gate {
  readonly #size: GateSize;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(size: GateSize) {
    this.#size = size;
  }

  /** Runs a job when its turn comes. Answers `busy` at once if there is no room to wait. A failing job frees its place. */
  async run<Result>(job: () => Promise<Result>): Promise<Admission<Result>> {
    if (this.#running >= this.#size.running) {
      if (this.#waiting.length >= this.#size.waiting) return { kind: "busy", retryAfter: this.#retryAfter() };
      // Whoever leaves hands over its place, so a newcomer cannot slip in between.
      await new Promise<void>((enter) => this.#waiting.push(enter));
    } else {
      this.#running += 1;
    }
    try {
      return { kind: "done", result: await job() };
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  #retryAfter(): number {
    return Math.max(1, Math.ceil((this.#waiting.length * this.#size.secondsPerJob) / this.#size.running));
  }
}
