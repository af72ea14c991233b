/** The outbox's consumer: doing what a wake-up is about. */
import { and, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { outbox, type OutboxRow } from "../../db/schema.ts";
import { isOneOf } from "../../db/lists.ts";
import { messageOf } from "../http/log.ts";
import type { Scope } from "../scope.ts";
import { Budget } from "./budget.ts";
import { handOver, leaseMillis } from "./commit.ts";
import { faultPoint } from "./faults.ts";
import { handlers } from "./handlers.ts";
import { type EffectKind, effectSchemas } from "./kinds.ts";
import { send } from "./wake.ts";

/** Failures after which a row is parked for a person to look at. */
export const maxAttempts = 8;

/** When a row that failed `attempts` times is due again: 5 s doubling up to an hour, in milliseconds. */
export function backOff(attempts: number): number {
  return Math.min(5000 * 2 ** Math.max(0, attempts - 1), 3_600_000);
}

/**
 * Does the effects of the given rows, each once: rows that another consumer holds or that are gone are left alone. What is left when the
 * budget is spent goes back to the queue.
 */
export async function consume(scope: Scope, ids: string[], budget = new Budget(scope.meter)): Promise<void> {
  await faultPoint(scope.env, "consume.before-effects");
  if (budget.isSpent) return send(scope.env, ids);
  const rows = await lease(scope, ids);
  if (rows.length === 0) return;
  const stop = renewLeases(
    scope,
    rows.map(({ id }) => id),
  );
  try {
    for (const [index, row] of rows.entries()) {
      if (budget.isSpent) {
        await handOver(
          scope,
          rows.slice(index).map(({ id }) => id),
        );
        return;
      }
      await perform(scope, row);
    }
  } finally {
    stop();
  }
}

/** Keeps rows while their effects are being done: large files take minutes. Rows that were put off have no lease any more, and get none. */
function renewLeases(scope: Scope, ids: string[]): () => void {
  const timer = setInterval(() => {
    const renewed = scope.db
      .update(outbox)
      .set({ leaseUntil: Date.now() + leaseMillis })
      .where(and(isOneOf(outbox.id, ids), isNotNull(outbox.leaseUntil)));
    scope.defer(renewed.then(() => undefined));
  }, leaseMillis / 3);
  return () => clearInterval(timer);
}

async function lease(scope: Scope, ids: string[]): Promise<OutboxRow[]> {
  const now = Date.now();
  const rows = await scope.db
    .update(outbox)
    .set({ leaseUntil: now + leaseMillis })
    .where(
      and(isOneOf(outbox.id, ids), isNull(outbox.parkedAt), or(isNull(outbox.leaseUntil), lt(outbox.leaseUntil, now))),
    )
    .returning();
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function perform(scope: Scope, row: OutboxRow): Promise<void> {
  try {
    await dispatch(scope, row);
    await faultPoint(scope.env, "consume.before-finish");
    await scope.db.delete(outbox).where(eq(outbox.id, row.id));
  } catch (error) {
    await postpone(scope, row, error);
  }
}

async function dispatch(scope: Scope, row: OutboxRow): Promise<void> {
  const kind = row.kind as EffectKind;
  const schema = effectSchemas[kind];
  if (!schema) throw new Error(`no handler for ${row.kind}`);
  const handle = handlers[kind] as (scope: Scope, payload: unknown) => Promise<void>;
  await handle(scope, schema.parse(row.payload));
}

/** Puts a failed row off, and parks it after the last attempt. Reported at the first and the last failure, not in between. */
async function postpone(scope: Scope, row: OutboxRow, error: unknown): Promise<void> {
  const attempts = row.attempts + 1;
  const now = Date.now();
  const last = attempts >= maxAttempts;
  if (attempts === 1 || last)
    scope.log.error(last ? "effect.parked" : "effect.failed", error, { kind: row.kind, outboxId: row.id, attempts });
  await scope.db
    .update(outbox)
    .set({
      attempts,
      leaseUntil: null,
      dueAt: now + backOff(attempts),
      parkedAt: last ? now : null,
      lastError: messageOf(error),
    })
    .where(eq(outbox.id, row.id));
}

/** Parks rows whose messages the queue gave up on, so that nobody loops over them unseen. */
export async function park(scope: Scope, ids: string[]): Promise<void> {
  const now = Date.now();
  const parked = await scope.db
    .update(outbox)
    .set({ parkedAt: now, leaseUntil: null, lastError: sql`coalesce(${outbox.lastError}, 'the queue gave up')` })
    .where(and(isOneOf(outbox.id, ids), isNull(outbox.parkedAt)))
    .returning({ id: outbox.id, kind: outbox.kind });
  for (const row of parked)
    scope.log.error("effect.parked", new Error("the queue gave up"), { kind: row.kind, outboxId: row.id });
}
