/** Resident memory of the process that serves a site, watched from outside. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** How often it is looked at, in milliseconds. What is held is held for longer. */
const every = 50;

/** What was resident before `work`, and the most while it is done, in bytes. `leader` leads the processes of the site. */
export async function memoryDuring(
  leader: number,
  work: () => Promise<void>,
): Promise<{ before: number; most: number }> {
  const [pid, ...more] = system.childrenOf(leader);
  if (pid === undefined || more.length > 0) throw new Error(`${leader} should have one child: workerd`);
  const before = system.residentOf(pid);
  const mark = system.highestOf(pid);
  let most = before;
  const look = () => {
    most = Math.max(most, system.residentOf(pid));
  };
  const timer = setInterval(look, every);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  // A mark that has risen tells what came between two looks, too.
  const highest = system.highestOf(pid);
  return { before, most: highest > mark ? highest : most };
}

interface System {
  childrenOf(pid: number): number[];
  /** In bytes. */
  residentOf(pid: number): number;
  /** The most that was ever resident, in bytes; 0 where nobody keeps it. */
  highestOf(pid: number): number;
}

const numbers = (text: string) => text.split(/\s+/).filter(Boolean).map(Number);

const inStatus = (pid: number, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;

/** Linux tells it in files; small systems lack `ps`. */
const linux: System = {
  childrenOf: (pid) => numbers(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")),
  residentOf: (pid) => inStatus(pid, "VmRSS"),
  highestOf: (pid) => inStatus(pid, "VmHWM"),
};

const ps = (...options: string[]) => execFileSync("ps", options, { encoding: "utf8" });

const others: System = {
  childrenOf: (leader) =>
    ps("-A", "-o", "pid=,ppid=")
      .split("\n")
      .map(numbers)
      .flatMap(([pid = 0, parent]) => (parent === leader ? [pid] : [])),
  residentOf: (pid) => Number(ps("-o", "rss=", "-p", String(pid))) * 1024,
  highestOf: () => 0,
};

const system = existsSync("/proc/self/status") ? linux : others;
