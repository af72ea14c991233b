/**
 * Blocks between people of the room, as far as it has heard of them: held in memory, asked for every event. News of them comes by
 * several ways at once, so all of it carries the time at which the database was read, and older never replaces newer.
 */
import type { Migration } from "../kit/migrations.ts";

/** When the room was told of one pair alone. What people bring when they come in is younger after a moment, so rows go after an hour. */
export const separationsTable: Migration = `
  CREATE TABLE separations (
    user_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, other_id)
  ) WITHOUT ROWID;
  CREATE INDEX separations_by_time ON separations (at)`;

const separationsLast = 3_600_000;
const nobody: ReadonlySet<string> = new Set();

export class HideStorage {
  readonly #sql: SqlStorage;
  /** Whom each person named when they came in, and by whom they were named. */
  #named = new Map<string, Set<string>>();
  #namedBy = new Map<string, Set<string>>();
  /** Times of what is known: of each person's list, and of each pair that the room was told of alone. */
  #listedAt = new Map<string, number>();
  #separatedAt = new Map<string, number>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  load(): void {
    this.#named = new Map();
    this.#namedBy = new Map();
    this.#listedAt = new Map();
    const rows = this.#sql.exec<{ userId: string; otherId: string }>(
      "SELECT user_id AS userId, other_id AS otherId FROM hides",
    );
    for (const { userId, otherId } of rows) this.#remember(userId, otherId);
    const pairs = this.#sql.exec<{ userId: string; otherId: string; at: number }>(
      "SELECT user_id AS userId, other_id AS otherId, at FROM separations",
    );
    this.#separatedAt = new Map([...pairs].map(({ userId, otherId, at }) => [pairOf(userId, otherId).join(" "), at]));
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

  /** Takes a list as all that stood between somebody and others at a time. Answers with whom that changes something. */
  replace(userId: string, others: readonly string[], at: number): string[] {
    const listed = new Set(others);
    const changed = [...new Set([...this.of(userId), ...listed])].filter((other) => {
      const on = listed.has(other);
      return on !== this.between(userId, other) && this.#isNews(userId, other, on, at);
    });
    for (const other of changed) this.#set(userId, other, listed.has(other));
    this.#listedAt.set(userId, Math.max(at, this.#listedAt.get(userId) ?? 0));
    return changed;
  }

  /** Takes it that a block stood, or stood not, between two people at a time. False if that changes nothing. */
  separate(userId: string, otherId: string, on: boolean, at: number): boolean {
    if (!this.#isNews(userId, otherId, on, at)) return false;
    const pair = pairOf(userId, otherId);
    this.#separatedAt.set(pair.join(" "), at);
    this.#sql.exec("DELETE FROM separations WHERE at < ?", at - separationsLast);
    this.#sql.exec("INSERT OR REPLACE INTO separations (user_id, other_id, at) VALUES (?, ?, ?)", ...pair, at);
    if (this.between(userId, otherId) === on) return false;
    this.#set(userId, otherId, on);
    return true;
  }

  /** Forgets all blocks that somebody is part of. */
  forget(userId: string): void {
    for (const other of this.of(userId)) this.#set(userId, other, false);
  }

  /** Forgets the blocks between a visitor who went and people whom the room does not `know`. */
  forgetVisitor(userId: string, knows: (otherId: string) => boolean): void {
    for (const other of this.of(userId)) if (!knows(other)) this.#set(userId, other, false);
  }

  /** Whether nothing newer is known of a pair. Of one moment, the block counts. */
  #isNews(userId: string, otherId: string, on: boolean, at: number): boolean {
    const known = Math.max(
      this.#listedAt.get(userId) ?? 0,
      this.#listedAt.get(otherId) ?? 0,
      this.#separatedAt.get(pairOf(userId, otherId).join(" ")) ?? 0,
    );
    return at > known || (at === known && on);
  }

  #set(userId: string, otherId: string, on: boolean): void {
    if (on) {
      this.#sql.exec("INSERT OR IGNORE INTO hides (user_id, other_id) VALUES (?, ?)", userId, otherId);
      return this.#remember(userId, otherId);
    }
    this.#sql.exec(
      "DELETE FROM hides WHERE (user_id = ?1 AND other_id = ?2) OR (user_id = ?2 AND other_id = ?1)",
      userId,
      otherId,
    );
    this.#drop(userId, otherId);
    this.#drop(otherId, userId);
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

/** Two people in one order, whoever of them is named first. */
function pairOf(one: string, other: string): [string, string] {
  return one < other ? [one, other] : [other, one];
}
