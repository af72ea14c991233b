/** Which posts somebody has really seen, told to the server in batches: each once per day and tab. */

/** Milliseconds for which a post has to be in sight. */
const lookMs = 1_000;
/** Milliseconds in which what was seen gathers, and the number of posts after which it is told at once. */
const gatherMs = 5_000;
const batchSize = 50;

/** Tells that posts were seen. `leaving`: the page goes away, so the call has to outlive it. */
export type TellSeen = (ids: string[], leaving: boolean) => void;

export class SeenPosts {
  readonly #tell: TellSeen;
  readonly #now: () => number;
  /** Posts in sight, with the timer of those that are looked at. */
  readonly #inSight = new Map<string, ReturnType<typeof setTimeout> | null>();
  readonly #waiting = new Set<string>();
  #told = new Set<string>();
  #day = "";
  #gathering: ReturnType<typeof setTimeout> | null = null;

  constructor(tell: TellSeen, now: () => number = Date.now) {
    this.#tell = tell;
    this.#now = now;
  }

  /** A post came into sight, or went out of it. */
  sight(id: string, on: boolean): void {
    if (on === this.#inSight.has(id)) return;
    if (on) this.#look(id);
    else {
      this.#stop(id);
      this.#inSight.delete(id);
    }
  }

  /** Nobody looks while the page is in the background. */
  awake(on: boolean): void {
    for (const id of this.#inSight.keys()) {
      if (on) this.#look(id);
      else this.#stop(id);
    }
  }

  /** Tells at once what has gathered. */
  flush(leaving = false): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#gathering = null;
    const ids = [...this.#waiting];
    this.#waiting.clear();
    if (ids.length > 0) this.#tell(ids, leaving);
  }

  #look(id: string): void {
    this.#stop(id);
    this.#turnDay();
    const timer = this.#told.has(id) ? null : setTimeout(() => this.#see(id), lookMs);
    this.#inSight.set(id, timer);
  }

  #stop(id: string): void {
    const timer = this.#inSight.get(id);
    if (timer != null) clearTimeout(timer);
  }

  #see(id: string): void {
    this.#turnDay();
    this.#told.add(id);
    this.#waiting.add(id);
    if (this.#waiting.size >= batchSize) this.flush();
    else this.#gathering ??= setTimeout(() => this.flush(), gatherMs);
  }

  /** Views are counted by day (UTC): with a new one everything may be seen again. */
  #turnDay(): void {
    const day = new Date(this.#now()).toISOString().slice(0, 10);
    if (day !== this.#day) this.#told = new Set();
    this.#day = day;
  }
}
