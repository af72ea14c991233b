import { describe, expect, it } from "vitest";
import { environments, readConfiguration, withDatabaseIds } from "./configuration.ts";

describe("readConfiguration", () => {
  it.each(environments)("finds what %s needs", (environment) => {
    const { name, needs } = readConfiguration(environment);
    expect(name).toMatch(/^stoa/);
    expect(needs.databases).toHaveLength(1);
    expect(needs.buckets).toHaveLength(1);
    expect(needs.queues).toHaveLength(2);
    expect(needs.secrets).toContain("SETUP_TOKEN");
  });

  it("shares nothing between staging and production", () => {
    const [staging, production] = environments.map((environment) => {
      const { name, origin, needs } = readConfiguration(environment);
      return [name, origin, ...needs.databases, ...needs.buckets, ...needs.queues];
    });
    expect(staging?.filter((name) => production?.includes(name))).toEqual([]);
  });
});

describe("withDatabaseIds", () => {
  const toml = 'database_name = "stoa"\nmigrations_dir = "m"\n[x]\ndatabase_name = "stoa-staging"\n';

  it("puts each id after its own name", () => {
    expect(withDatabaseIds(toml, { stoa: "1", "stoa-staging": "2" })).toBe(
      'database_name = "stoa"\ndatabase_id = "1"\nmigrations_dir = "m"\n[x]\ndatabase_name = "stoa-staging"\ndatabase_id = "2"\n',
    );
  });

  it("refuses a database that the configuration does not name", () => {
    expect(() => withDatabaseIds(toml, { sto: "1" })).toThrow("no line");
  });
});
