/**
 * What no D1 migration may do. D1 ignores `PRAGMA foreign_keys`, so the usual way of rebuilding a table (foreign keys off,
 * copy, drop, rename) drops the parent with foreign keys on: children with `ON DELETE CASCADE` vanish, and it reports success.
 */
const forbidden = [
  { pattern: /\bdrop\s+table\b/i, why: "DROP TABLE takes the rows that cascade from it along: add columns instead" },
  { pattern: /\bpragma\s+(\w+\.)?foreign_keys\b/i, why: "D1 ignores PRAGMA foreign_keys" },
  { pattern: /\bdefer_foreign_keys\b/i, why: "PRAGMA defer_foreign_keys does not hold back cascades" },
];

/** The reasons why a migration is refused; none for a good one. Comments do not count. */
export function refuseMigration(sql: string): string[] {
  const statements = sql.replaceAll(/--[^\n]*/g, " ").replaceAll(/\/\*[\s\S]*?\*\//g, " ");
  return forbidden.filter(({ pattern }) => pattern.test(statements)).map(({ why }) => why);
}

/** Problems of the files' names: numbered from 0001 on without gaps or doubles, since D1 applies them by name. */
export function refuseNames(names: readonly string[]): string[] {
  return names.toSorted().flatMap((name, index) => {
    const number = String(index + 1).padStart(4, "0");
    return new RegExp(`^${number}_[a-z0-9_]+\\.sql$`).test(name) ? [] : [`${name} should be ${number}_<words>.sql`];
  });
}
