/**
 * The pace of a room. Sending to all sockets costs far more than storing a message. So what comes in while something goes out waits,
 * and is then taken in one turn: one write to disk, one frame per socket. In a room at rest nothing waits.
 */

/** Of the time that sending took, what a room listens afterwards before it takes what came in, so that more of it leaves together. */
const listening = 0.5;
/** It never listens for longer, in milliseconds. */
const longestListening = 25;

export class Pace {
  #isAtRest = true;
  #waiting: (() => void)[] = [];
  /** How much was taken last time. */
  #usual = 0;
  /** Ends the listening; null when the room does not listen. */
  #enough: (() => void) | null = null;

  /** Runs `work`, which must not throw: at once in a room at rest, else in order once what is on its way has gone out. */
  run(work: () => void): void {
    if (this.#isAtRest) return work();
    this.#waiting.push(work);
    if (this.#waiting.length >= this.#usual) this.#enough?.();
  }

  /** Runs what waits now, because something must come after it. */
  catchUp(): void {
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const work of waiting) work();
    }
  }

  /**
   * Lets others wait as long as there is something on its way. Call it when there is; `next` has it, and resolves to the time at
   * which sending began, in milliseconds, when it has been sent.
   */
  async keep(next: () => Promise<number> | null): Promise<void> {
    if (!this.#isAtRest) return;
    this.#isAtRest = false;
    for (let going = next(); going !== null; going = next()) {
      const begunAt = await going;
      // Resolves when the event loop is idle: all has been written to the sockets, and what has arrived by then waits here.
      await scheduler.wait(0);
      await this.#listen(Math.min(longestListening, (Date.now() - begunAt) * listening));
      this.#usual = this.#waiting.length;
      this.catchUp();
    }
    this.#isAtRest = true;
  }

  /** Waits, but no longer than until as much has come in as last time. */
  async #listen(longest: number): Promise<void> {
    if (longest < 1 || this.#waiting.length >= this.#usual) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#enough = resolve;
    await Promise.race([promise, scheduler.wait(longest)]);
    this.#enough = null;
  }
}
