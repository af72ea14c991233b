/**
 * Tells D1 and the members' hubs what changed. The room's outbox is the difference between revisions and what has been told of them,
 * so many changes cost one call, and a drain that was cut off goes on where it was.
 */
import { logError } from "../kit/log.ts";
import { hubAddress } from "../addresses.ts";
import type { ObjectsEnv } from "../env.ts";
import type { Timers } from "../kit/alarms.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Member } from "./member-storage.ts";
import { longestWait, quickly } from "./quickly.ts";
import { Retries } from "./retries.ts";
import { revisionOf, type Standings } from "./standing.ts";
import type { RoomStorage } from "./storage.ts";

/** What a failure of D1 goes by; hubs go by the ids of their people. */
const database = "D1";
/** Hubs that are called at the same time. */
const hubsAtOnce = 50;
/** As long waits somebody who has sent a message for their own hub to know. */
const longestWaitForOne = 500;

export class Projection {
  readonly #storage: RoomStorage;
  readonly #standings: Standings;
  readonly #catalogue: Catalogue;
  readonly #env: Pick<ObjectsEnv, "USER_HUB">;
  readonly #timers: Timers<"drain">;
  readonly #retries = new Retries("room.tell-failed");
  /** When the alarm will drain; null when it is not armed. */
  #dueAt: number | null;
  #drainedAt = 0;
  #running: Promise<void> | null = null;

  constructor(parts: {
    storage: RoomStorage;
    standings: Standings;
    catalogue: Catalogue;
    env: Pick<ObjectsEnv, "USER_HUB">;
    timers: Timers<"drain">;
  }) {
    this.#storage = parts.storage;
    this.#standings = parts.standings;
    this.#catalogue = parts.catalogue;
    this.#env = parts.env;
    this.#timers = parts.timers;
    this.#dueAt = this.#timers.list().find(({ name }) => name === "drain")?.dueAt ?? null;
  }

  /** Sees to it that the alarm stands when the room wakes up with something to tell. */
  async wake(): Promise<void> {
    if (this.#dueAt !== null) await this.#timers.ensure([], this.#dueAt);
  }

  /** Something changed. Call it in the turn of the write. Drains of a busy room keep a distance that grows with its members. */
  arm(): void {
    const now = Date.now();
    const dueAt = Math.max(now, this.#drainedAt + this.#distance());
    if (this.#dueAt !== null && this.#dueAt <= dueAt) return;
    this.#dueAt = dueAt;
    this.#timers.set("drain", dueAt).catch((error: unknown) => logError("room.alarm-failed", error));
  }

  /** Tells all that is due, but for what has just failed; for the alarm. Answers when to try that again, or null. */
  async drain(): Promise<number | null> {
    // What is under way may have read too early; whether it failed is for its own caller.
    while (this.#running !== null) await Promise.allSettled([this.#running]);
    this.#running = this.#tell().finally(() => {
      this.#running = null;
    });
    await this.#running;
    return this.#retries.nextAt;
  }

  /** Drains now, as far as that is quick: the alarm is armed and does the rest. */
  drainNow(): Promise<void> {
    return quickly(this.drain(), longestWait);
  }

  /** Tells one member's hub now, as far as that is quick, so that their own list shows what they have just done. */
  async tellNow(userId: string): Promise<void> {
    const { members, isLarge } = this.#storage;
    const member = members.get(userId);
    if (member === null || isLarge) return;
    if (this.#retries.isWaiting(userId, Date.now())) return;
    await quickly(this.#tellThese([member]), longestWaitForOne);
  }

  async #tell(): Promise<void> {
    this.#dueAt = null;
    this.#drainedAt = Date.now();
    await Promise.all([this.#tellCatalogue(this.#drainedAt), this.#tellHubs(this.#drainedAt)]);
  }

  async #tellCatalogue(now: number): Promise<void> {
    if (this.#retries.isWaiting(database, now)) return;
    try {
      await this.#catalogue.tell();
      this.#retries.succeeded(database);
    } catch (error) {
      this.#retries.failed(database, error, Date.now());
    }
  }

  async #tellHubs(now: number): Promise<void> {
    const { row, members } = this.#storage;
    if (row === null) return;
    const upTo = row.hubsRevision;
    const behind = members.hubsDue(upTo > row.hubsTold ? upTo : null);
    const due = behind.filter(({ userId }) => !this.#retries.isWaiting(userId, now));
    let told = 0;
    for (let start = 0; start < due.length; start += hubsAtOnce) {
      told += await this.#tellThese(due.slice(start, start + hubsAtOnce));
    }
    if (told === behind.length && upTo > row.hubsTold) this.#storage.change((room) => void (room.hubsTold = upTo));
  }

  /** Tells the hubs of these members; answers how many of them know now. */
  async #tellThese(some: readonly Member[]): Promise<number> {
    const told: { [userId: string]: number } = {};
    const tell = async ({ userId }: Member) => {
      try {
        told[userId] = await this.#tellHub(userId);
        this.#retries.succeeded(userId);
      } catch (error) {
        this.#retries.failed(userId, error, Date.now());
      }
    };
    await Promise.all(some.map(tell));
    this.#storage.members.noteTold("hub_told", told);
    return Object.keys(told).length;
  }

  /** Tells one hub how things are at this moment; answers the revision of it. */
  async #tellHub(userId: string): Promise<number> {
    const { row, members } = this.#storage;
    const member = members.evenGone(userId);
    if (row === null || member === null) return 0;
    const revision = revisionOf(row, member);
    const entry = this.#standings.inboxEntry(member);
    if (entry !== null) await hubAddress(this.#env, userId).project([entry]);
    return revision;
  }

  #distance(): number {
    const { row, isLarge } = this.#storage;
    return isLarge ? 500 : 100 + 4 * (row?.memberCount ?? 0);
  }
}
