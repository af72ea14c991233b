/** Counts tests in the JSON reports of vitest and Playwright. */
import { existsSync, readFileSync } from "node:fs";

export interface Counts {
  passed: number;
  failed: number;
  /** Tests that did not run: nothing in this project may skip. */
  skipped: number;
}

/** The part of vitest's (and Jest's) JSON report that is read. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

/** The part of Playwright's JSON report that is read. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

export function countVitest(report: VitestReport): Counts {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A flaky test passed only when it was tried again: that counts as failed. */
export function countPlaywright({ stats }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** Reads and counts a report; null where the runner wrote none, because it broke down before. */
export function readCounts(kind: "vitest" | "playwright", file: string): Counts | null {
  if (!existsSync(file)) return null;
  const report: unknown = JSON.parse(readFileSync(file, "utf8"));
  return kind === "vitest" ? countVitest(report as VitestReport) : countPlaywright(report as PlaywrightReport);
}
