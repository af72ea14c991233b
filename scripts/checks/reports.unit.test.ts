import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCounts } from "./reports.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stoa-reports-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("readCounts", () => {
  it("counts what vitest reports", () => {
    const file = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3 });
    expect(readCounts("vitest", file)).toEqual({ passed: 7, failed: 2, skipped: 4 });
  });

  it("counts a flaky end-to-end test as failed", () => {
    const file = report({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 0 } });
    expect(readCounts("playwright", file)).toEqual({ passed: 5, failed: 3, skipped: 0 });
  });

  it("knows a runner that left no report", () => {
    expect(readCounts("vitest", join(folder, "none.json"))).toBeNull();
  });
});
