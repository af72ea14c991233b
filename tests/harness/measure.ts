/** What an action costs at the database: rows read, round trips, and the plans of its statements. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import type { Executed } from "../../db/client.ts";
import { systemScope } from "../../workers/effects/consumer.ts";
import type { SignedInScope } from "../../workers/scope.ts";
import { observing } from "./observed.ts";
import { env, type Person } from "./people.ts";

export interface Measured<Result> {
  result: Result;
  /** Round trips to D1. */
  calls: number;
  rowsRead: number;
  /** Steps of query plans that look at all of a table. Ordered walks of an index are not among them: there the rows read decide. */
  scans: string[];
}

/** Runs an action as somebody and measures it; what it deferred has ended when this resolves, and does not count. */
export async function measure<Result>(
  as: Person,
  action: (scope: SignedInScope) => Promise<Result>,
): Promise<Measured<Result>> {
  const { meter, statements, observedEnv } = observing();
  const ctx = createExecutionContext();
  const scope = await systemScope(observedEnv, ctx, "test");
  const result = await action({
    ...scope,
    viewer: { id: as.id, role: as.role, sessionId: as.sessionId, issuedAt: Date.now() },
  });
  const { calls, rowsRead } = meter;
  await waitOnExecutionContext(ctx);
  return { result, calls, rowsRead, scans: (await Promise.all(statements.map(scansOf))).flat() };
}

/** Results of subqueries have no index and need none; these are the names that the app gives them. */
const derived = /^SCAN (skeleton|by_username|by_display_name|candidate|followed|\(subquery|\d)/;

async function scansOf({ sql, params }: Executed): Promise<string[]> {
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  return plan.results
    .map(({ detail }) => detail)
    .filter((detail) => detail.startsWith("SCAN") && !/ USING | VIRTUAL TABLE /.test(detail) && !derived.test(detail));
}
