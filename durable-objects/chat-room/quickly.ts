/** Waiting, but not for long, for what a timer does again. */
import { logError } from "../kit/log.ts";

/** How long a call that changes a room waits for D1 and hubs to know; what is not told then is told by a timer. */
export const longestWait = 3_000;

/** Waits for what the alarm repeats if it fails, `longest` milliseconds at most. */
export async function quickly(work: Promise<unknown>, longest: number): Promise<void> {
  const ended = work.catch((error: unknown) => logError("room.drain-failed", error));
  // The wait ends with the work, so that nothing keeps a room awake that has nothing to do.
  const { promise: waited, resolve: enough } = Promise.withResolvers<void>();
  const timer = setTimeout(enough, longest);
  await Promise.race([ended, waited]);
  clearTimeout(timer);
}
