/** Works that failed a while ago and are not tried again right away, by name. */

/** Milliseconds until one is tried again. */
const rest = 60_000;
/** Names that are remembered at most. */
const most = 1000;

export class Failures {
  readonly #at = new Map<string, number>();

  has(name: string): boolean {
    const at = this.#at.get(name);
    return at !== undefined && Date.now() - at < rest;
  }

  add(name: string): void {
    this.#at.delete(name);
    this.#at.set(name, Date.now());
    const [oldest] = this.#at.keys();
    if (this.#at.size > most && oldest !== undefined) this.#at.delete(oldest);
  }
}
