/** Many rows in few statements: they travel as JSON, since a statement takes at most 100 bound values. */
import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "../../../db/client.ts";
import type { Statement } from "../../effects/commit.ts";

/** UTF-16 units of JSON in one bound value: in UTF-8 at most three times as many bytes, well below the 2 MB that D1 takes. */
const largestJson = 300_000;

/** The JSON arrays of a list, each as long as one bound value may be. */
export function jsonParts(rows: readonly unknown[]): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  let length = 0;
  const close = () => {
    if (part.length > 0) parts.push(`[${part.join(",")}]`);
    part = [];
    length = 0;
  };
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (length + json.length > largestJson) close();
    part.push(json);
    length += json.length + 1;
  }
  close();
  return parts;
}

/**
 * Inserts rows that all have the same fields. A row that is there already fails the batch, unless `keep` names the columns by which it
 * may be there; then it stays as it is.
 */
export function insertAll<T extends SQLiteTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
  keep?: readonly SQLiteColumn[],
): Statement[] {
  const columns = getTableColumns(table);
  const fields = Object.keys(rows[0] ?? {});
  const names = list(fields.map((field) => sql.identifier(columns[field]?.name ?? field)));
  const values = list(fields.map((field) => sql`value ->> ${sql.raw(`'${field}'`)}`));
  // Without WHERE, SQLite would read ON CONFLICT as a join (https://www.sqlite.org/lang_upsert.html, "Parsing Ambiguity").
  const kept = keep
    ? sql`WHERE 1 ON CONFLICT (${list(keep.map((column) => sql.identifier(column.name)))}) DO NOTHING`
    : sql``;
  return jsonParts(rows).map((json) =>
    db.run(sql`INSERT INTO ${table} (${names}) SELECT ${values} FROM json_each(${json}) ${kept}`),
  );
}

function list(parts: Parameters<typeof sql.join>[0]) {
  return sql.join(parts, sql.raw(", "));
}
