/** Schema of a Durable Object: an append-only list of SQL steps, brought up to date when the object starts. */
import { transact } from "./transact.ts";

/** One step: SQL of one or more statements. Once released a step never changes; new ones are appended. */
export type Migration = string;

/**
 * Runs the steps that this object has not seen, in order, all or none. `upTo` stops after that many steps, so that a
 * test can stand between two of them. An object that knows more steps than the code (after a rollback) is left alone:
 * steps only ever add. Call it inside `blockConcurrencyWhile`, so that a failing step keeps calls out.
 */
export function migrate(storage: DurableObjectStorage, steps: readonly Migration[], upTo: number = steps.length): void {
  transact(storage, () => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)");
    for (let step = appliedSteps(storage); step < Math.min(upTo, steps.length); step++) {
      storage.sql.exec(steps[step] ?? "");
      storage.sql.exec("INSERT INTO migrations (step, applied_at) VALUES (?, ?)", step + 1, Date.now());
    }
  });
}

/** How many steps an object has behind it. */
function appliedSteps(storage: DurableObjectStorage): number {
  return storage.sql.exec<{ step: number }>("SELECT coalesce(max(step), 0) AS step FROM migrations").one().step;
}
