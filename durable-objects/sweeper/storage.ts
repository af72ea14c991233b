/** What became of the runs of each task, counted for operators. */

/** Totals of a task since it first ran. `lastError` is null when the last run succeeded. Times are milliseconds since the epoch. */
export interface TaskRuns {
  task: string;
  succeeded: number;
  failed: number;
  handled: number;
  lastAt: number;
  lastError: string | null;
}

export class RunStorage {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
  }

  recordSuccess(task: string, handled: number, now: number): void {
    this.#sql.exec(
      `INSERT INTO runs (task, succeeded, handled, last_at) VALUES (?1, 1, ?2, ?3) ON CONFLICT (task) DO UPDATE
       SET succeeded = succeeded + 1, handled = handled + ?2, last_at = ?3, last_error = NULL`,
      task,
      handled,
      now,
    );
  }

  recordFailure(task: string, error: string, now: number): void {
    this.#sql.exec(
      `INSERT INTO runs (task, failed, last_at, last_error) VALUES (?1, 1, ?2, ?3) ON CONFLICT (task) DO UPDATE
       SET failed = failed + 1, last_at = ?2, last_error = ?3`,
      task,
      now,
      error,
    );
  }

  list(): TaskRuns[] {
    return this.#sql
      .exec<TaskRuns & Record<string, SqlStorageValue>>(
        `SELECT task, succeeded, failed, handled, last_at AS lastAt, last_error AS lastError FROM runs ORDER BY task`,
      )
      .toArray();
  }
}
