/** The loss harness at a size for every day, and what makes it believable: with a protection taken out it goes red. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { findFreePort } from "../../scripts/lib/port.ts";
import { countByKind } from "./check.ts";
import { type ChaosOptions, type ChaosReport, runChaos } from "./run.ts";
import { describeReport } from "./show.ts";

const folder = mkdtempSync(join(tmpdir(), "stoa-chaos-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(options: Partial<ChaosOptions>): Promise<ChaosReport> {
  const control = { clients: 6, messages: 300, kills: 1, cuts: 30, absences: 0, seed: 7 };
  return runChaos({ port: await findFreePort(), persistTo: join(folder, "state"), ...control, ...options });
}

it("keeps every acknowledged message, once and in order, through cuts and kills", async () => {
  const report = await run({ clients: 20, messages: 1_000, kills: 3, cuts: 50 });
  expect(report.violations, describeReport(report)).toEqual([]);
  expect(report.acknowledged).toBe(1_000);
  expect(report.resent).toBeGreaterThan(0);
});

it("goes red when clients do not say what they have seen", async () => {
  const { violations } = await run({ resumes: false });
  expect(countByKind(violations)).toMatchObject({ diverged: 6, lost: 0, doubled: 0 });
});

it("goes red when the room does not look at the ids of messages", async () => {
  const { violations } = await run({ faults: "room.omit-id-check" });
  expect(countByKind(violations).doubled).toBeGreaterThan(0);
});
