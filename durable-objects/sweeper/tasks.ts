/** The registry of periodic work. Every task handles one bounded batch per run and finds it by index. */
import { startErasures } from "./erasure.ts";
import {
  deleteExpiredMailTokens,
  deleteExpiredRevocations,
  deleteExpiredSessions,
  deleteOldDevMail,
  deleteOldIdempotencyKeys,
} from "./expiry.ts";
import { freeUnfinished, freeUnreferenced, refuseHanging } from "./media.ts";
import { sendOverdue } from "./outbox.ts";
import type { Task } from "./task.ts";

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => seconds(60 * count);

export const tasks = {
  outbox: { every: seconds(10), run: sendOverdue },
  erasures: { every: minutes(5), run: startErasures },
  revocations: { every: minutes(5), run: deleteExpiredRevocations },
  idempotencyKeys: { every: minutes(10), run: deleteOldIdempotencyKeys },
  mailTokens: { every: minutes(30), run: deleteExpiredMailTokens },
  sessions: { every: minutes(30), run: deleteExpiredSessions },
  unreferencedMedia: { every: minutes(10), run: freeUnreferenced },
  unfinishedMedia: { every: minutes(10), run: freeUnfinished },
  hangingMedia: { every: minutes(30), run: refuseHanging },
  devMail: { every: minutes(60), run: deleteOldDevMail },
} as const satisfies Record<string, Task>;

export type TaskName = keyof typeof tasks;
export const taskNames = Object.keys(tasks) as TaskName[];
