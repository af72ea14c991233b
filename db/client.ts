/** The way to D1: drizzle over a binding that counts what it reads. */
import { is } from "drizzle-orm";
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import { SQLiteRaw } from "drizzle-orm/sqlite-core/query-builders/raw";
import * as schema from "./schema.ts";

export type Database = DrizzleD1Database<typeof schema>;

/** One executed statement, as the meter saw it. */
export interface Executed {
  sql: string;
  params: unknown[];
}

/** What a unit of work cost at D1. `calls` are round trips; `rowsRead` and `rowsWritten` are D1's own counts. */
export interface Meter {
  calls: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
  /** Set by tests that want to see every statement. */
  onStatement?: (statement: Executed) => void;
  /** `raw()` answers without figures; with `exact` reads are run a second time to get them. For tests. */
  exact?: boolean;
  /** Called when a round trip begins; what it returns, when it ends. For tests. */
  onCall?: () => () => void;
}

export function newMeter(): Meter {
  return { calls: 0, statements: 0, rowsRead: 0, rowsWritten: 0 };
}

/** Opens the database. With a meter, every call is counted into it. */
export function openDatabase(binding: D1Database, meter?: Meter): Database {
  const client = meter ? metered(binding, meter) : binding;
  const db = drizzle(client, { schema });
  // drizzle's D1 batch cannot bind the values of raw statements (`db.run(sql`…`)`); they are prepared here, as it prepares the others.
  const batch = db.batch.bind(db) as (statements: readonly unknown[]) => Promise<unknown>;
  const batchWithRaw = (statements: readonly unknown[]) =>
    batch(statements.map((statement) => (is(statement, SQLiteRaw) ? preparedRaw(client, statement) : statement)));
  return Object.assign(db, { batch: batchWithRaw as Database["batch"] });
}

function preparedRaw(client: D1Database, raw: SQLiteRaw<unknown>) {
  const { sql, params } = raw.getQuery();
  const prepared = {
    stmt: client.prepare(sql),
    getQuery: () => ({ sql, params }),
    mapResult: (result: unknown) => result,
  };
  return { _prepare: () => prepared };
}

function count(meter: Meter, meta: D1Meta & Record<string, unknown>): void {
  meter.rowsRead += meta.rows_read;
  meter.rowsWritten += meta.rows_written;
}

/** A D1 binding whose every statement is counted. */
export function metered(binding: D1Database, meter: Meter): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

  const roundTrip = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    const ended = meter.onCall?.();
    try {
      return await call();
    } finally {
      ended?.();
    }
  };

  const wrap = (statement: D1PreparedStatement, sql: string, params: unknown[]): D1PreparedStatement => {
    const seen = () => {
      meter.calls += 1;
      meter.statements += 1;
      meter.onStatement?.({ sql, params });
    };
    const proxy = new Proxy(statement, {
      get(target, property) {
        switch (property) {
          case "bind":
            return (...values: unknown[]) => wrap(target.bind(...values), sql, values);
          case "all":
          case "run":
            return async () => {
              seen();
              const result = await roundTrip(() => target[property]());
              count(meter, result.meta);
              return result;
            };
          case "raw":
          case "first":
            return async (...args: []) => {
              seen();
              if (meter.exact && /^\s*(select|with)\b/i.test(sql)) count(meter, (await target.all()).meta);
              return roundTrip(() => target[property as "raw"](...args));
            };
          case "describe":
            return () => {
              meter.statements += 1;
              meter.onStatement?.({ sql, params });
            };
          default:
            return Reflect.get(target, property, target) as unknown;
        }
      },
    });
    originals.set(proxy, statement);
    return proxy;
  };

  return new Proxy(binding, {
    get(target, property) {
      switch (property) {
        case "prepare":
          return (sql: string) => wrap(target.prepare(sql), sql, []);
        case "batch":
          return async (statements: D1PreparedStatement[]) => {
            meter.calls += 1;
            for (const statement of statements) (statement as unknown as { describe(): void }).describe();
            const results = await roundTrip(() =>
              target.batch(statements.map((statement) => originals.get(statement) ?? statement)),
            );
            for (const result of results) count(meter, result.meta);
            return results;
          };
        default: {
          const value = Reflect.get(target, property, target) as unknown;
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        }
      }
    },
  });
}
