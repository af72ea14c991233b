/** Which messages have reached everybody, and when. Times are milliseconds of one clock. */
export class Tally {
  /** Deliveries of all messages together. */
  deliveries = 0;
  readonly #audience: number;
  readonly #first: number;
  readonly #sentAt: number[] = [];
  readonly #missing: number[] = [];
  readonly #doneAt: number[] = [];
  readonly #onDone: (number: number) => void;

  /** Messages reach `audience` sockets each and are numbered from `first` on; earlier ones are stragglers and do not count. */
  constructor(audience: number, first: number, onDone: (number: number) => void = () => undefined) {
    this.#audience = audience;
    this.#first = first;
    this.#onDone = onDone;
  }

  /** The number of the next message, which is sent at `at`, or was meant to be. */
  begin(at: number): number {
    this.#missing.push(this.#audience);
    return this.#first + this.#sentAt.push(at) - 1;
  }

  /** One socket got the message. Throws when it reaches more sockets than there are. */
  deliver(number: number, at: number): void {
    const index = number - this.#first;
    const missing = this.#missing[index];
    if (missing === undefined) return;
    if (missing === 0) throw new Error(`message ${number} came to somebody twice`);
    this.#missing[index] = missing - 1;
    this.deliveries++;
    if (missing > 1) return;
    this.#doneAt[index] = at;
    this.#onDone(number);
  }

  get started(): number {
    return this.#sentAt.length;
  }

  get allDone(): boolean {
    return this.#missing.every((missing) => missing === 0);
  }

  /** Milliseconds from send to last delivery of messages that were done between the two times. */
  latenciesDone(from: number, to: number): number[] {
    return this.#latencies((sentAt, doneAt) => doneAt >= from && doneAt < to);
  }

  /** The same of messages that were sent between the two times; infinite for those that are not done. */
  latenciesSent(from: number, to: number): number[] {
    return this.#latencies((sentAt) => sentAt >= from && sentAt < to);
  }

  #latencies(counts: (sentAt: number, doneAt: number) => boolean): number[] {
    return this.#sentAt.flatMap((sentAt, index) => {
      const doneAt = this.#doneAt[index] ?? Number.POSITIVE_INFINITY;
      return counts(sentAt, doneAt) ? [doneAt - sentAt] : [];
    });
  }
}
