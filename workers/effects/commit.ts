/**
 * The one seam for writes with consequences. One D1 batch, which is one transaction, holds the change, its audit row, its
 * idempotency row and one outbox row per effect; when it is in, the outbox is woken after the answer.
 */
import { sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { newId } from "../../contract/ids.ts";
import { isOneOf } from "../../db/lists.ts";
import { idempotencyKeys, outbox } from "../../db/schema.ts";
import { AppError, conflict } from "../http/error.ts";
import { checkClaim } from "../http/gate.ts";
import type { Scope } from "../scope.ts";
import { faultPoint, isArmed } from "./faults.ts";
import type { Effect } from "./kinds.ts";
import { send } from "./wake.ts";

export type Statement = BatchItem<"sqlite">;

/** One row of the audit trail: what was done to what; `before` and `after` hold only what changed, never secrets. */
export interface AuditNote {
  action: string;
  targetType: string;
  targetId: string | null;
  before?: unknown;
  after?: unknown;
}

export interface Unit {
  /**
   * The statement that decides whether anything happened (an `INSERT OR IGNORE`, a conditional `UPDATE` or `DELETE`). Audit and
   * effects are written only when it changed a row, so a repeated call has no second effect. Without it they always are.
   */
  guard?: Statement;
  /** Refuses the whole unit with this error when the guard changed nothing: for edits of what somebody else has just changed. */
  required?: AppError;
  /** Further writes of the same transaction; they run whether or not the guard changed anything and must be harmless then. */
  writes?: Statement[];
  audit?: AuditNote;
  effects?: Effect[];
  /**
   * Effects that the caller goes on to do itself, before it answers. Their rows are held as a consumer holds them, and nobody is woken:
   * only when the caller dies, the Sweeper finds them once the lease has run out. The caller names the rows in `finishes` of the commit that
   * ends the work, or gives them to the consumer with `handOver`.
   */
  held?: Effect[];
  /** Rows of held effects that are done with this unit, whether or not the guard changed anything. */
  finishes?: readonly string[];
  /** Id of what this unit makes; remembered under the request's idempotency key. */
  resourceId?: string;
  /** Fields behind unique indexes, by SQLite's name for them (`users.username_key`): field and message of the 409. */
  conflicts?: Record<string, { path: string; message: string }>;
}

/** Milliseconds after which the Sweeper takes an outbox row for forgotten. */
export const outboxGrace = 10_000;
/** Milliseconds that somebody who does an effect has before another may take its row over. */
export const leaseMillis = 60_000;

export interface Committed {
  /** Whether the guard changed a row; true without one. */
  changed: boolean;
  /** Results of guard and writes, in order. */
  results: unknown[];
  /** Rows of `held` effects, in order; none when nothing changed. */
  held: string[];
}

/**
 * Writes a unit. Resolves when it is stored. Throws `rate_limited`, `idempotency_mismatch` and `Replay` from the gate, `conflict` for a taken unique value.
 */
export async function commit(scope: Scope, unit: Unit): Promise<Committed> {
  await scope.gate.admit();
  const now = Date.now();
  const omitted = isArmed(scope.env, "commit.omit-outbox");
  const rowsOf = (effects: Effect[] = []) => (omitted ? [] : effects.map((effect) => ({ id: newId(now), ...effect })));
  const [rows, held] = [rowsOf(unit.effects), rowsOf(unit.held)];
  const onlyIfChanged = unit.guard !== undefined;

  const statements: Statement[] = [];
  if (unit.guard) statements.push(unit.guard);
  // Directly after the guard: each reads `changes()` of the statement before it, and each that inserts a row keeps it at 1.
  for (const row of rows) statements.push(insertEffect(scope, row, now, null, onlyIfChanged));
  for (const row of held) statements.push(insertEffect(scope, row, now, now + leaseMillis, onlyIfChanged));
  if (unit.audit) statements.push(insertAudit(scope, unit.audit, now, onlyIfChanged));
  if (unit.required) statements.push(scope.db.run(failUnlessChanged));
  const before = statements.length;
  statements.push(...(unit.writes ?? []));
  if (scope.gate.claim && unit.resourceId !== undefined) {
    const { userId, key, operation, bodyHash } = scope.gate.claim;
    statements.push(
      scope.db
        .insert(idempotencyKeys)
        .values({ userId, key, operation, bodyHash, resourceId: unit.resourceId, createdAt: now }),
    );
  }
  if (unit.finishes && unit.finishes.length > 0)
    statements.push(scope.db.delete(outbox).where(isOneOf(outbox.id, unit.finishes)));
  if (statements.length === 0) return { changed: false, results: [], held: [] };

  const results = await runBatch(scope, unit, statements);
  const changed = unit.guard ? changesOf(results[0]) > 0 : true;
  if (changed && rows.length > 0)
    scope.defer(
      wake(
        scope,
        rows.map((row) => row.id),
      ),
    );
  return {
    changed,
    results: [...(unit.guard ? [results[0]] : []), ...results.slice(before, before + (unit.writes?.length ?? 0))],
    held: changed ? held.map((row) => row.id) : [],
  };
}

/** Gives rows of held effects to the consumer: for work that turned out to be more than its caller could do. */
export async function handOver(scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope.db.update(outbox).set({ leaseUntil: null }).where(isOneOf(outbox.id, ids));
  await send(scope.env, [...ids]);
}

async function wake(scope: Scope, ids: string[]): Promise<void> {
  await faultPoint(scope.env, "commit.before-send");
  await send(scope.env, ids);
}

async function runBatch(scope: Scope, unit: Unit, statements: Statement[]): Promise<unknown[]> {
  try {
    return await scope.db.batch(statements as [Statement, ...Statement[]]);
  } catch (error) {
    if (unit.required && /NOT NULL constraint failed: totals\.name/.test(messagesOf(error))) throw unit.required;
    const taken = /UNIQUE constraint failed: ([^:\n]+)/.exec(messagesOf(error))?.[1]?.trim();
    if (/media_refs: not ready/.test(messagesOf(error)))
      throw new AppError("conflict", "A file went while it was being attached. Choose it again.");
    if (taken === undefined) throw error;
    if (taken.startsWith("idempotency_keys.")) {
      // The same key was finished by another isolate since the gate looked.
      if (scope.gate.claim) await checkClaim(scope.db, scope.gate.claim);
      throw new AppError("conflict", "The first request with this idempotency key is still running.");
    }
    const named = Object.entries(unit.conflicts ?? {}).find(([columns]) => taken.includes(columns));
    if (!named) throw error;
    throw conflict(named[1].path, named[1].message);
  }
}

/** Breaks a constraint, and so the transaction, when the statement before it changed nothing. */
const failUnlessChanged = sql`INSERT INTO totals (name, value) SELECT NULL, 0 WHERE changes() = 0`;

/** Messages of an error and of its causes: drizzle wraps those of D1. */
function messagesOf(error: unknown): string {
  const messages: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message);
  return messages.join("\n");
}

function changesOf(result: unknown): number {
  return (result as D1Result).meta.changes;
}

function insertEffect(
  scope: Scope,
  row: { id: string } & Effect,
  now: number,
  leaseUntil: number | null,
  onlyIfChanged: boolean,
): Statement {
  return scope.db.run(sql`INSERT INTO outbox (id, kind, payload, created_at, due_at, lease_until)
    SELECT ${row.id}, ${row.kind}, ${JSON.stringify(row.payload)}, ${now}, ${now + outboxGrace}, ${leaseUntil}
    WHERE ${onlyIfChanged ? sql`changes() > 0` : sql`1`}`);
}

function insertAudit(scope: Scope, note: AuditNote, now: number, onlyIfChanged: boolean): Statement {
  const { origin, viewer } = scope;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return scope.db
    .run(sql`INSERT INTO audit_log (id, actor_id, action, target_type, target_id, before, after, address, user_agent, request_id, created_at)
    SELECT ${newId(now)}, ${viewer?.id ?? null}, ${note.action}, ${note.targetType}, ${note.targetId}, ${json(note.before)}, ${json(note.after)},
      ${origin.address}, ${origin.userAgent}, ${origin.requestId}, ${now}
    WHERE ${onlyIfChanged ? sql`changes() > 0` : sql`1`}`);
}
