/**
 * What the person's devices watch elsewhere: presence at other hubs, numbers at counters. The Worker's rules are asked what they may
 * hear of, in one read for all that is new or due; each is let in for some minutes and renewed while a device wants it.
 */
import type { HubEvent } from "../../contract/live/hub.ts";
import { counterAddress, hubAddress } from "../addresses.ts";
import type { ObjectsEnv } from "../env.ts";
import { logError } from "../kit/log.ts";
import { type Devices, partsOf } from "./devices.ts";
import { Pace } from "./pace.ts";
import { presenceEvent, watchMillis } from "./presence.ts";
import type { LiveRulesApi } from "./types.ts";

/** How long before its end something is renewed, in milliseconds. */
const renewBefore = 60_000;
/** Milliseconds between two runs for devices that change their minds all the time. */
const pause = 1_000;

interface Row {
  target: string;
  viewing: boolean;
  until: number;
}

export class Watching {
  readonly #sql: SqlStorage;
  readonly #ctx: DurableObjectState;
  readonly #env: ObjectsEnv;
  readonly #devices: Devices;
  /** What a device began to watch since the last run: it wants to hear the present state even if another device knows it. */
  #asked = new Set<string>();
  #run: Promise<void> | null = null;
  #runAgain = false;
  /** A run may cost a read and a hundred calls: a few at once, then one a second. */
  readonly #pace = new Pace(5, 1, Date.now());

  constructor(ctx: DurableObjectState, env: ObjectsEnv, devices: Devices) {
    this.#sql = ctx.storage.sql;
    this.#ctx = ctx;
    this.#env = env;
    this.#devices = devices;
  }

  /**
   * Brings what is watched in line with what devices want, one run at a time: calls during a run cost one more together. Throws
   * when the rules cannot be asked.
   */
  async align(selfId: string, asked: readonly string[] = []): Promise<void> {
    for (const target of asked) this.#asked.add(target);
    if (this.#run) {
      this.#runAgain = true;
      return this.#run;
    }
    this.#run = this.#runs(selfId);
    try {
      await this.#run;
    } finally {
      this.#run = null;
    }
  }

  /** When something has to be renewed next; null when nothing is watched. */
  renewAt(): number | null {
    const { next } = this.#sql.exec<{ next: number | null }>("SELECT min(until) AS next FROM watching").one();
    return next === null ? null : next - renewBefore;
  }

  /** Forgets that somebody is watched, who has ended it. */
  drop(target: string): void {
    this.#sql.exec("DELETE FROM watching WHERE target = ?", target);
  }

  async #runs(selfId: string): Promise<void> {
    do {
      if (!this.#pace.take(Date.now())) await scheduler.wait(pause);
      this.#runAgain = false;
      await this.#runOnce(selfId);
    } while (this.#runAgain);
  }

  async #runOnce(selfId: string): Promise<void> {
    const now = Date.now();
    const wanted = this.#devices.targets();
    const known = new Map(this.#rows().map((row) => [row.target, row]));
    const needless = [...known.keys()].filter((target) => !wanted.has(target));
    const due = [...wanted.keys()].filter((target) => {
      const row = known.get(target);
      if (!row || this.#asked.has(target)) return target !== `user:${selfId}`;
      return row.until < now + renewBefore || row.viewing !== wanted.get(target)?.viewing;
    });
    const asked = this.#asked;
    this.#asked = new Set();
    const allowed = due.length > 0 ? await this.#admitted(selfId, due, asked) : new Set<string>();
    const refused = due.filter((target) => known.has(target) && !allowed.has(target));
    const [events] = await Promise.all([
      this.#watch(selfId, [...allowed], wanted, now + watchMillis),
      this.#unwatch(selfId, [...needless, ...refused]),
    ]);
    await this.#devices.tell(events);
  }

  async #admitted(selfId: string, targets: string[], asked: ReadonlySet<string>): Promise<Set<string>> {
    const [device] = this.#devices.list();
    if (!device) return new Set();
    const { sessionId, role, issuedAt } = device;
    const { LiveRules } = this.#ctx.exports as unknown as { LiveRules: LiveRulesApi };
    try {
      const { users, subjects } = await LiveRules.admit({ id: selfId, sessionId, role, issuedAt }, partsOf(targets));
      return new Set([...users.map((id) => `user:${id}`), ...subjects]);
    } catch (error) {
      for (const target of asked) this.#asked.add(target);
      throw error;
    }
  }

  async #watch(
    selfId: string,
    targets: readonly string[],
    wanted: ReadonlyMap<string, { viewing: boolean }>,
    until: number,
  ): Promise<HubEvent[]> {
    const { users, subjects } = partsOf(targets);
    const viewing = (target: string) => wanted.get(target)?.viewing === true;
    // Before the calls, so that what was asked for is taken back even if this object dies among them.
    for (const target of targets) this.#write({ target, viewing: viewing(target), until });
    const answers = await Promise.allSettled([
      ...users.map(async (id) => presenceEvent(await hubAddress(this.#env, id).watchPresence(selfId, until))),
      ...subjects.map(async (subject): Promise<HubEvent | null> => {
        const values = await counterAddress(this.#env, subject).watch(selfId, viewing(subject), until);
        return Object.keys(values).length === 0 ? null : { t: "count", subject, values };
      }),
    ]);
    return answers.flatMap((answer) => {
      if (answer.status === "fulfilled") return answer.value ?? [];
      logError("watch.failed", answer.reason);
      return [];
    });
  }

  async #unwatch(selfId: string, targets: readonly string[]): Promise<void> {
    const { users, subjects } = partsOf(targets);
    for (const target of targets) this.drop(target);
    const answers = await Promise.allSettled([
      ...users.map((id) => hubAddress(this.#env, id).unwatchPresence(selfId)),
      ...subjects.map((subject) => counterAddress(this.#env, subject).unwatch(selfId)),
    ]);
    for (const answer of answers) if (answer.status === "rejected") logError("unwatch.failed", answer.reason);
  }

  #rows(): Row[] {
    return this.#sql
      .exec<{ target: string; viewing: number; until: number }>("SELECT target, viewing, until FROM watching")
      .toArray()
      .map((row) => ({ ...row, viewing: row.viewing === 1 }));
  }

  #write({ target, viewing, until }: Row): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO watching (target, viewing, until) VALUES (?, ?, ?)",
      target,
      viewing ? 1 : 0,
      until,
    );
  }
}
