/** Waking the outbox's consumer. Apart from the consumer itself, which knows all handlers, and so all features. */
import type { Env } from "../env.ts";

/** Body of a queue message: ids of outbox rows. */
export interface WakeUp {
  ids: string[];
}

const idsPerMessage = 100;

/** Tells the queue that rows wait. A lost message costs only time: the Sweeper sends overdue rows again. */
export async function send(env: Env, ids: string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += idsPerMessage) await env.EFFECTS.send({ ids: ids.slice(i, i + idsPerMessage) });
}
