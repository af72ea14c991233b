/** Keeps the Sweeper's alarm armed: the first request of each isolate and the cron trigger look after it. */
import { sweeperAddress } from "../../durable-objects/addresses.ts";
import type { Env } from "../env.ts";

let ensured = false;

/** Arms the Sweeper once per isolate, beside the request. */
export function keepSweeping(env: Env, ctx: Pick<ExecutionContext, "waitUntil">): void {
  if (ensured) return;
  ensured = true;
  const armed = sweeperAddress(env)
    .ensure()
    .catch(() => {
      // The next request tries again.
      ensured = false;
    });
  ctx.waitUntil(armed);
}
