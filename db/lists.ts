/** Lists as one bound value: D1 takes at most 100 of them (and drizzle's `inArray` binds one per element). */
import { type Column, type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** `column IN (values)`, with the values as one JSON text. */
export function isOneOf(column: Column | SQLWrapper, values: readonly (string | number)[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
