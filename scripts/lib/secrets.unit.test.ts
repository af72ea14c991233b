import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { completeDevVars, newSecret, secretNames } from "./secrets.ts";

describe("completeDevVars", () => {
  it("makes every secret where there is none", () => {
    const made = parseEnv(completeDevVars("") ?? "");
    expect(Object.keys(made).toSorted()).toEqual(secretNames.toSorted());
    expect(made["TOKEN_KEYS"]).toMatch(/^\d{4}-\d\d-\d\d:[\w-]{43}$/);
    expect(made["REFRESH_KEY"]).toMatch(/^[\w-]{43}$/);
  });

  it("keeps what is there, and adds only what is missing", () => {
    const existing = '# mine\nTOKEN_KEYS="a:b"\nOTHER=1';
    const completed = completeDevVars(existing) ?? "";
    expect(completed.startsWith(`${existing}\n`)).toBe(true);
    expect(parseEnv(completed)).toMatchObject({ TOKEN_KEYS: "a:b", OTHER: "1" });
    expect(Object.keys(parseEnv(completed)).toSorted()).toEqual(["OTHER", ...secretNames].toSorted());
  });

  it("changes nothing that is complete", () => {
    expect(completeDevVars(completeDevVars("") ?? "")).toBeNull();
  });
});

describe("newSecret", () => {
  it("never makes the same one twice", () => {
    const made = Array.from({ length: 100 }, () => newSecret("REFRESH_KEY"));
    expect(new Set(made).size).toBe(100);
  });
});
