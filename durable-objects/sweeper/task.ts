/** What a periodic task is, and when it runs next. Pure. */
import type { Database } from "../../db/client.ts";

/** A message of the effects queue: ids of `outbox` rows whose effects are due. */
export interface EffectsMessage {
  ids: string[];
}

export interface TaskContext {
  db: Database;
  effects: Queue<EffectsMessage>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What one run did. A run handles one bounded batch; `isFull` says that there may be more. */
export interface Outcome {
  handled: number;
  isFull: boolean;
}

export interface Task {
  /** Milliseconds between runs. */
  every: number;
  run: (context: TaskContext) => Promise<Outcome>;
}

/** A pause that lets other work in between the batches of a long backlog. */
const pauseBetweenBatches = 250;

/** When a task runs again: after its period, or soon when its batch was full. */
export function nextRun(now: number, every: number, { isFull }: Outcome): number {
  return now + (isFull ? Math.min(every, pauseBetweenBatches) : every);
}
