/**
 * Drives periodic work with its alarm, wherever the site runs. Cron and the first request of each isolate call
 * `ensure`, so that a lost alarm comes back; from then on the Sweeper arms itself.
 */
import { DurableObject } from "cloudflare:workers";
import { openDatabase } from "../../db/client.ts";
import { Timers, type TimerHandler } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";
import { migrate } from "../kit/migrations.ts";
import { sweeperMigrations } from "./migrations.ts";
import { RunStorage, type TaskRuns } from "./storage.ts";
import { nextRun, type EffectsMessage, type Outcome } from "./task.ts";
import { taskNames, tasks, type TaskName } from "./tasks.ts";

export interface SweeperEnv {
  DB: D1Database;
  EFFECTS: Queue<EffectsMessage>;
}

/** What each task did in a sweep: its outcome, or the message of its error. */
export type SweepReport = Record<TaskName, Outcome | { error: string }>;

export class Sweeper extends DurableObject<SweeperEnv> {
  readonly #timers: Timers<TaskName>;
  readonly #runs: RunStorage;

  constructor(ctx: DurableObjectState, env: SweeperEnv) {
    super(ctx, env);
    this.#timers = new Timers(ctx.storage);
    this.#runs = new RunStorage(ctx.storage);
    void ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, sweeperMigrations));
  }

  /** Sets the timers of tasks that have none, and arms the alarm if it is not. Cheap, and harmless to repeat. */
  async ensure(): Promise<void> {
    await this.#timers.ensure(taskNames, Date.now());
  }

  /** Runs one batch of every task at once, whatever its timer says. One that fails does not stop the others. */
  async sweepNow(): Promise<SweepReport> {
    const report: Partial<SweepReport> = {};
    for (const name of taskNames) {
      try {
        report[name] = await this.#run(name, Date.now());
      } catch (error) {
        logError("sweep.failed", error, { task: name });
        report[name] = { error: messageOf(error) };
      }
    }
    return report as SweepReport;
  }

  /** How the runs of each task went so far. */
  runs(): TaskRuns[] {
    return this.#runs.list();
  }

  override async alarm(): Promise<void> {
    const handlers = taskNames.map((name): [TaskName, TimerHandler] => [
      name,
      async (now) => nextRun(now, tasks[name].every, await this.#run(name, now)),
    ]);
    await this.#timers.fire(Date.now(), Object.fromEntries(handlers) as Record<TaskName, TimerHandler>);
  }

  async #run(name: TaskName, now: number): Promise<Outcome> {
    try {
      const outcome = await tasks[name].run({ db: openDatabase(this.env.DB), effects: this.env.EFFECTS, now });
      this.#runs.recordSuccess(name, outcome.handled, now);
      return outcome;
    } catch (error) {
      this.#runs.recordFailure(name, messageOf(error), now);
      throw error;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
