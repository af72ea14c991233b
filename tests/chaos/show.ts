/** What a run was, and what became of it, for people. */
import { countByKind, violationKinds } from "./check.ts";
import type { ChaosReport } from "./run.ts";

/** Violations shown in full; of the rest only the number. */
const most = 20;

export function describeReport(report: ChaosReport): string {
  const { violations, acknowledged, cuts, seconds } = report;
  const counts = countByKind(violations);
  const rows: [string, string][] = [
    ["acknowledged", `${acknowledged} messages in ${seconds.toFixed(1)} s, ${report.events} events in the room`],
    ["server killed", `${report.kills} times`],
    [
      "clients cut off",
      `${cuts.now + cuts.send + cuts.ack} times: ${cuts.now} at once, ${cuts.send} after a send, ${cuts.ack} before an acknowledgement; ${report.absences} stayed away`,
    ],
    [
      "clients did",
      `${report.connections} connections, ${report.resent} messages sent again, ${report.gaps} gaps, ${report.resets} resets`,
    ],
    ...violationKinds.map((kind): [string, string] => [kind, String(counts[kind])]),
  ];
  const table = rows.map(([name, value]) => `  ${name.padEnd(16)}${value}`);
  const details = violations.slice(0, most).map(({ kind, detail }) => `  ${kind}: ${detail}`);
  const rest = violations.length > most ? [`  and ${violations.length - most} more`] : [];
  const verdict = violations.length === 0 ? "Nothing was lost, doubled or reordered." : "Promises were broken:";
  return [...table, verdict, ...details, ...rest].join("\n");
}
