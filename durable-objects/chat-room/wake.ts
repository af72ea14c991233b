/** Waking the consumer of the outbox for rows that a room has written. */
import type { ObjectsEnv } from "../env.ts";
import { logError } from "../kit/log.ts";

/** Milliseconds after which the Sweeper takes a wake-up for lost. */
export const wakeUpGrace = 10_000;

/** Wakes rows of the outbox by their ids. */
export async function wakeEffects({ EFFECTS }: Pick<ObjectsEnv, "EFFECTS">, ids: string[]): Promise<void> {
  try {
    await EFFECTS.send({ ids });
  } catch (error) {
    // The rows are there, and the Sweeper sends overdue ones again.
    logError("room.wake-failed", error);
  }
}
