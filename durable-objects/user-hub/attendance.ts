/** Keeps the person's presence: works out from their devices whether they are there, and tells those who watch, and D1. */
import { sql } from "drizzle-orm";
import { openDatabase } from "../../db/client.ts";
import { users } from "../../db/schema.ts";
import { hubAddress } from "../addresses.ts";
import type { ObjectsEnv } from "../env.ts";
import type { TimerHandler, Timers } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";
import type { Devices } from "./devices.ts";
import { Pace } from "./pace.ts";
import type { PersonStorage } from "./person.ts";
import { hiddenPresence, offlineAfter, presenceOf, settle } from "./presence.ts";
import type { Presence } from "./types.ts";

export type AttendanceTimer = "offline" | "seen" | "tell";

/** Milliseconds between looks at a person who is there: D1 learns of it, and sockets that died with their machine are missed. */
const seenEvery = 300_000;
/** Milliseconds after which watchers hear of changes that come too fast to be told one by one. */
const pause = 1_000;
/** Hubs that are told at a time. */
const toldAtOnce = 50;

export class Attendance {
  readonly #env: ObjectsEnv;
  readonly #person: PersonStorage;
  readonly #devices: Devices;
  readonly #timers: Timers<AttendanceTimer>;
  /** There may be many watchers: a few changes are told at once, then one a second. */
  readonly #pace = new Pace(5, 1, Date.now());

  constructor(env: ObjectsEnv, person: PersonStorage, devices: Devices, timers: Timers<AttendanceTimer>) {
    this.#env = env;
    this.#person = person;
    this.#devices = devices;
    this.#timers = timers;
  }

  readonly handlers: Record<AttendanceTimer, TimerHandler> = {
    offline: async (now) => {
      await this.update(now);
      if (this.#person.shown().state === "offline") await this.#flush();
      return null;
    },
    seen: async (now) => {
      await this.update(now);
      if (this.#devices.open().length === 0) return null;
      await this.#flush(now);
      return now + seenEvery;
    },
    tell: async () => {
      await this.#tellState();
      return null;
    },
  };

  /** Called whenever a device came, went, or turned to another state. Watchers hear of a change at once. */
  async update(now: number): Promise<void> {
    const before = this.#person.shown();
    const states = this.#devices.list().map(({ state }) => state);
    const after = settle(before, states, now);
    if (after.state !== before.state || after.lastSeenAt !== before.lastSeenAt) this.#person.show(after);
    // First of all, in the turn of the look itself: another device may come or go while this waits.
    if (states.length === 0 && after.state !== "offline")
      await this.#timers.set("offline", (after.lastSeenAt ?? now) + offlineAfter);
    else await this.#timers.clear("offline");
    if (states.length > 0) await this.#timers.ensure(["seen"], now + seenEvery);
    if (after.state === before.told) return;
    if (this.#pace.take(now)) await this.#tellState();
    else await this.#timers.ensure(["tell"], now + pause);
  }

  /** Lets somebody watch and answers what is shown now. */
  watch(selfId: string, watcherId: string, until: number, now: number): Presence {
    if (!this.#person.watch(watcherId, until, now)) return hiddenPresence(selfId);
    return presenceOf(selfId, this.#person.shown());
  }

  /** Ends watching for one, or (null) for all; they hear `offline` once. */
  async hide(watcherId: string | null, now: number): Promise<void> {
    await this.#tell(this.#person.hide(watcherId, now), hiddenPresence);
  }

  async #tellState(): Promise<void> {
    const shown = this.#person.shown();
    if (shown.state === shown.told) return;
    this.#person.tell(shown.state);
    await this.#tell(this.#person.watchers(Date.now()), (selfId) => presenceOf(selfId, shown));
  }

  async #tell(watcherIds: readonly string[], presence: (selfId: string) => Presence): Promise<void> {
    const selfId = this.#person.identify(undefined);
    if (selfId === null) return;
    for (let start = 0; start < watcherIds.length; start += toldAtOnce) {
      const told = watcherIds.slice(start, start + toldAtOnce);
      const calls = told.map((id) => hubAddress(this.#env, id).presenceChanged(presence(selfId)));
      for (const call of await Promise.allSettled(calls))
        if (call.status === "rejected") logError("presence.untold", call.reason);
    }
  }

  /** Writes to D1 when the person was last seen: when they went, or `present` for somebody who is there. */
  async #flush(present?: number): Promise<void> {
    const selfId = this.#person.identify(undefined);
    const { lastSeenAt, flushedAt } = this.#person.shown();
    const at = present ?? lastSeenAt;
    if (selfId === null || at === null || at <= flushedAt) return;
    await openDatabase(this.#env.DB)
      .update(users)
      .set({ lastSeenAt: at })
      .where(sql`${users.id} = ${selfId} AND coalesce(${users.lastSeenAt}, 0) < ${at}`);
    this.#person.flushed(at);
  }
}
