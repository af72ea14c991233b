/**
 * Judges a run from what every client noted down and from the history that the site answers afterwards. Pure: the same records
 * always get the same verdict.
 */
import { type ClientRecord, type Line, sameLine } from "./record.ts";

export const violationKinds = [
  /** It was acknowledged, and the history does not have it. */
  "lost",
  /** The same message stands in the history, or was shown by a client, more than once. */
  "doubled",
  /** A sender's messages stand in another order than they were sent, or a client showed seqs that do not rise. */
  "disordered",
  /** A seq of the history is missing. */
  "gap",
  /** A message was acknowledged with one seq and stands at another, or a client got something else for a seq. */
  "moved",
  /** A client does not show what the history has. */
  "diverged",
  /** It was sent to the end of the run and never acknowledged, or answered with an error. */
  "unacknowledged",
  /** The history has a message that nobody sent. */
  "invented",
] as const;
export type ViolationKind = (typeof violationKinds)[number];

export interface Violation {
  kind: ViolationKind;
  detail: string;
}

/** All violations; empty when every promise held. `history` is what the site has, ascending as it was answered. */
export function check(records: readonly ClientRecord[], history: readonly Line[]): Violation[] {
  const bySeq = new Map(history.map((line) => [line.seq, line]));
  const byId = new Map(history.flatMap((line) => (line.id === null ? [] : [[line.id, line] as const])));
  return [
    ...gaps(history),
    ...doubledIn(history, "the history"),
    ...disordered(history),
    ...invented(records, history),
    ...records.flatMap((record) => [
      ...acknowledged(record, byId),
      ...unacknowledged(record),
      ...arrived(record, bySeq),
      ...doubledIn(record.shown, `client ${record.userId}`),
      ...converged(record, history),
    ]),
  ];
}

/** How many violations of each kind there are. */
export function countByKind(violations: readonly Violation[]): Record<ViolationKind, number> {
  const counts = Object.fromEntries(violationKinds.map((kind) => [kind, 0])) as Record<ViolationKind, number>;
  for (const { kind } of violations) counts[kind]++;
  return counts;
}

function gaps(history: readonly Line[]): Violation[] {
  return history.flatMap(({ seq }, index): Violation[] => {
    const before = history[index - 1]?.seq ?? 0;
    if (seq === before + 1) return [];
    if (seq <= before) return [{ kind: "disordered", detail: `the history has seq ${seq} after ${before}` }];
    return [{ kind: "gap", detail: `the history goes from seq ${before} to ${seq}` }];
  });
}

/** A message is the same by its id, and by its sender's count: a repeat under a new id is no less a repeat. */
function doubledIn(lines: readonly Line[], where: string): Violation[] {
  const seen = new Map<string, number>();
  const found: Violation[] = [];
  for (const { seq, id, senderId, number } of lines) {
    if (id === null) continue;
    const names = [id, `${senderId} ${number}`];
    const earlier = names.map((name) => seen.get(name)).find((other) => other !== undefined);
    if (earlier !== undefined) {
      const detail = `${where} has message ${number} of ${senderId} at ${earlier} and at ${seq}`;
      found.push({ kind: "doubled", detail });
    }
    for (const name of names) seen.set(name, seq);
  }
  return found;
}

function disordered(history: readonly Line[]): Violation[] {
  const newest = new Map<string, number>();
  const found: Violation[] = [];
  for (const { seq, senderId, number } of history) {
    if (senderId === null || number === null) continue;
    const before = newest.get(senderId) ?? 0;
    // An equal one is a repeat, which is counted as such.
    if (number < before) {
      found.push({ kind: "disordered", detail: `${number} of ${senderId} at seq ${seq} comes after ${before}` });
    }
    newest.set(senderId, Math.max(before, number));
  }
  return found;
}

function invented(records: readonly ClientRecord[], history: readonly Line[]): Violation[] {
  const sent = new Set(
    records.flatMap(({ userId, sent: own }) => own.map(({ id, number }) => `${userId} ${id} ${number}`)),
  );
  return history
    .filter(({ id, senderId, number }) => id !== null && !sent.has(`${senderId} ${id} ${number}`))
    .map(({ seq, id }) => ({ kind: "invented", detail: `message ${id} at seq ${seq} was sent by nobody` }));
}

function acknowledged({ userId, acks }: ClientRecord, byId: ReadonlyMap<string, Line>): Violation[] {
  return acks.flatMap(({ id, seq }): Violation[] => {
    const line = byId.get(id);
    if (!line) return [{ kind: "lost", detail: `${id} of ${userId}, acknowledged with seq ${seq}` }];
    if (line.seq === seq) return [];
    return [{ kind: "moved", detail: `${id} of ${userId}, acknowledged with seq ${seq}, stands at ${line.seq}` }];
  });
}

function unacknowledged({ userId, sent, acks, refusals }: ClientRecord): Violation[] {
  const acked = new Set(acks.map(({ id }) => id));
  const silent = sent
    .filter(({ id }) => !acked.has(id))
    .map(({ id, number }) => `message ${number} (${id}) of ${userId} has no acknowledgement`);
  const refused = refusals.map(({ id, code }) => `${id} of ${userId} was answered ${code}`);
  return [...silent, ...refused].map((detail) => ({ kind: "unacknowledged", detail }));
}

function arrived({ userId, received }: ClientRecord, bySeq: ReadonlyMap<number, Line>): Violation[] {
  return received.flatMap((line) => {
    const stored = bySeq.get(line.seq);
    // A seq that the history lacks is a gap of the history, or a client ahead of it.
    if (stored && sameLine(line, stored)) return [];
    return [{ kind: "moved", detail: `client ${userId} got ${nameOf(line)}, the history has ${nameOf(stored)}` }];
  });
}

/** One violation per client: after the first difference the rest says nothing new. */
function converged({ userId, shown }: ClientRecord, history: readonly Line[]): Violation[] {
  const fallen = shown.findIndex(({ seq }, index) => seq <= (shown[index - 1]?.seq ?? 0));
  if (fallen > 0) {
    const detail = `client ${userId} shows seq ${shown[fallen]?.seq} after ${shown[fallen - 1]?.seq}`;
    return [{ kind: "disordered", detail }];
  }
  const length = Math.max(shown.length, history.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [shown[index], history[index]];
    if (one && other && sameLine(one, other)) continue;
    const detail = `client ${userId} shows ${nameOf(one)} where the history has ${nameOf(other)}`;
    return [{ kind: "diverged", detail }];
  }
  return [];
}

function nameOf(line: Line | undefined): string {
  if (!line) return "nothing";
  if (line.id === null) return `${line.kind} at seq ${line.seq}`;
  return `message ${line.number} of ${line.senderId} (${line.id}) at seq ${line.seq}`;
}
