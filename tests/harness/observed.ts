/** Calls of the app with every statement at D1 seen and counted. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { type Executed, type Meter, metered, newMeter } from "../../db/client.ts";
import { systemScope } from "../../workers/effects/consumer.ts";
import type { Env } from "../../workers/env.ts";
import type { Scope } from "../../workers/scope.ts";
import { env, origin, type Person } from "./people.ts";
import { app } from "./routes.ts";

export interface Observed<Body> {
  status: number;
  body: Body;
  meter: Meter;
  statements: Executed[];
}

/** Bindings whose database is seen and counted. */
export function observing(): { meter: Meter; statements: Executed[]; observedEnv: Env } {
  const statements: Executed[] = [];
  const meter: Meter = { ...newMeter(), exact: true, onStatement: (statement) => statements.push(statement) };
  return { meter, statements, observedEnv: { ...env, DB: metered(env.DB, meter) } };
}

/** Calls the app and tells what that did at D1, work after the answer included. */
export async function observe<Body>(
  path: string,
  options: { as?: Person | null; method?: string; body?: unknown } = {},
): Promise<Observed<Body>> {
  const { meter, statements, observedEnv } = observing();
  const ctx = createExecutionContext();
  const response = await app.fetch(
    new Request(`${origin}${path}`, {
      method: options.method ?? "GET",
      headers: {
        Origin: origin,
        ...(options.as && { Authorization: `Bearer ${options.as.token}` }),
        ...(options.body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    }),
    observedEnv,
    ctx,
  );
  const text = await response.text();
  await waitOnExecutionContext(ctx);
  const body = (text.startsWith("{") ? JSON.parse(text) : null) as Body;
  return { status: response.status, body, meter, statements };
}

/** Does something as a consumer of effects would, and tells the statements that it took. */
export async function observeWork(work: (scope: Scope) => Promise<void>): Promise<Executed[]> {
  const { statements, observedEnv } = observing();
  const ctx = createExecutionContext();
  await work(await systemScope(observedEnv, ctx, "test"));
  await waitOnExecutionContext(ctx);
  return statements;
}
