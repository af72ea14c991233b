import { env } from "cloudflare:workers";
import { getTableColumns, getTableName } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import * as schema from "./schema.ts";

const tables = (Object.values(schema) as unknown[]).filter(
  (value): value is SQLiteTable => value instanceof SQLiteTable,
);

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
  hidden: number;
}

describe("the schema", () => {
  it("names every table that the migrations make, and no other", async () => {
    const { results } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'",
    ).all<{ name: string }>();
    expect(tables.map(getTableName).toSorted()).toEqual(results.map(({ name }) => name).toSorted());
  });

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    "describes %s as it is",
    async (name, table) => {
      const { results } = await env.DB.prepare(`SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)`)
        .bind(name)
        .all<Column>();
      const real = results.map((column) => ({
        name: column.name,
        type: column.type.toLowerCase(),
        required: column.notnull === 1 || column.pk > 0,
        generated: column.hidden > 1,
      }));
      const described = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        required: column.notNull,
        generated: column.generated !== undefined,
      }));
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(described.toSorted(byName)).toEqual(real.toSorted(byName));
    },
  );

  it("declares no cascade, which D1 would follow when a table is rebuilt", async () => {
    const { results } = await env.DB.prepare("SELECT sql FROM sqlite_master WHERE sql LIKE '%CASCADE%'").all();
    expect(results).toEqual([]);
  });
});
