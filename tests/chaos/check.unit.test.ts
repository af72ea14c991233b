import { describe, expect, it } from "vitest";
import { check, countByKind, type ViolationKind, violationKinds } from "./check.ts";
import { type ClientRecord, type Line, newRecord } from "./record.ts";

const joined: Line = { seq: 1, kind: "joined", id: null, senderId: null, number: null };

function message(seq: number, senderId: string, number: number, id = `${senderId}-${number}`): Line {
  return { seq, kind: "message", id, senderId, number };
}

/** Ada and Bo take turns; everybody shows everything. */
function faultlessRun(): { records: ClientRecord[]; history: Line[] } {
  const history = [joined, message(2, "ada", 1), message(3, "bo", 1), message(4, "ada", 2), message(5, "bo", 2)];
  const records = ["ada", "bo"].map((userId) => {
    const own = history.filter(({ senderId }) => senderId === userId);
    return {
      ...newRecord(userId),
      sent: own.map(({ id, number }) => ({ id: id!, number: number! })),
      acks: own.map(({ id, seq }) => ({ id: id!, seq })),
      received: [...history],
      shown: [...history],
    };
  });
  return { records, history };
}

/** The kinds of violation that a run has after `spoil` has changed it. */
function verdict(spoil: (run: { ada: ClientRecord; bo: ClientRecord; history: Line[] }) => void): ViolationKind[] {
  const { records, history } = faultlessRun();
  const [ada, bo] = records as [ClientRecord, ClientRecord];
  spoil({ ada, bo, history });
  const counts = countByKind(check(records, history));
  return violationKinds.filter((kind) => counts[kind] > 0);
}

/** Replaces what everybody has, as if the room itself had done it. */
function everywhere(run: { ada: ClientRecord; bo: ClientRecord; history: Line[] }, lines: Line[]): void {
  run.history.splice(0, run.history.length, ...lines);
  for (const record of [run.ada, run.bo]) {
    record.received = [...lines];
    record.shown = [...lines];
  }
}

describe("the checker", () => {
  it("finds nothing in a faultless run", () => {
    expect(verdict(() => undefined)).toEqual([]);
  });

  it("takes repeats that a client leaves aside for what they are", () => {
    expect(
      verdict(({ ada, history }) => {
        ada.received.push(...history.slice(2));
        ada.acks.push({ id: "ada-1", seq: 2 });
      }),
    ).toEqual([]);
  });

  it("sees an acknowledged message that is lost", () => {
    const without = faultlessRun().history.filter(({ id }) => id !== "bo-2");
    expect(verdict((run) => everywhere(run, without))).toEqual(["lost"]);
  });

  it("sees a message that is stored twice, under one id or under two", () => {
    const { history } = faultlessRun();
    expect(verdict((run) => everywhere(run, [...history, message(6, "bo", 2)]))).toContain("doubled");
    expect(verdict((run) => everywhere(run, [...history, message(6, "bo", 2, "another-id")]))).toContain("doubled");
  });

  it("sees a message that a client shows twice", () => {
    expect(verdict(({ ada }) => ada.shown.push(message(6, "bo", 2)))).toContain("doubled");
  });

  it("sees a sender's messages in another order", () => {
    const [first, , third] = faultlessRun().history;
    const swapped = [first!, message(2, "ada", 2), third!, message(4, "ada", 1), message(5, "bo", 2)];
    const kinds = verdict((run) => {
      everywhere(run, swapped);
      run.ada.acks = [
        { id: "ada-1", seq: 4 },
        { id: "ada-2", seq: 2 },
      ];
    });
    expect(kinds).toEqual(["disordered"]);
  });

  it("sees a history that does not rise", () => {
    expect(verdict(({ history }) => history.push(joined))).toContain("disordered");
  });

  it("sees a client that shows one event after a later one", () => {
    expect(verdict(({ bo }) => bo.shown.push(...bo.shown.splice(2, 1)))).toEqual(["disordered"]);
  });

  it("sees a gap between seqs, and one before the first", () => {
    const { history } = faultlessRun();
    const later = history.map((line) => (line.seq === 5 ? { ...line, seq: 6 } : line));
    expect(verdict((run) => everywhere(run, later))).toContain("gap");
    expect(verdict((run) => everywhere(run, history.slice(1)))).toEqual(["gap"]);
  });

  it("sees an acknowledgement with another seq than the history's", () => {
    expect(verdict(({ bo }) => bo.acks.push({ id: "bo-1", seq: 4 }))).toEqual(["moved"]);
  });

  it("sees that a client got something else for a seq, even if it does not show it", () => {
    expect(verdict(({ ada }) => ada.received.push(message(3, "bo", 2)))).toEqual(["moved"]);
    expect(verdict(({ ada }) => ada.received.push(message(99, "bo", 9)))).toEqual(["moved"]);
  });

  it("sees a client that lacks something in the middle or at the end", () => {
    expect(verdict(({ ada }) => ada.shown.splice(2, 1))).toEqual(["diverged"]);
    expect(verdict(({ ada }) => ada.shown.pop())).toEqual(["diverged"]);
  });

  it("sees a message that was never acknowledged, and one that was refused", () => {
    expect(verdict(({ ada }) => ada.acks.pop())).toEqual(["unacknowledged"]);
    expect(verdict(({ ada }) => ada.refusals.push({ id: "ada-1", code: "internal" }))).toEqual(["unacknowledged"]);
  });

  it("sees a message that nobody sent", () => {
    const { history } = faultlessRun();
    expect(verdict((run) => everywhere(run, [...history, message(6, "bo", 3)]))).toEqual(["invented"]);
  });
});
