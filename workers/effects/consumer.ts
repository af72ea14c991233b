/** The queue's end: wake-ups are consumed, dead letters park their rows. */
import { newMeter, openDatabase } from "../../db/client.ts";
import { type Env, parseConfig } from "../env.ts";
import { openGate } from "../http/gate.ts";
import { newLogger } from "../http/log.ts";
import { currentSettings } from "../http/settings.ts";
import type { Scope } from "../scope.ts";
import { Budget } from "./budget.ts";
import { consume, park } from "./outbox.ts";
import type { WakeUp } from "./wake.ts";

/** The scope of work that nobody asked for over HTTP. */
export async function systemScope(env: Env, ctx: Pick<ExecutionContext, "waitUntil">, name: string): Promise<Scope> {
  const requestId = `${name}-${crypto.randomUUID()}`;
  const log = newLogger({ requestId });
  const meter = newMeter();
  return {
    env,
    config: parseConfig(env),
    db: openDatabase(env.DB, meter),
    meter,
    log,
    settings: await currentSettings(env),
    viewer: null,
    origin: { requestId, address: "system", userAgent: name, place: null },
    gate: openGate(),
    defer: (work) => ctx.waitUntil(work.catch((error: unknown) => log.error("deferred.failed", error))),
  };
}

/** Consumes one batch, or what of it one invocation may do. Each message is acknowledged on its own, so that one that fails does not bring the others back. */
export async function consumeBatch(batch: MessageBatch<WakeUp>, env: Env, ctx: ExecutionContext): Promise<void> {
  const scope = await systemScope(env, ctx, batch.queue);
  const budget = new Budget(scope.meter);
  const handle = batch.queue.endsWith("-dead") ? park : consume;
  for (const message of batch.messages) {
    try {
      await handle(scope, message.body.ids, budget);
      message.ack();
    } catch (error) {
      scope.log.error("queue.message-failed", error, { queue: batch.queue, attempts: message.attempts });
      message.retry({ delaySeconds: Math.min(60, 2 ** message.attempts) });
    }
  }
}
