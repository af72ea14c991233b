/** Blocks between people of the room, as far as it has heard of them: held in memory, asked for every event. */

const nobody: ReadonlySet<string> = new Set();

export class HideStorage {
  readonly #sql: SqlStorage;
  /** Whom each person named when they came in, and by whom they were named. */
  #named = new Map<string, Set<string>>();
  #namedBy = new Map<string, Set<string>>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  load(): void {
    this.#named = new Map();
    this.#namedBy = new Map();
    const rows = this.#sql.exec<{ userId: string; otherId: string }>(
      "SELECT user_id AS userId, other_id AS otherId FROM hides",
    );
    for (const { userId, otherId } of rows) this.#remember(userId, otherId);
  }

  /** Whether a block stands between two people, whoever of them made it. */
  between(one: string, other: string): boolean {
    return (this.#named.get(one)?.has(other) ?? false) || (this.#namedBy.get(one)?.has(other) ?? false);
  }

  /** Everybody who has a block with somebody. */
  of(userId: string): ReadonlySet<string> {
    const [named, namedBy] = [this.#named.get(userId), this.#namedBy.get(userId)];
    if (named && namedBy) return new Set([...named, ...namedBy]);
    return named ?? namedBy ?? nobody;
  }

  /** Takes what somebody brings when they come in for all that stands between them and others. False if that was known. */
  replace(userId: string, others: readonly string[]): boolean {
    const known = this.of(userId);
    if (known.size === others.length && others.every((other) => known.has(other))) return false;
    this.forget(userId);
    for (const other of others) this.#put(userId, other);
    return true;
  }

  separate(userId: string, otherId: string, on: boolean): void {
    if (on) return this.#put(userId, otherId);
    this.#sql.exec(
      "DELETE FROM hides WHERE (user_id = ?1 AND other_id = ?2) OR (user_id = ?2 AND other_id = ?1)",
      userId,
      otherId,
    );
    this.#drop(userId, otherId);
    this.#drop(otherId, userId);
  }

  /** Forgets all blocks that somebody is part of. */
  forget(userId: string): void {
    const known = this.of(userId);
    if (known.size === 0) return;
    this.#sql.exec("DELETE FROM hides WHERE user_id = ?", userId);
    this.#sql.exec("DELETE FROM hides WHERE other_id = ?", userId);
    for (const other of known) {
      this.#drop(userId, other);
      this.#drop(other, userId);
    }
  }

  /** Forgets what a visitor named when they came in; what others named stays. */
  forgetNamed(userId: string): void {
    const named = this.#named.get(userId);
    if (!named) return;
    this.#sql.exec("DELETE FROM hides WHERE user_id = ?", userId);
    for (const other of named) this.#drop(userId, other);
  }

  #put(userId: string, otherId: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO hides (user_id, other_id) VALUES (?, ?)", userId, otherId);
    this.#remember(userId, otherId);
  }

  #remember(userId: string, otherId: string): void {
    this.#named.set(userId, (this.#named.get(userId) ?? new Set()).add(otherId));
    this.#namedBy.set(otherId, (this.#namedBy.get(otherId) ?? new Set()).add(userId));
  }

  #drop(userId: string, otherId: string): void {
    this.#named.get(userId)?.delete(otherId);
    if (this.#named.get(userId)?.size === 0) this.#named.delete(userId);
    this.#namedBy.get(otherId)?.delete(userId);
    if (this.#namedBy.get(otherId)?.size === 0) this.#namedBy.delete(otherId);
  }
}
