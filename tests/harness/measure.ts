/** What an action costs at the database: rows read, round trips, and the plans of its statements. */
import { type Executed, openDatabase } from "../../db/client.ts";
import { systemScope } from "../../workers/effects/consumer.ts";
import type { Scope, SignedInScope } from "../../workers/scope.ts";
import { env, type Person } from "./people.ts";

export interface Measured<Result> {
  result: Result;
  /** Round trips to D1. */
  calls: number;
  rowsRead: number;
  /** Steps of query plans that look at all of a table. Ordered walks of an index are not among them: there the rows read decide. */
  scans: string[];
}

/** Runs an action as somebody and measures it. What it deferred has ended too when this resolves. */
export async function measure<Result>(
  as: Person,
  action: (scope: SignedInScope) => Promise<Result>,
): Promise<Measured<Result>> {
  const { scope, deferred } = await testScope();
  const statements: Executed[] = [];
  scope.meter.exact = true;
  scope.meter.onStatement = (statement) => statements.push(statement);
  const result = await action({ ...scope, viewer: { id: as.id, role: as.role, sessionId: as.sessionId } });
  const { calls, rowsRead } = scope.meter;
  await Promise.all(deferred);
  return { result, calls, rowsRead, scans: (await Promise.all(statements.map(scansOf))).flat() };
}

async function testScope(): Promise<{ scope: Scope; deferred: Promise<unknown>[] }> {
  const deferred: Promise<unknown>[] = [];
  const scope = await systemScope(env, { waitUntil: (work) => void deferred.push(work) }, "test");
  return { scope: { ...scope, db: openDatabase(env.DB, scope.meter) }, deferred };
}

/** Results of subqueries have no index and need none; these are the names that the app gives them. */
const derived = /^SCAN (skeleton|by_username|by_display_name|candidate|mine|\(subquery|\d)/;

async function scansOf({ sql, params }: Executed): Promise<string[]> {
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  return plan.results
    .map(({ detail }) => detail)
    .filter((detail) => detail.startsWith("SCAN") && !/ USING | VIRTUAL TABLE /.test(detail) && !derived.test(detail));
}
