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
/** For how long, in milliseconds, a refusal is not asked about again, unless a device begins anew. */
const refusedFor = 60_000;
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
  /** What the rules refused, and when. */
  readonly #refused = new Map<string, number>();
  #run: Promise<void> | null = null;
  #isBehind = false;
  /** A run may cost a read and a hundred calls: a few at once, then one a second. */
  readonly #pace = new Pace(5, 1, Date.now());

  constructor(ctx: DurableObjectState, env: ObjectsEnv, devices: Devices) {
    this.#sql = ctx.storage.sql;
    this.#ctx = ctx;
    this.#env = env;
    this.#devices = devices;
  }

  /**
   * Brings what is watched in line with what devices want, one run at a time: calls during a run cost one more together. `asked` are
   * targets that a device has just begun to watch. Throws when something could not be reached; the next call tries it again.
   */
  align(selfId: string, asked: readonly string[] = []): Promise<void> {
    for (const target of asked) this.#asked.add(target);
    this.#isBehind = true;
    this.#run ??= this.#runWhileBehind(selfId);
    return this.#run;
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

  async #runWhileBehind(selfId: string): Promise<void> {
    try {
      // Lets gather what comes in the same moment.
      await this.#ctx.storage.sync();
      while (this.#isBehind) {
        if (!this.#pace.take(Date.now())) await scheduler.wait(pause);
        this.#isBehind = false;
        const asked = this.#asked;
        this.#asked = new Set();
        await this.#runOnce(selfId, asked).catch((error: unknown) => {
          for (const target of asked) this.#asked.add(target);
          throw error;
        });
      }
    } finally {
      this.#run = null;
    }
  }

  async #runOnce(selfId: string, asked: ReadonlySet<string>): Promise<void> {
    const now = Date.now();
    const wanted = this.#devices.targets();
    wanted.delete(`user:${selfId}`);
    const known = new Map(this.#rows().map((row) => [row.target, row]));
    const needless = [...known.keys()].filter((target) => !wanted.has(target));
    const due = [...wanted.keys()].filter((target) => {
      const row = known.get(target);
      if (asked.has(target)) return true;
      if (!row) return (this.#refused.get(target) ?? 0) < now - refusedFor;
      return row.until < now + renewBefore || row.viewing !== wanted.get(target)?.viewing;
    });
    const allowed = due.length > 0 ? await this.#admitted(selfId, due) : new Set<string>();
    const refused = due.filter((target) => !allowed.has(target));
    this.#remember(refused, wanted, now);
    const [{ events, failed }] = await Promise.all([
      this.#watch(selfId, [...allowed], wanted, now + watchMillis),
      this.#unwatch(selfId, [...needless, ...refused.filter((target) => known.has(target))]),
    ]);
    await this.#devices.tell(events);
    for (const target of failed) this.drop(target);
    if (failed.length > 0) throw new Error(`${failed.length} of what is watched could not be reached`);
  }

  async #admitted(selfId: string, targets: string[]): Promise<Set<string>> {
    const [device] = this.#devices.list();
    if (!device) return new Set();
    const { sessionId, role, issuedAt } = device;
    const { LiveRules } = this.#ctx.exports as unknown as { LiveRules: LiveRulesApi };
    const { users, subjects } = await LiveRules.admit({ id: selfId, sessionId, role, issuedAt }, partsOf(targets));
    return new Set([...users.map((id) => `user:${id}`), ...subjects]);
  }

  /** Keeps in mind what was refused, as long as a device wants it: the rules are not asked for it at every run. */
  #remember(refused: readonly string[], wanted: ReadonlyMap<string, unknown>, now: number): void {
    for (const target of refused) this.#refused.set(target, now);
    for (const [target, at] of this.#refused)
      if (!wanted.has(target) || at < now - refusedFor) this.#refused.delete(target);
  }

  async #watch(
    selfId: string,
    targets: readonly string[],
    wanted: ReadonlyMap<string, { viewing: boolean }>,
    until: number,
  ): Promise<{ events: HubEvent[]; failed: string[] }> {
    const { users, subjects } = partsOf(targets);
    const ordered = [...users.map((id) => `user:${id}`), ...subjects];
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
    const events = answers.flatMap((answer) => (answer.status === "fulfilled" ? (answer.value ?? []) : []));
    const failed = ordered.filter((_, index) => answers[index]?.status === "rejected");
    for (const answer of answers) if (answer.status === "rejected") logError("watch.unreachable", answer.reason);
    return { events, failed };
  }

  async #unwatch(selfId: string, targets: readonly string[]): Promise<void> {
    const { users, subjects } = partsOf(targets);
    for (const target of targets) this.drop(target);
    const answers = await Promise.allSettled([
      ...users.map((id) => hubAddress(this.#env, id).unwatchPresence(selfId)),
      ...subjects.map((subject) => counterAddress(this.#env, subject).unwatch(selfId)),
    ]);
    for (const answer of answers) if (answer.status === "rejected") logError("unwatch.unreachable", answer.reason);
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
