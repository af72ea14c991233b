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
import { revisionOf, type Standings } from "./standing.ts";
import type { RoomStorage } from "./storage.ts";

/** Hubs that are called at the same time. */
const hubsAtOnce = 50;
/** How long a call that changes members waits for D1 and hubs to know; what is not told then is told by the alarm. */
const longestWait = 3_000;
/** As long waits somebody who has sent a message for their own hub to know. */
const longestWaitForOne = 500;

export class Projection {
  readonly #storage: RoomStorage;
  readonly #standings: Standings;
  readonly #catalogue: Catalogue;
  readonly #env: Pick<ObjectsEnv, "USER_HUB">;
  readonly #timers: Timers<"drain">;
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

  /** Tells all that is due; for the alarm, which tries again when it throws. */
  async drain(): Promise<void> {
    while (this.#running !== null) await this.#running.catch(() => undefined);
    this.#running = this.#tell().finally(() => {
      this.#running = null;
    });
    await this.#running;
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
    const telling = this.#tellHub(member).then((told) =>
      members.noteTold("hub_told", { [told.userId]: told.revision }),
    );
    await quickly(telling, longestWaitForOne);
  }

  async #tell(): Promise<void> {
    this.#dueAt = null;
    this.#drainedAt = Date.now();
    const told = await Promise.allSettled([this.#catalogue.tell(), this.#tellHubs()]);
    const failed = told.find((outcome) => outcome.status === "rejected");
    if (failed) throw failed.reason;
  }

  async #tellHubs(): Promise<void> {
    const { row, members } = this.#storage;
    if (row === null) return;
    const upTo = row.hubsRevision;
    const due = members.hubsDue(upTo > row.hubsTold ? upTo : null);
    let failure: { error: unknown } | null = null;
    for (let start = 0; start < due.length; start += hubsAtOnce) {
      const some = due.slice(start, start + hubsAtOnce);
      const outcomes = await Promise.allSettled(some.map((member) => this.#tellHub(member)));
      const told: Record<string, number> = {};
      for (const outcome of outcomes) {
        if (outcome.status === "fulfilled") told[outcome.value.userId] = outcome.value.revision;
        else failure = { error: outcome.reason };
      }
      members.noteTold("hub_told", told);
    }
    if (failure) throw failure.error;
    if (upTo > row.hubsTold) this.#storage.change((room) => void (room.hubsTold = upTo));
  }

  /** Tells one hub how things are at this moment. */
  async #tellHub({ userId }: Member): Promise<{ userId: string; revision: number }> {
    const { row, members } = this.#storage;
    const member = members.evenGone(userId);
    if (row === null || member === null) return { userId, revision: 0 };
    const revision = revisionOf(row, member);
    const entry = this.#standings.inboxEntry(member);
    if (entry !== null) await hubAddress(this.#env, userId).project([entry]);
    return { userId, revision };
  }

  #distance(): number {
    const { row, isLarge } = this.#storage;
    return isLarge ? 500 : 100 + 4 * (row?.memberCount ?? 0);
  }
}

/** Waits for what the alarm repeats if it fails, `longest` milliseconds at most. */
async function quickly(work: Promise<void>, longest: number): Promise<void> {
  const enough = new AbortController();
  const ended = work.catch((error: unknown) => logError("room.drain-failed", error)).finally(() => enough.abort());
  // The wait ends with the work, so that nothing keeps a room awake that has nothing to do.
  const waited = scheduler.wait(longest, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([ended, waited]);
}
