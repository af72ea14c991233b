/** Processor time and memory of other processes, read from Linux's /proc (proc(5)). */
import { readdirSync, readFileSync } from "node:fs";

export interface Usage {
  /** Processor time so far, user and system together, in microseconds. */
  cpu: number;
  /** Resident memory in bytes. */
  memory: number;
}

/** Linux counts in hundredths of a second and pages of 4 KiB on every platform that Node runs on. */
const tickMicros = 10_000;
const pageBytes = 4_096;

/** Sum over a process and everything that it started. Throws where there is no /proc. */
export function usageOfTree(pid: number): Usage {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)));
  const members = new Set([pid]);
  for (let before = 0; before < members.size;) {
    before = members.size;
    for (const each of processes) if (members.has(each.parent)) members.add(each.pid);
  }
  const total: Usage = { cpu: 0, memory: 0 };
  for (const each of processes) {
    if (!members.has(each.pid)) continue;
    total.cpu += each.cpu;
    total.memory += each.memory;
  }
  return total;
}

/** Empty for a process that has ended since it was listed. */
function readStat(pid: number): (Usage & { pid: number; parent: number })[] {
  try {
    return [{ pid, ...parseStat(readFileSync(`/proc/${pid}/stat`, "utf8")) }];
  } catch (error) {
    const gone = ["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (gone) return [];
    throw error;
  }
}

/** The fields of /proc/[pid]/stat; the name in parentheses may hold spaces and parentheses of its own. */
export function parseStat(text: string): Usage & { parent: number } {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), cpu: (field(14) + field(15)) * tickMicros, memory: field(24) * pageBytes };
}
