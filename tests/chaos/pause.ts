/** Waiting in the harness. */
import { setTimeout as wait } from "node:timers/promises";

/** Waits for so many milliseconds, or until the signal ends it, which is no failure. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
